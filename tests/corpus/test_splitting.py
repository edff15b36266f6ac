from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuneql.corpus import Keys, Split, count_leaks, split
from tuneql.corpus.grouping import BY_SCHEMA, BY_TEMPLATE, group
from tuneql.corpus.keys import digest
from tuneql.errors import InvalidCorpus

SMALL = st.integers(0, 30).map(lambda number: digest(str(number)))
KEYS = st.builds(Keys, content=st.uuids().map(str), question=SMALL, template=SMALL, schema=SMALL)


@settings(max_examples=200, deadline=None)
@given(keys=st.lists(KEYS, min_size=9, max_size=60), seed=st.integers(0, 5))
def test_no_split_leaks_or_starves_a_set(keys: list[Keys], seed: int) -> None:
    try:
        made = split(keys, seed=seed)
    except InvalidCorpus:
        return
    sizes = Counter(made.sets)
    assert count_leaks(made) == 0
    assert sizes["train"] >= 8
    assert sizes["test"] >= 1
    assert sum(sizes.values()) == len(keys)
    assert split(keys, seed=seed) == made


def test_rows_that_differ_in_values_stay_together(make_keys: Callable[..., Keys]) -> None:
    keys = [make_keys(number, template=number // 4) for number in range(200)]
    made = split(keys)
    assert made.strategy == BY_TEMPLATE
    assert all(len(set(made.sets[start : start + 4])) == 1 for start in range(0, 200, 4))


def test_rows_of_one_schema_stay_together_where_schemas_are_many(make_keys: Callable[..., Keys]) -> None:
    keys = [make_keys(number, template=number, schema=number // 10) for number in range(400)]
    made = split(keys)
    assert made.strategy == BY_SCHEMA
    assert all(len(set(made.sets[start : start + 10])) == 1 for start in range(0, 400, 10))


def test_schemas_are_let_go_where_shared_templates_tie_them_together(make_keys: Callable[..., Keys]) -> None:
    keys = [make_keys(number, template=number % 50, schema=number // 20) for number in range(400)]
    assert group(keys)[0] == BY_TEMPLATE
    assert count_leaks(split(keys)) == 0


def test_sets_have_about_their_share(make_keys: Callable[..., Keys]) -> None:
    sizes = Counter(split([make_keys(number, template=number) for number in range(5_000)]).sets)
    assert 0.77 < sizes["train"] / 5_000 < 0.83
    assert 0.08 < sizes["validation"] / 5_000 < 0.12
    assert 0.08 < sizes["test"] / 5_000 < 0.12


def test_adding_rows_moves_hardly_any(make_keys: Callable[..., Keys]) -> None:
    keys = [make_keys(number, template=number // 2) for number in range(3_000)]
    before, after = split(keys[:2_000]), split(keys)
    moved = sum(first != second for first, second in zip(before.sets, after.sets, strict=False))
    assert moved == 0


def test_another_seed_gives_another_split(make_keys: Callable[..., Keys]) -> None:
    keys = [make_keys(number, template=number) for number in range(100)]
    assert split(keys, seed=1).sets != split(keys, seed=2).sets


@pytest.mark.parametrize("seed", range(10))
def test_nine_rows_are_enough(make_keys: Callable[..., Keys], seed: int) -> None:
    sizes = Counter(split([make_keys(number, template=number) for number in range(9)], seed=seed).sets)
    assert (sizes["train"], sizes["test"]) == (8, 1)


@pytest.mark.parametrize("rows", [0, 1, 8])
def test_fewer_are_not(make_keys: Callable[..., Keys], rows: int) -> None:
    with pytest.raises(InvalidCorpus, match=f"corpus: '{rows} usable rows' is below the 8 training records") as failure:
        split([make_keys(number, template=number) for number in range(rows)])
    assert failure.value.field == "corpus"


def test_rows_of_one_template_cannot_be_told_apart(make_keys: Callable[..., Keys]) -> None:
    with pytest.raises(InvalidCorpus, match="'1 different SQL templates' is too few"):
        split([make_keys(number, template=0) for number in range(50)])


def test_what_is_beyond_the_trainers_limit_is_surplus(make_keys: Callable[..., Keys]) -> None:
    sizes = Counter(split([make_keys(number, template=number) for number in range(30_000)]).sets)
    assert sizes["train"] + sizes["validation"] == 20_000
    assert sizes["test"] > 2_500
    assert sum(sizes.values()) == 30_000


def test_leaks_are_counted(make_keys: Callable[..., Keys]) -> None:
    keys = (
        make_keys(1, template=1),
        make_keys(2, template=1),
        make_keys(3, template=2, question=1),
        make_keys(4, template=3, question=1, schema=9),
        make_keys(5, template=4),
    )
    made = Split(keys=keys, sets=("train", "test", "validation", "test", "test"), strategy="by hand")
    assert count_leaks(made) == 2
