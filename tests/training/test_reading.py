"""Synthetic, noisy curves of known kinds get the right verdicts."""

import math
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.training.curves.curve import Curve, Point
from tuneql.training.curves.reading import Reading, read_curves

SEEDS = st.integers(0, 10_000)
STEPS = st.integers(60, 1500)
NOISE = st.floats(0, 0.04)  # more, and 60 steps do not tell a slow fall from none


def curve(losses: Sequence[float], *, every: int = 1) -> Curve:
    return Curve(points=tuple(Point(step=index * every, epoch=0, loss=loss) for index, loss in enumerate(losses)))


def noisy(shape: Callable[[float], float], steps: int, noise: float, seed: int) -> Curve:
    """A shape over the time from 0 to 1, with normal noise, and a spike here and there."""
    source = random.Random(seed)  # noqa: S311 - noise is no secret
    spikes = {source.randrange(steps) for _ in range(steps // 100)}
    losses = [shape(step / (steps - 1)) + source.gauss(0, noise) for step in range(steps)]
    return curve([loss + 10 * noise if step in spikes else loss for step, loss in enumerate(losses)])


def saturating(time: float) -> float:
    return 0.4 + 2 * math.exp(-15 * time)


def steady(time: float) -> float:
    return 2.4 - 1.6 * time


def exploding(time: float) -> float:
    return saturating(time) + (20 * (time - 0.6) if time > 0.6 else 0)


SHAPES = {"converged": saturating, "still falling": steady, "diverged": exploding, "flat": lambda _: 1.7}


@pytest.mark.parametrize("verdict", SHAPES)
@given(steps=STEPS, noise=NOISE, seed=SEEDS)
def test_a_shape_is_read_as_what_it_is_whatever_the_noise(verdict: str, steps: int, noise: float, seed: int) -> None:
    found = read_curves(noisy(SHAPES[verdict], steps, noise, seed))
    assert found.verdict == verdict, found


@given(st.integers(200, 1500), st.floats(0.005, 0.2), SEEDS)
def test_the_noise_is_measured(steps: int, noise: float, seed: int) -> None:
    found = read_curves(noisy(saturating, steps, noise, seed)).noise
    assert found is not None
    assert noise / 2 < found < noise * 2


@given(steps=STEPS, noise=NOISE, seed=SEEDS, best=st.integers(1, 4))
def test_overfitting_names_the_step_where_validation_was_best(steps: int, noise: float, seed: int, best: int) -> None:
    validation = curve([0.6 + 0.1 * abs(index - best) for index in range(8)], every=10)
    found = read_curves(noisy(saturating, steps, noise, seed), validation)
    assert found.verdict == "overfitting"
    assert f"at step {found.best_validation_step}" in found.sentence
    assert found.best_validation_step is not None
    assert abs(found.best_validation_step - 10 * best) <= 10  # many validation losses are smoothed
    assert (found.best_validation or 1) < (found.last_validation or 0)


def test_a_validation_loss_far_above_the_training_loss_is_not_passed_over() -> None:
    far, near = (read_curves(noisy(saturating, 300, 0.02, 1), curve([2.6, last + 0.01, last])) for last in (2.5, 0.5))
    assert (far.verdict, near.verdict) == ("converged", "converged")
    assert "That is 6.3 times the training loss" in far.sentence
    assert "times the training loss" not in near.sentence


def test_a_few_validation_losses_are_taken_as_they_are() -> None:
    found = read_curves(noisy(saturating, 300, 0.02, 1), curve([1.0, 0.62, 0.7], every=100))
    assert (found.verdict, found.best_validation, found.best_validation_step) == ("overfitting", 0.62, 100)
    assert found.sentence == (
        "Overfitting: training loss fell from 1.38 in the first tenth of 300 steps to 0.398 in the last, but "
        "validation loss was best (0.62) at step 100 and ended at 0.7; train for fewer epochs."
    )


@pytest.mark.parametrize("validation", [[1.0, 0.7, 0.62], [1.0, 0.62, 0.64], [0.62], [math.nan]])
def test_validation_that_falls_or_hardly_rises_is_no_overfitting(validation: list[float]) -> None:
    assert read_curves(noisy(saturating, 300, 0.02, 1), curve(validation, every=100)).verdict == "converged"


def test_noise_of_many_validations_is_no_overfitting() -> None:
    source = random.Random(7)  # noqa: S311 - noise is no secret
    validation = curve([0.6 + 0.6 * math.exp(-n / 4) + source.gauss(0, 0.03) for n in range(40)], every=10)
    assert read_curves(noisy(saturating, 400, 0.02, 1), validation).verdict == "converged"


def test_training_that_diverges_is_not_called_overfitting() -> None:
    assert read_curves(noisy(exploding, 300, 0.02, 1), curve([1.0, 0.6, 5.0], every=100)).verdict == "diverged"


@pytest.mark.parametrize(
    ("losses", "verdict", "says"),
    [
        ([2.5], "too few steps", "one loss was written down (2.5), and a reading takes 10."),
        ([2.5, 1.0], "too few steps", "2 losses were written down, from 2.5 to 1,"),
        ([2.5, 2.5, 2.5], "too few steps", "3 losses"),
        ([2.0] * 10, "flat", "learned next to nothing"),
        ([2.0] * 1000, "flat", "from 2 in the first tenth of 1,000 steps to 2 in the last"),
        ([0.0] * 50, "flat", "from 0 in"),
        ([2.0, 1.5, 1.2, 1.0, 0.9, 0.85, 0.83, 0.83, 0.83, 0.83], "converged", "no further"),
        ([10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0], "still falling", "more epochs may help"),
        ([1.0 + n for n in range(30)], "diverged", "lower the learning rate"),
        ([math.nan], "diverged", "no number in 1 of 1 steps, first (nan) in step 0"),
        ([2.0, math.inf], "diverged", "first (inf) in step 1"),
        ([2.0] * 40 + [math.nan] * 9, "diverged", "no number in 9 of 49 steps, first (nan) in step 40"),
        ([2.0, math.nan] * 30 + [2.0], "diverged", "no number in 30 of 61 steps"),
    ],
)
def test_short_flat_and_broken_curves_have_a_verdict_too(losses: list[float], verdict: str, says: str) -> None:
    found = read_curves(curve(losses))
    assert found.verdict == verdict
    assert says in found.sentence


def test_a_single_loss_that_is_no_number_is_an_accident() -> None:
    losses = [saturating(step / 199) for step in range(200)]
    losses[50] = math.nan
    assert read_curves(curve(losses)).verdict == "converged"


def test_a_tiny_loss_that_moves_is_not_divergence() -> None:
    losses = [2 * math.exp(-step / 10) + (0.002 if step > 80 else 0.001) for step in range(100)]
    assert read_curves(curve(losses)).verdict == "converged"


@given(
    st.lists(st.floats(0, 1e6) | st.just(math.nan) | st.just(math.inf), min_size=1, max_size=60),
    st.none() | st.lists(st.floats(0, 1e6) | st.just(math.nan), min_size=1, max_size=12),
)
def test_any_curve_has_a_reading_in_one_sentence_that_json_can_hold(
    training: list[float], validation: list[float] | None
) -> None:
    found = read_curves(curve(training), curve(validation) if validation else None)
    assert found.sentence.endswith(".")
    assert "\n" not in found.sentence
    assert "null" not in found.model_dump_json(exclude_none=True)
    assert Reading.model_validate_json(found.model_dump_json()) == found


@given(st.lists(st.floats(0.1, 100), min_size=10, max_size=60), st.integers(-3, 3))
def test_the_unit_of_the_loss_changes_no_verdict(losses: list[float], exponent: int) -> None:
    scaled = curve([loss * 2.0**exponent for loss in losses])
    assert read_curves(scaled).verdict == read_curves(curve(losses)).verdict
