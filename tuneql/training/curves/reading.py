"""Interprets loss curves in words: whether training learned, was long enough, diverged, or went on for too long."""

import math
from collections.abc import Callable, Mapping
from typing import Final, Literal

from pydantic import BaseModel

from tuneql.training.curves.curve import Curve
from tuneql.training.curves.trend import FEWEST, Trend, Validation, trend, validation_of

Verdict = Literal["converged", "still falling", "flat", "diverged", "overfitting", "too few steps"]

# A movement counts if it is larger than these shares (of the first loss; of the lowest loss and of the fall to it; of
# the whole fall; of the best validation loss), and larger than so many standard errors.
_FLAT: Final = 0.02
_RISE: Final = 0.10
_FALLING: Final = 0.05
_OVERFIT: Final = 0.05
_SIGMAS: Final = 3.0
_SIGMAS_OF_LOWEST: Final = 4.5  # the lowest of ten levels is further from the last by chance than any one of them is
# If their rows are alike, validation loss is a little above training loss; this factor is more than that.
_GAP: Final = 1.5
_LOST: Final = 0.1  # if this share of the losses are not numbers, it is no accident


class Reading(BaseModel, frozen=True):
    """The interpretation of loss curves, with the numbers behind it.

    Attributes:
        verdict: in a word or two.
        sentence: for people, with the numbers and what to do.
        steps: of training that were recorded.
        first, last, lowest, lowest_step, tail, noise: see `Trend`; if there are too few steps, the first and the last
            loss; None if there is no number.
        best_validation, best_validation_step, last_validation: None without validation.
    """

    verdict: Verdict
    sentence: str
    steps: int
    first: float | None = None
    last: float | None = None
    lowest: float | None = None
    lowest_step: int | None = None
    tail: float | None = None
    noise: float | None = None
    best_validation: float | None = None
    best_validation_step: int | None = None
    last_validation: float | None = None


def read_curves(training: Curve, validation: Curve | None = None) -> Reading:
    """Interpret how training went."""
    checked = validation_of(validation)
    if not math.isfinite(training.points[-1].loss) or len(training.finite) <= (1 - _LOST) * training.steps:
        return Reading(verdict="diverged", sentence=_lost(training), steps=training.steps)
    if len(training.finite) < FEWEST:
        return _short(training, checked)
    found = trend(training.finite)
    verdict = _verdict(found, checked)
    return Reading(
        verdict=verdict,
        sentence=_SENTENCES[verdict](training.steps, found)
        + _of_validation(verdict, checked)
        + _gap(verdict, found, checked),
        steps=training.steps,
        first=found.first,
        last=found.last,
        lowest=found.lowest,
        lowest_step=found.lowest_step,
        tail=found.tail,
        noise=found.noise,
        **_numbers(checked),
    )


def _verdict(found: Trend, validation: Validation | None) -> Verdict:
    """The verdict; the worst that applies."""
    clear, fall = _SIGMAS * found.level_error, found.first - found.last
    rise, by_chance = found.last - found.lowest, _SIGMAS_OF_LOWEST * found.level_error
    if rise > max(_RISE * abs(found.lowest), _RISE * (found.first - found.lowest), by_chance):
        return "diverged"
    if fall <= max(_FLAT * abs(found.first), clear):
        return "flat"
    if validation is not None and _overfits(validation):
        return "overfitting"
    return "still falling" if found.tail > max(_FALLING * fall, _SIGMAS * found.tail_error) else "converged"


def _overfits(validation: Validation) -> bool:
    return validation.last - validation.best > max(_OVERFIT * abs(validation.best), _SIGMAS * validation.error)


def _numbers(validation: Validation | None) -> dict[str, float | int]:
    if validation is None:
        return {}
    return {
        "best_validation": validation.best,
        "best_validation_step": validation.best_step,
        "last_validation": validation.last,
    }


def _lost(training: Curve) -> str:
    """The sentence for losses that are not numbers: by then the weights are useless, too."""
    bad = next(point for point in training.points if not math.isfinite(point.loss))
    count = training.steps - len(training.finite)
    return (
        f"Diverged: training loss was no number in {count:,} of {training.steps:,} steps, first ({bad.loss}) in step "
        f"{bad.step:,}; lower the learning rate."
    )


def _short(training: Curve, validation: Validation | None) -> Reading:
    first, last = training.finite[0].loss, training.finite[-1].loss
    said = f"one loss was written down ({first:.3g})"
    if training.steps > 1:
        said = f"{training.steps} losses were written down, from {first:.3g} to {last:.3g}"
    sentence = f"Too few steps to tell: {said}, and a reading takes {FEWEST}"
    return Reading(
        verdict="too few steps",
        sentence=sentence + _of_validation("too few steps", validation),
        steps=training.steps,
        first=first,
        last=last,
        **_numbers(validation),
    )


def _converged(steps: int, found: Trend) -> str:
    return f"Converged: training loss fell {_span(steps, found)}, and {_tail(found)} in the last quarter"


def _still_falling(steps: int, found: Trend) -> str:
    return (
        f"Still falling: training loss fell {_span(steps, found)}, and by {found.tail:.2g} in the last quarter; "
        "more epochs may help"
    )


def _flat(steps: int, found: Trend) -> str:
    return (
        f"Flat: training loss went {_span(steps, found)}, so that the model learned next to nothing; raise the "
        "learning rate or the epochs"
    )


def _diverged(steps: int, found: Trend) -> str:
    return (
        f"Diverged: training loss was lowest ({found.lowest:.3g}) around step {found.lowest_step:,}, and at the end of "
        f"{steps:,} steps it was {found.last:.3g}; lower the learning rate"
    )


def _overfitting(steps: int, found: Trend) -> str:
    return f"Overfitting: training loss fell {_span(steps, found)}"


_SENTENCES: Final[Mapping[Verdict, Callable[[int, Trend], str]]] = {
    "converged": _converged,
    "still falling": _still_falling,
    "flat": _flat,
    "diverged": _diverged,
    "overfitting": _overfitting,
}


def _span(steps: int, found: Trend) -> str:
    return f"from {found.first:.3g} in the first tenth of {steps:,} steps to {found.last:.3g} in the last"


def _tail(found: Trend) -> str:
    """How far loss moved at the end, if it is more than noise."""
    if abs(found.tail) <= max(_SIGMAS * found.tail_error, 5e-4):
        return "no further"
    return f"{'by' if found.tail > 0 else 'rose by'} {abs(found.tail):.2g}"


def _of_validation(verdict: Verdict, validation: Validation | None) -> str:
    if validation is None:
        return "."
    best, last, step = f"{validation.best:.3g}", f"{validation.last:.3g}", f"{validation.best_step:,}"
    if verdict == "overfitting":
        return f", but validation loss was best ({best}) at step {step} and ended at {last}; train for fewer epochs."
    if validation.last <= validation.best:
        return f"; validation loss ended at {last}, its best."
    return f"; validation loss was best ({best}) at step {step} and ended at {last}."


def _gap(verdict: Verdict, found: Trend, validation: Validation | None) -> str:
    """What a validation loss far above the training loss means, unless the verdict is overfitting."""
    if validation is None or verdict == "overfitting" or not 0 < _GAP * found.last < validation.last:
        return ""
    return (
        f" That is {validation.last / found.last:.1f} times the training loss: the model knows training rows by heart, "
        "or the validation rows are of another kind; add rows like those, or train for fewer epochs."
    )
