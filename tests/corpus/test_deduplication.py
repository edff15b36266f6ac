from collections.abc import Callable
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.corpus.decisions.deduplication import FEW_ROWS, mark_duplicates, mark_near_duplicates
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.example import Example
from tuneql.corpus.keys import keys

CASES = read_cases(__file__, "cases/alike.jsonl")
DDL = "CREATE TABLE ships (id INTEGER, name TEXT, seats INTEGER)"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_rows_are_alike_or_not(case: dict[str, Any]) -> None:
    one, other = (keys(Example.model_validate({"schema": DDL} | each), "sqlite") for each in case["rows"])
    assert (one.content == other.content) is (case["alike"] == "exact")
    assert (one.near == other.near) is (case["alike"] in ("exact", "near"))


def told(ledger: Ledger) -> list[tuple[str | None, int | None]]:
    return [(each.fate, each.row) for each in ledger.decisions()]


def test_the_first_of_those_alike_stays(make_ledger: Callable[..., Ledger]) -> None:
    made = make_ledger([{}, {"content": 0, "asked": 0}, {"asked": 0}, {}, {"content": 0, "asked": 0}])
    mark_duplicates(made)
    mark_near_duplicates(made)
    assert told(made) == [(None, None), ("duplicate", 1), ("near-duplicate", 1), (None, None), ("duplicate", 1)]


@pytest.mark.parametrize(("rows", "fate"), [(FEW_ROWS - 1, (None, None)), (FEW_ROWS, ("near-duplicate", 1))])
def test_other_values_are_worth_keeping_where_rows_are_few(
    make_ledger: Callable[..., Ledger], rows: int, fate: tuple[str | None, int | None]
) -> None:
    made = make_ledger({"near": 0 if place == 7 else place} for place in range(rows))
    mark_near_duplicates(made)
    assert told(made)[7] == fate
    assert made.undecided() == rows - (fate[0] is not None)
