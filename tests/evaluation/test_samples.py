from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.evaluation.samples import CELL, COLUMNS, ROWS, differing_rows
from tuneql.sql.running.sandbox import Result

CELLS = st.none() | st.integers(-9, 9) | st.floats(-9, 9) | st.text(max_size=3) | st.binary(max_size=3)
ROWS_OF_TWO = st.lists(st.tuples(CELLS, CELLS), max_size=8)


def result(*rows: tuple, columns: int = 2) -> Result:
    return Result(columns=tuple("abcdefghij"[:columns]), rows=rows)


@pytest.mark.parametrize(
    ("gold", "predicted", "lonely", "other"),
    [
        ([("x", 1), ("y", 2)], [("x", 1), ("z", 3)], [("y", "2")], [("z", "3")]),
        ([("x", 1)], [(1.0, "x"), (1, "x")], [], [("1", "x")]),  # columns have no order, 1 equals 1.0, duplicates count
        ([(None, 1)], [("", 1)], [(None, "1")], [("", "1")]),
        ([("x", 0.1 + 0.2)], [("x", 0.3), ("x", 15778.249999999996)], [], [("x", "15778.25")]),
        ([], [(b"\xff", date(2025, 7, 1))], [], [("1 bytes", "2025-07-01")]),
        ([(Decimal("1.5"), 1)], [(1.5, 2)], [("1.5", "1")], [("1.5", "2")]),
    ],
)
def test_shows_what_the_other_side_does_not_have(gold: list, predicted: list, lonely: list, other: list) -> None:
    left, right = differing_rows(result(*gold), result(*predicted))
    assert (list(left.rows), list(right.rows)) == (lonely, other)
    assert (left.lonely, right.lonely) == (len(lonely), len(other))


def test_the_same_rows_in_another_order_are_shown_from_where_they_part() -> None:
    left, right = differing_rows(result((1, 1), (2, 2), (3, 3)), result((1, 1), (3, 3), (2, 2)))
    assert (left.rows, right.rows) == ((("2", "2"), ("3", "3")), (("3", "3"), ("2", "2")))
    assert left.lonely is right.lonely is None


def test_keeps_little_of_a_large_result() -> None:
    wide = result(*(("x" * 1_000,) * 10 for _ in range(20_000)), columns=10)
    left, right = differing_rows(wide, result())
    assert (left.width, left.total, right.total, right.rows) == (10, 20_000, 0, ())
    assert (len(left.rows), len(left.columns), {len(row) for row in left.rows}) == (ROWS, COLUMNS, {COLUMNS})
    assert max(len(cell or "") for row in left.rows for cell in row) <= CELL + 2


@given(ROWS_OF_TWO, ROWS_OF_TWO)
def test_lonely_rows_make_the_whole_difference(gold: list, predicted: list) -> None:
    left, right = differing_rows(result(*gold), result(*predicted))
    assert (left.lonely is None) == (right.lonely is None)
    if left.lonely is not None and right.lonely is not None:
        assert left.total - left.lonely == right.total - right.lonely
        assert left.lonely + right.lonely > 0
