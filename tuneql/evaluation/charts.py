"""Geometry of the report's charts, in percent of their width and height. The template draws; this computes."""

import math
from collections.abc import Sequence
from statistics import fmean
from typing import Final

from pydantic import BaseModel, ConfigDict

from tuneql.evaluation.metrics import BUCKETS, Shares
from tuneql.training.curve import Curve, Point

_FROZEN: Final = ConfigDict(frozen=True)
_METRICS: Final = (
    "parses", "binds", "read_only", "executes", "execution_accuracy", "robust_execution_accuracy", "exact_match",
    "similarity",
)  # fmt: skip
_DRAWN: Final = 400  # more points than this cannot be told apart on a screen
_TICKS: Final = 5


class Mark(BaseModel):
    """A share of one arm, with its interval: all from 0 to 1."""

    model_config = _FROZEN

    arm: int
    share: float
    low: float
    high: float


class Row(BaseModel):
    """One line of a dot plot: the same metric of every arm in which it was measured.

    Attributes:
        label: a metric or a hardness, as our files name it.
        examples: the questions behind the first arm's mark.
        marks: by arm.
    """

    model_config = _FROZEN

    label: str
    examples: int
    marks: tuple[Mark, ...]


class Tick(BaseModel):
    """A label on an axis.

    Attributes:
        at: from 0 (left, top) to 100.
        label: the value there.
    """

    model_config = _FROZEN

    at: float
    label: str


class Line(BaseModel):
    """A series of a line chart.

    Attributes:
        name: what the legend calls it.
        path: `x,y` pairs from 0 to 100, as an SVG polyline takes them.
        smoothed: how many steps each point is the mean of.
    """

    model_config = _FROZEN

    name: str
    path: str
    smoothed: int


class Plot(BaseModel):
    """A line chart: loss against step."""

    model_config = _FROZEN

    lines: tuple[Line, ...]
    steps: tuple[Tick, ...]
    losses: tuple[Tick, ...]


def metric_rows(arms: Sequence[Shares]) -> tuple[Row, ...]:
    """A row for every metric that was measured in any arm."""
    rows = (_row(metric, metric, dict(enumerate(arms))) for metric in _METRICS)
    return tuple(row for row in rows if row.marks)


def hardness_rows(arms: Sequence[dict[str, Shares]], metric: str) -> tuple[Row, ...]:
    """A row for every hardness that occurs, easiest first."""
    rows = (_row(name, metric, {i: arm[name] for i, arm in enumerate(arms) if name in arm}) for name in BUCKETS)
    return tuple(row for row in rows if row.marks)


def loss_plot(training: Curve, validation: Curve | None) -> Plot | None:
    """The loss of training, and of validation where there is one, over the steps; None without any loss to draw."""
    named = {"training loss": training.finite, "validation loss": validation.finite if validation else ()}
    curves = {name: curve for name, curve in named.items() if curve}
    points = [point for curve in curves.values() for point in curve]
    if not points:
        return None
    last = max(1, *(point.step for point in points))
    losses = nice(0, max(point.loss for point in points))
    top = losses[-1] or 1.0
    return Plot(
        lines=tuple(_line(name, curve, last, top) for name, curve in curves.items()),
        steps=tuple(Tick(at=100 * step / last, label=f"{step:,.0f}") for step in nice(0, last) if step <= last),
        losses=tuple(Tick(at=100 - 100 * loss / top, label=f"{loss:g}") for loss in losses),
    )


def _row(label: str, metric: str, arms: dict[int, Shares]) -> Row:
    marks = tuple(_mark(index, metric, shares) for index, shares in arms.items() if metric in shares.ci95)
    examples = next((shares.measured[metric] for shares in arms.values() if metric in shares.measured), 0)
    return Row(label=label, examples=examples, marks=marks)


def _mark(arm: int, metric: str, shares: Shares) -> Mark:
    low, high = shares.ci95[metric]
    return Mark(arm=arm, share=getattr(shares, metric), low=low, high=high)


def _line(name: str, points: Sequence[Point], last: int, top: float) -> Line:
    width = math.ceil(len(points) / _DRAWN)
    drawn = [_middle(points[start : start + width]) for start in range(0, len(points), width)]
    path = " ".join(f"{100 * step / last:.2f},{100 - 100 * loss / top:.2f}" for step, loss in drawn)
    return Line(name=name, path=path, smoothed=width)


def _middle(points: Sequence[Point]) -> tuple[float, float]:
    return fmean(point.step for point in points), fmean(point.loss for point in points)


def nice(low: float, high: float) -> list[float]:
    """Round numbers from `low` to `high` or just above, about five of them: steps of 1, 2 or 5 times a power of ten."""
    raw = max((high - low) / _TICKS, 1e-9)
    scale = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * scale for factor in (1, 2, 5, 10) if factor * scale >= raw)
    return [low + step * index for index in range(math.ceil((high - low) / step - 1e-9) + 1)]
