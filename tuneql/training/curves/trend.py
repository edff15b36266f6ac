"""Computes the numbers behind the interpretation of loss curves: levels, movements, and their standard errors.

Losses per step are noisy and have spikes, so nothing here depends on single points: levels are medians over parts of a
curve, and the noise is estimated from differences of neighbouring steps, which contain much noise and little trend.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from tuneql.training.curves.curve import Curve, Point

FEWEST: Final = 10  # below this, parts of a curve are single points
_PARTS: Final = 10
_TAIL: Final = 4  # the last quarter shows whether loss still falls
# The median of absolute differences of two independent normal values, divided by their standard deviation.
_MEDIAN_DIFFERENCE: Final = 0.6745 * math.sqrt(2)
_MEDIAN_ERROR: Final = 1.2533  # the standard error of a median, divided by that of a mean


@dataclass(frozen=True, kw_only=True)
class Trend:
    """The course of a training curve.

    Attributes:
        first, last: median loss of the first and the last tenth of the steps.
        lowest, lowest_step: the lowest median of a tenth of them, and the step in its middle.
        tail: how far loss fell in the last quarter of the steps, between its halves; negative if it rose.
        noise: standard deviation of a single step's loss.
        level_error, tail_error: standard errors of the difference of two levels, and of the tail.
    """

    first: float
    last: float
    lowest: float
    lowest_step: int
    tail: float
    noise: float
    level_error: float
    tail_error: float


@dataclass(frozen=True, kw_only=True)
class Validation:
    """The best and the last validation loss, and the standard error of their difference."""

    best: float
    best_step: int
    last: float
    error: float


def trend(points: Sequence[Point]) -> Trend:
    """The trend of at least `FEWEST` points, all of them finite."""
    losses = [point.loss for point in points]
    parts = _parts(len(points))
    levels = [median(losses[part]) for part in parts]
    low = min(range(len(levels)), key=levels.__getitem__)
    noise = _noise(losses)
    tail = losses[-max(FEWEST // 2, len(losses) // _TAIL) :]
    return Trend(
        first=levels[0],
        last=levels[-1],
        lowest=levels[low],
        lowest_step=points[(parts[low].start + parts[low].stop - 1) // 2].step,
        # The middles of the halves are half of the tail apart.
        tail=2 * (median(tail[: len(tail) // 2]) - median(tail[len(tail) // 2 :])),
        noise=noise,
        level_error=noise * _difference_error(len(losses) / len(parts)),
        tail_error=2 * noise * _difference_error(len(tail) / 2),
    )


def validation_of(curve: Curve | None) -> Validation | None:
    """The best and the last of validation losses, which are means over many records: few, and hardly noisy.

    If there are many, as when validation follows every few steps, each is the median of itself and its neighbours.
    """
    if curve is None or not curve.finite:
        return None
    losses, many = [point.loss for point in curve.finite], len(curve.finite) >= FEWEST
    smooth = [median(losses[max(0, index - 1) : index + 2]) if many else losses[index] for index in range(len(losses))]
    best = min(range(len(smooth)), key=smooth.__getitem__)
    return Validation(
        best=smooth[best],
        best_step=curve.finite[best].step,
        last=smooth[-1],
        error=_noise(losses) if many else 0.0,
    )


def _parts(length: int) -> list[slice]:
    count = min(_PARTS, length)
    ends = [length * index // count for index in range(count + 1)]
    return [slice(start, end) for start, end in pairwise(ends)]


def _noise(losses: Sequence[float]) -> float:
    """The standard deviation of single losses around their trend."""
    differences = [after - before for before, after in pairwise(losses)]
    drift = median(differences)
    return median(abs(difference - drift) for difference in differences) / _MEDIAN_DIFFERENCE


def _difference_error(each: float) -> float:
    """The standard error of the difference of two medians of so many losses each, computed from the noise of one."""
    return _MEDIAN_ERROR * math.sqrt(2 / max(each, 1))
