from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tuneql.evaluation.robust.values import Operator, holding, neighbours, passes
from tuneql.evaluation.robust.values import Test as Comparison
from tuneql.sql.sandbox import Value


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 -- no secrets


NUMBERS = st.integers(-(10**6), 10**6)
ORDERINGS: st.SearchStrategy[Operator] = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


@given(literal=NUMBERS, operator=ORDERINGS, seed=st.integers())
def test_draws_numbers_for_which_a_test_holds(literal: int, operator: Operator, seed: int) -> None:
    test = Comparison(operator=operator, literals=(literal,))
    assert passes(test, holding(test, chance(seed), (1, 2, 3)))
    assert not passes(test, holding(test.negated(), chance(seed), (1, 2, 3)))


@given(pattern=st.text(alphabet="ab%_", min_size=1, max_size=6), seed=st.integers())
def test_draws_texts_that_a_pattern_matches(pattern: str, seed: int) -> None:
    test = Comparison(operator="like", literals=(pattern,))
    assert passes(test, holding(test, chance(seed), ()))


@given(low=NUMBERS, width=st.integers(2, 100), seed=st.integers())
def test_draws_numbers_in_and_out_of_a_range(low: int, width: int, seed: int) -> None:
    test = Comparison(operator="between", literals=(low, low + width))
    assert passes(test, holding(test, chance(seed), ()))
    assert not passes(test, holding(test.negated(), chance(seed), ()))


@given(literal=st.dates().map(str) | NUMBERS.map(str) | st.text())
def test_a_literal_is_among_its_neighbours(literal: str) -> None:
    assume(literal)
    assert literal in neighbours(literal)
    assert all(isinstance(each, str) for each in neighbours(literal))


@pytest.mark.parametrize(
    ("literal", "beside"),
    [
        (3, (2, 3, 4)),
        (2.5, (2.0, 2.5, 3.0)),
        ("2024-02-29", ("2024-02-28", "2024-02-29", "2024-03-01")),
        ("2024-12-31 23:59:59", ("2024-12-31 23:59:58", "2024-12-31 23:59:59", "2025-01-01 00:00:00")),
        ("007", ("006", "007", "008")),
        ("2024-99-99", ("2024-99-99", "2024-99-99", "2024-99-99")),
        (None, (None,)),
    ],
)
def test_neighbours_are_a_step_away(literal: Value, beside: tuple[Value, ...]) -> None:
    assert neighbours(literal) == beside
