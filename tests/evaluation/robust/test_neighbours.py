import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tuneql.evaluation.robust.values import Operator, held, neighbours, passes
from tuneql.evaluation.robust.values import Test as Comparison
from tuneql.sql.running.sandbox import Value

NUMBERS = st.integers(-(10**6), 10**6)
ORDERINGS: st.SearchStrategy[Operator] = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


@given(literal=NUMBERS, operator=ORDERINGS)
def test_draws_numbers_for_which_a_test_holds(literal: int, operator: Operator) -> None:
    test = Comparison(operator=operator, literals=(literal,))
    assert all(passes(test, value) for value in held([test], (1, 2, 3)))
    assert not any(passes(test, value) for value in held([test.negated()], (1, 2, 3)))


@given(pattern=st.text(alphabet="ab%_", min_size=1, max_size=6))
def test_draws_texts_that_a_pattern_matches(pattern: str) -> None:
    test = Comparison(operator="like", literals=(pattern,))
    assert held([test], ())
    assert all(passes(test, value) for value in held([test], ()))


@given(low=NUMBERS, width=st.integers(2, 100))
def test_draws_numbers_in_and_out_of_a_range(low: int, width: int) -> None:
    test = Comparison(operator="between", literals=(low, low + width))
    assert all(passes(test, value) for value in held([test], ()))
    assert not any(passes(test, value) for value in held([test.negated()], ()))


@given(low=NUMBERS, width=st.integers(2, 100), other=NUMBERS)
def test_draws_numbers_for_which_several_tests_hold(low: int, width: int, other: int) -> None:
    tests = [Comparison(operator=">=", literals=(low,)), Comparison(operator="!=", literals=(other,))]
    assert all(passes(test, value) for value in held(tests, (low + width,)) for test in tests)


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
