import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.evaluation.likeness import canonical_words, exact_match, regenerated_words, similarity
from tuneql.sql.parsing import parse, regenerate

CASES = [json.loads(line) for line in Path(__file__).with_name("likeness.jsonl").read_text().splitlines()]
STATEMENTS = st.sampled_from([case["gold"] for case in CASES if case["exact"] is not None])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_exact_match_is_of_meaningful_text(case: dict[str, Any]) -> None:
    assert exact_match(case["gold"], case["predicted"], dialect=case["dialect"]) is case["exact"]


def test_similarity_counts_words_in_order() -> None:
    assert similarity("SELECT a FROM b", "select A from B", dialect="sqlite") == 1.0
    assert similarity("SELECT a FROM b", "SELECT a FROM c", dialect="sqlite") == pytest.approx(0.75)
    assert similarity("SELECT a FROM b", "", dialect="sqlite") == 0.0


@pytest.mark.own_dialect
@given(STATEMENTS, st.text())
def test_similarity_is_a_share(gold: str, predicted: str) -> None:
    assert 0 <= similarity(gold, predicted, dialect="kestrel") <= 1


@pytest.mark.own_dialect
@given(STATEMENTS)
def test_words_of_regenerated_sql_are_the_canonical_words(sql: str) -> None:
    tree = parse(sql, "kestrel")[0]
    assert regenerated_words(regenerate(tree, "kestrel"), "kestrel") == canonical_words(sql, "kestrel")
