import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.sql.results.comparison import compare, orders_rows
from tuneql.sql.running.sandbox import Result

Rows = Sequence[Sequence[Any]]

CASES = read_cases(__file__, "compare.jsonl")


def result(rows: Rows, columns: list[str] | None = None) -> Result:
    names = columns if columns is not None else [f"c{place}" for place in range(len(rows[0]))]
    return Result(columns=tuple(names), rows=tuple(tuple(row) for row in rows))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_accepts_and_rejects_as_it_should(case: dict[str, Any]) -> None:
    gold = result(case["gold"], case["gold_columns"])
    predicted = result(case["predicted"], case["predicted_columns"])
    found = compare(gold, predicted, ordered=case["ordered"])
    assert found.equal is case["equal"]
    assert found.reason == case["reason"]
    assert compare(predicted, gold, ordered=case["ordered"]).equal is case["equal"]


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 5),
    st.integers(),
    st.floats(allow_nan=False),
    st.sampled_from([0.5, 1.5, 2.25]),
    st.text(max_size=3),
    st.binary(max_size=2),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    width = draw(st.integers(1, 5))
    return draw(st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=8))


@given(rows=tables(), ordered=st.booleans())
def test_every_result_equals_itself(*, rows: Rows, ordered: bool) -> None:
    assert compare(result(rows), result(rows), ordered=ordered).equal


@given(rows=tables(), seed=st.integers())
def test_the_order_of_rows_and_columns_says_nothing(rows: Rows, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- hypothesis gives the seed
    places = chance.sample(range(len(rows[0])), len(rows[0]))
    shuffled = [tuple(row[place] for place in places) for row in chance.sample(rows, len(rows))]
    assert compare(result(rows), result(shuffled), ordered=False).equal


@given(rows=tables(), seed=st.integers())
def test_the_order_of_columns_says_nothing_in_lists(rows: Rows, seed: int) -> None:
    places = random.Random(seed).sample(range(len(rows[0])), len(rows[0]))  # noqa: S311 -- hypothesis gives the seed
    assert compare(result(rows), result([tuple(row[place] for place in places) for row in rows]), ordered=True).equal


@given(rows=tables(), data=st.data(), ordered=st.booleans())
def test_one_changed_cell_is_seen(*, rows: Rows, data: st.DataObject, ordered: bool) -> None:
    row, place = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, len(rows[0]) - 1))
    changed = [list(each) for each in rows]
    changed[row][place] = "no such text"
    assert not compare(result(rows), result(changed), ordered=ordered).equal


@given(rows=tables(), ordered=st.booleans())
def test_doubled_rows_are_seen(*, rows: Rows, ordered: bool) -> None:
    assert not compare(result(rows), result([*rows, *rows]), ordered=ordered).equal


@given(numbers=st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=30), seed=st.integers())
def test_noise_below_the_tolerance_says_nothing(numbers: list[float], seed: int) -> None:
    noisy = [number * (1 + 3e-7) for number in random.Random(seed).sample(numbers, len(numbers))]  # noqa: S311 -- as above
    whole = [[number] for number in numbers if not float(number).is_integer()] or [[0.5]]
    kept = [[number] for number in noisy if not float(number / (1 + 3e-7)).is_integer()] or [[0.5]]
    if len(whole) == len(kept):
        assert compare(result(whole), result(kept), ordered=False).equal


@pytest.mark.parametrize("width", [8, 12, 16])
def test_many_columns_alike_are_no_trouble(width: int) -> None:
    square = [[(row + column) % width for column in range(width)] for row in range(width)]
    other = [[(row - column) % width for column in range(width)] for row in range(width)]
    assert compare(result(square), result(other), ordered=False).equal
    swapped = [list(row) for row in other]
    swapped[0][0], swapped[0][1] = swapped[0][1], swapped[0][0]
    assert not compare(result(square), result(swapped), ordered=False).equal


def test_a_column_shuffled_against_the_rest_is_seen() -> None:
    gold = result([[place, place % 3, "x"] for place in range(50)])
    shuffled = result([[place, (place + 1) % 3 if place < 49 else 2, "x"] for place in range(50)])
    assert not compare(gold, shuffled, ordered=False).equal


@pytest.mark.parametrize(
    ("sql", "ordered"),
    [
        ("SELECT a FROM t ORDER BY a", True),
        ("SELECT a FROM t", False),
        ("SELECT a FROM (SELECT a FROM t ORDER BY a) AS s", False),
        ("WITH s AS (SELECT a FROM t ORDER BY a) SELECT a FROM s", False),
        ("SELECT a FROM t UNION SELECT a FROM u ORDER BY a", True),
        ("(SELECT a FROM t ORDER BY a LIMIT 1)", True),
        ("SELECT ROW_NUMBER() OVER (ORDER BY a) FROM t", False),
        ("SELECT 'order by' FROM t", False),
        ("not sql at all", False),
        ("", False),
    ],
)
def test_only_the_top_level_orders_rows(*, sql: str, ordered: bool) -> None:
    assert orders_rows(sql, "sqlite") is ordered


def test_many_values_that_are_each_close_to_the_next_match_only_those_within_the_tolerance() -> None:
    """With a comparison of each row with each other row, this would take minutes."""
    gold = [(2_460_000.5 + place * 0.37, place % 3) for place in range(3_000)]
    noisy = [(day + 1e-4, kind) for day, kind in reversed(gold)]
    apart = [*noisy[1:], (gold[-1][0] + 5, gold[-1][1])]
    assert compare(result(gold), result(noisy), ordered=False).equal
    assert not compare(result(gold), result(apart), ordered=False).equal
