from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuneql.corpus.decisions.grouping import BY_SCHEMA, BY_TEMPLATE, FEW_SCHEMAS
from tuneql.corpus.decisions.leaks import count_leaks, refuse_leaks
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.decisions.splitting import split
from tuneql.errors import InvalidCorpus, RunFailed

Made = Callable[..., Ledger]
Fates = Callable[[Ledger], list[str | None]]

SMALL = st.integers(0, 30)
ROWS = st.lists(st.fixed_dictionaries({"question": SMALL, "template": SMALL, "schema": SMALL}), max_size=60)


@given(rows=ROWS, seed=st.integers(0, 5))
def test_no_split_leaks_or_starves_a_set(
    make_ledger: Made, fates: Fates, rows: list[dict[str, Any]], seed: int
) -> None:
    made, again = make_ledger(rows), make_ledger(rows)
    try:
        split(made, seed=seed)
    except InvalidCorpus:
        return
    sizes = Counter(fates(made))
    assert count_leaks(made) == 0
    assert sizes["train"] >= 8
    assert sizes["test"] >= 1
    assert set(sizes) <= {"train", "validation", "test"}
    split(again, seed=seed)
    assert fates(made) == fates(again)


def test_rows_that_differ_in_values_stay_together(make_ledger: Made, fates: Fates) -> None:
    made = make_ledger({"template": number // 4} for number in range(200))
    assert split(made) == BY_TEMPLATE
    assert all(len(set(fates(made)[start : start + 4])) == 1 for start in range(0, 200, 4))


def test_rows_of_one_schema_stay_together_where_schemas_are_many(make_ledger: Made, fates: Fates) -> None:
    made = make_ledger({"schema": number // 10} for number in range(400))
    assert split(made) == BY_SCHEMA
    assert all(len(set(fates(made)[start : start + 10])) == 1 for start in range(0, 400, 10))


@pytest.mark.parametrize(("schemas", "kept_together"), [(FEW_SCHEMAS - 1, BY_TEMPLATE), (FEW_SCHEMAS, BY_SCHEMA)])
def test_rows_of_few_schemas_are_split_over_all_sets(make_ledger: Made, schemas: int, kept_together: str) -> None:
    assert split(make_ledger({"schema": number % schemas} for number in range(10 * schemas))) == kept_together


def test_schemas_are_let_go_where_shared_templates_tie_them_together(make_ledger: Made) -> None:
    made = make_ledger({"template": number % 50, "schema": number // 20} for number in range(400))
    assert split(made) == BY_TEMPLATE
    assert count_leaks(made) == 0


def test_sets_have_about_their_share(make_ledger: Made, fates: Fates) -> None:
    made = make_ledger({} for _ in range(5_000))
    split(made)
    sizes = Counter(fates(made))
    assert 0.77 < sizes["train"] / 5_000 < 0.83
    assert 0.08 < sizes["validation"] / 5_000 < 0.12
    assert 0.08 < sizes["test"] / 5_000 < 0.12


@pytest.mark.parametrize("seed", range(20))
def test_few_rows_have_half_their_share_at_least(make_ledger: Made, fates: Fates, seed: int) -> None:
    made = make_ledger({} for _ in range(60))
    split(made, seed=seed)
    sizes = Counter(fates(made))
    assert sizes["test"] >= 3
    assert sizes["validation"] >= 3
    assert sizes["train"] >= 40


@settings(max_examples=settings.default.max_examples // 4, deadline=None)
@given(families=st.integers(200, 300), more=st.integers(1, 40), seed=st.integers(0, 3))
def test_adding_rows_moves_none_of_another_family(
    make_ledger: Made, fates: Fates, families: int, more: int, seed: int
) -> None:
    sizes = Random(families).choices(range(1, 5), k=families)  # noqa: S311 - nothing secret
    rows = [{"template": family} for family, size in enumerate(sizes) for _ in range(size)]
    before, after = make_ledger(rows), make_ledger([*rows, *({"template": -number} for number in range(1, more))])
    split(before, seed=seed)
    split(after, seed=seed)
    assert fates(before) == fates(after)[: len(rows)]


@pytest.mark.parametrize(("size", "sets"), [(4, {"train", "validation", "test"}), (5, {"train"})])
def test_a_family_larger_than_the_share_of_a_small_set_is_trained_on(
    make_ledger: Made, fates: Fates, size: int, sets: set[str]
) -> None:
    found = set()
    for seed in range(12):
        made = make_ledger({"template": max(number, size)} for number in range(1, 41))
        split(made, seed=seed)
        found.add(fates(made)[0])
    assert found == sets


def test_another_seed_gives_another_split(make_ledger: Made, fates: Fates) -> None:
    one, two = make_ledger({} for _ in range(100)), make_ledger({} for _ in range(100))
    split(one, seed=1)
    split(two, seed=2)
    assert fates(one) != fates(two)


@pytest.mark.parametrize("seed", range(10))
def test_nine_rows_are_enough(make_ledger: Made, fates: Fates, seed: int) -> None:
    made = make_ledger({} for _ in range(9))
    split(made, seed=seed)
    sizes = Counter(fates(made))
    assert (sizes["train"], sizes["test"]) == (8, 1)


@pytest.mark.parametrize("rows", [0, 1, 8])
def test_fewer_than_nine_rows_are_refused(make_ledger: Made, rows: int) -> None:
    with pytest.raises(InvalidCorpus, match="is too few to keep 8 rows to train on apart from 1 to test on"):
        split(make_ledger({} for _ in range(rows)))


def test_rows_of_one_template_cannot_be_told_apart(make_ledger: Made) -> None:
    with pytest.raises(InvalidCorpus, match="'1 different SQL templates' is too few"):
        split(make_ledger({"template": 0} for _ in range(50)))


def test_leaks_are_counted(make_ledger: Made) -> None:
    made = make_ledger([{"template": 1}, {"template": 1}, {"asked": 1}, {"asked": 1}, {"question": 1}, {"question": 1}])
    sets = ("train", "test", "validation", "test", "train", "test")
    made.many("UPDATE rows SET fate = ? WHERE place = ?", zip(sets, range(6), strict=True))
    assert count_leaks(made) == 2
    with pytest.raises(RunFailed, match="2 rows of one set repeat an answer of another"):
        refuse_leaks(made)


def test_a_split_without_leaks_passes(make_ledger: Made) -> None:
    made = make_ledger({} for _ in range(20))
    split(made)
    assert refuse_leaks(made) == 0
