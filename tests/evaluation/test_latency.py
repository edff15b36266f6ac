import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.evaluation.latency import ModelLatency, Spread, Timing, nearest_rank, spread, tokens_per_second
from tuneql.limits import NOVA_MICRO

MILLISECONDS = st.floats(0.1, 1e5)


def timing(first: float | None, whole: float, *, output: int = 61) -> Timing:
    return Timing(first_token_ms=first, latency_ms=whole, input_tokens=800, output_tokens=output)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([7], Spread(p50=7, p95=7)),
        ([2, 1], Spread(p50=1, p95=2)),
        (list(range(1, 21)), Spread(p50=10, p95=19)),
        (list(range(100, 0, -1)), Spread(p50=50, p95=95)),
    ],
)
def test_percentiles_are_nearest_ranks(values: list[float], expected: Spread | None) -> None:
    assert spread(values) == expected


@given(st.lists(MILLISECONDS, min_size=1), st.integers(1, 100))
def test_a_percentile_is_a_value_that_so_many_do_not_exceed(values: list[float], percent: int) -> None:
    found = nearest_rank(sorted(values), percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)


def test_text_that_comes_in_half_a_second_has_twice_its_tokens_a_second() -> None:
    assert tokens_per_second([timing(400, 900), timing(300, 800)]) == pytest.approx(120)


@pytest.mark.parametrize("timings", [[], [timing(None, 900)], [timing(400, 400)], [timing(400, 900, output=1)]])
def test_a_rate_of_nothing_is_none(timings: list[Timing]) -> None:
    assert tokens_per_second(timings) is None


def test_answers_that_came_whole_have_no_first_token() -> None:
    found = ModelLatency.of([timing(None, 900), timing(None, 1100)], model="imported", no_answers=1, stopped="why")
    assert (found.measured, found.no_answers, found.stopped) == (2, 1, "why")
    assert (found.first_token_ms, found.output_tokens_per_second) == (None, None)
    assert found.latency_ms == Spread(p50=900, p95=1100)
    assert (found.input_tokens, found.output_tokens, found.usd) == (800, 61, None)


def test_a_question_costs_its_tokens() -> None:
    found = ModelLatency.of([timing(400, 900, output=60)] * 3, model="arn", billed=NOVA_MICRO.inference_id)
    assert found.usd == pytest.approx(800 * 0.035e-6 + 60 * 0.14e-6)


def test_of_no_answers_nothing_is_known() -> None:
    found = ModelLatency.of([], model="m")
    assert found.measured == 0
    assert (found.first_token_ms, found.latency_ms, found.output_tokens_per_second) == (None, None, None)
    assert (found.input_tokens, found.output_tokens) == (None, None)


@given(st.lists(st.tuples(MILLISECONDS, MILLISECONDS, st.integers(0, 500)), min_size=1, max_size=30))
def test_what_comes_first_is_never_later_than_the_whole(timed: list[tuple[float, float, int]]) -> None:
    found = ModelLatency.of([timing(a, a + b, output=tokens) for a, b, tokens in timed], model="m")
    assert found.first_token_ms is not None
    assert found.latency_ms is not None
    assert found.first_token_ms.p50 <= found.latency_ms.p50
    assert found.first_token_ms.p95 <= found.latency_ms.p95
    assert found.latency_ms.p50 <= found.latency_ms.p95
