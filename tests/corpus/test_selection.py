from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.decisions.selection import allot, select


@pytest.fixture(scope="module")
def selected(make_ledger: Callable[..., Ledger]) -> Ledger:
    """30 extra, 300 hard, 3,000 medium and 6,000 easy rows; of the easy ones a tenth over a hundred rare schemas."""
    rows = [{"hardness": "extra"}] * 30 + [{"hardness": "hard"}] * 300 + [{"hardness": "medium"}] * 3_000
    rows += [{"schema": number if number % 10 == 0 else 1} for number in range(6_000)]
    made = make_ledger(rows)
    made.run("UPDATE rows SET fate = CASE WHEN place % 10 = 3 THEN 'validation' ELSE 'train' END")
    select(made, limit=1_000)
    return made


def test_the_sets_keep_their_proportion(selected: Ledger) -> None:
    assert (selected.count("train"), selected.count("validation")) == (900, 100)


def test_what_is_rare_is_kept(selected: Ledger) -> None:
    query = "SELECT hardness, count(*) FROM rows WHERE fate IN ('train', 'validation') GROUP BY hardness"
    kept = Counter(dict(selected.read(query)))
    assert kept["extra"] == 30
    assert 100 < kept["hard"] < kept["medium"] < kept["easy"]


def test_schemas_take_turns(selected: Ledger) -> None:
    query = "SELECT count(*) FROM rows WHERE fate = 'train' AND hardness = 'easy' GROUP BY schema"
    assert max(rows for (rows,) in selected.read(query)) < 30


def test_a_set_that_fits_is_left_alone(make_ledger: Callable[..., Ledger]) -> None:
    made = make_ledger({} for _ in range(50))
    made.run("UPDATE rows SET fate = 'train'")
    select(made, limit=50)
    assert made.count("train") == 50


@pytest.mark.parametrize(
    ("train", "validation", "limit", "kept"),
    [(80, 20, 100, (80, 20)), (80, 20, 70, (56, 14)), (95, 5, 10, (9, 1)), (50, 0, 49, (49, 0))],
)
def test_a_limit_is_shared_between_training_and_validation(
    make_ledger: Callable[..., Ledger], train: int, validation: int, limit: int, kept: tuple[int, int]
) -> None:
    made = make_ledger({} for _ in range(train + validation))
    made.run("UPDATE rows SET fate = CASE WHEN place < ? THEN 'train' ELSE 'validation' END", train)
    select(made, limit=limit)
    assert (made.count("train"), made.count("validation")) == kept


@given(sizes=st.dictionaries(st.text(max_size=2), st.integers(1, 10_000), min_size=1), share=st.floats(0, 1))
def test_every_place_is_allotted(sizes: dict[str, int], share: float) -> None:
    places = int(share * sum(sizes.values()))
    given_away = allot(sizes, places)
    assert sum(given_away.values()) == places
    assert all(0 <= given_away[kind] <= size for kind, size in sizes.items())
