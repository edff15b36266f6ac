"""Geometry of the report's charts, in percent of their width and height. The template draws; this computes."""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Final

from pydantic import BaseModel

from tuneql.evaluation import formats
from tuneql.evaluation.shares import Shares
from tuneql.training.curves.curve import Curve, Point

_DRAWN: Final = 400  # more points cannot be distinguished on a screen
_TICKS: Final = 5


class Mark(BaseModel, frozen=True):
    """A value of one arm, with its interval.

    Attributes:
        arm: its number.
        share, low, high: from 0 to 1, along the axis.
        value, span: value and interval, as text.
    """

    arm: int
    share: float
    low: float
    high: float
    value: str
    span: str


class Row(BaseModel, frozen=True):
    """One line of a dot plot: the same measure of every arm that has it.

    Attributes:
        label: the measure.
        note: a remark in small type.
        marks: one per arm.
        is_chief: whether it is the headline metric.
        is_broken: whether it broke a rule of the gate.
    """

    label: str
    note: str = ""
    marks: tuple[Mark, ...]
    is_chief: bool = False
    is_broken: bool = False


class Tick(BaseModel, frozen=True):
    """A label on an axis.

    Attributes:
        at: from 0 (left, top) to 100.
        label: the value there.
    """

    at: float
    label: str


PERCENT_TICKS: Final = tuple(Tick(at=at, label=f"{at}%") for at in (0, 25, 50, 75, 100))
"""The axis of shares."""


class Line(BaseModel, frozen=True):
    """A series of a line chart.

    Attributes:
        name: in the legend.
        path: `x,y` pairs from 0 to 100, for an SVG polyline.
        smoothed: how many steps each point averages.
    """

    name: str
    path: str
    smoothed: int


class Plot(BaseModel, frozen=True):
    """A line chart: loss against step."""

    lines: tuple[Line, ...]
    steps: tuple[Tick, ...]
    losses: tuple[Tick, ...]


def share_marks(metric: str, arms: Mapping[int, Shares]) -> tuple[Mark, ...]:
    """A mark for each arm with this metric."""
    return tuple(_mark(index, metric, shares) for index, shares in arms.items() if metric in shares.ci95)


def loss_plot(training: Curve, validation: Curve | None) -> Plot | None:
    """The loss of training, and of validation if there is one, over the steps; None if there is no loss to draw."""
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


def _mark(arm: int, metric: str, shares: Shares) -> Mark:
    share, (low, high) = getattr(shares, metric), shares.ci95[metric]
    span = f"{low * 100:.1f} to {high * 100:.1f}%"
    return Mark(arm=arm, share=share, low=low, high=high, value=formats.percent(share), span=span)


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
