from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.evaluation.execution import Gold
from tuneql.evaluation.likeness import Likeness, canonical_words, likeness, regenerated_words
from tuneql.sql.parsing import parse, regenerate

CASES = read_cases(__file__, "likeness.jsonl")
STATEMENTS = st.sampled_from([case["gold"] for case in CASES if case["exact"] is not None])


def alike(*golds: str, predicted: str, dialect: str = "sqlite") -> Likeness:
    return likeness([Gold(sql=gold, regenerated=None) for gold in golds], predicted, None, dialect=dialect)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_exact_match_is_of_meaningful_text(case: dict[str, Any]) -> None:
    assert alike(case["gold"], predicted=case["predicted"], dialect=case["dialect"]).exact is case["exact"]


def test_similarity_counts_words_in_order() -> None:
    assert alike("SELECT a FROM b", predicted="select A from B").share == 1.0
    assert alike("SELECT a FROM b", predicted="SELECT a FROM c").share == pytest.approx(0.75)
    assert alike("SELECT a FROM b", predicted="").share == 0.0


def test_of_several_golds_the_nearest_counts() -> None:
    assert alike("SELECT a", "SELECT a FROM b", predicted="SELECT a FROM b") == Likeness(exact=True, share=1.0)
    assert alike("SELECT x", "SELECT a FROM b", predicted="SELECT a FROM c") == Likeness(exact=False, share=0.75)


def test_what_the_guard_has_written_is_taken_for_the_prediction() -> None:
    found = likeness([Gold(sql="SELECT a FROM b", regenerated=None)], "not parsed", "SELECT a FROM b", dialect="sqlite")
    assert found == Likeness(exact=True, share=1.0)


@pytest.mark.own_dialect
@given(STATEMENTS, st.text())
def test_similarity_is_a_share(gold: str, predicted: str) -> None:
    assert 0 <= alike(gold, predicted=predicted, dialect="kestrel").share <= 1


@pytest.mark.own_dialect
@given(STATEMENTS)
def test_words_of_regenerated_sql_are_the_canonical_words(sql: str) -> None:
    tree = parse(sql, "kestrel")[0]
    assert regenerated_words(regenerate(tree, "kestrel"), "kestrel") == canonical_words(sql, "kestrel")
