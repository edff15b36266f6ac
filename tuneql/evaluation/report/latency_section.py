"""The report's section on latency: its chart, its table, and notes on what was not measured."""

from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import BaseModel

from tuneql.evaluation import formats
from tuneql.evaluation.latency import LatencyReport, ModelLatency, Spread
from tuneql.evaluation.report.charts import Mark, Row, Tick, nice
from tuneql.evaluation.report.tables import Line

_DRAWN: Final = {"first token": "first_token_ms", "whole answer": "latency_ms"}


class LatencySection(BaseModel, frozen=True):
    """What the template prints.

    Attributes:
        rows: of the plot, with marks at the median, and bars from there to the 95th percentile.
        ticks: of the plot's axis, in milliseconds.
        lines: of the table, with what was measured for some arm.
        notes: sentences on what is missing.
    """

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def latency_section(found: LatencyReport, names: Sequence[str]) -> LatencySection:
    """The section.

    Args:
        found: what was measured, by the names of arms.
        names: of the arms, in order.
    """
    arms = [found.models.get(name) for name in names]
    ticks = nice(0, max((spread.p95 for arm in arms if arm and (spread := arm.latency_ms)), default=1.0))
    return LatencySection(
        rows=tuple(_rows(arms, ticks[-1])),
        ticks=tuple(Tick(at=100 * tick / ticks[-1], label=f"{tick:,.0f} ms") for tick in ticks),
        lines=tuple(_lines(arms)),
        notes=tuple(_notes(found)),
    )


def _rows(arms: Sequence[ModelLatency | None], top: float) -> Iterator[Row]:
    for label, name in _DRAWN.items():
        spreads = {index: spread for index, arm in enumerate(arms) if (spread := getattr(arm, name, None))}
        if spreads:
            yield Row(label=label, marks=tuple(_mark(index, spread, top) for index, spread in spreads.items()))


def _mark(arm: int, found: Spread, top: float) -> Mark:
    middle, span = found.p50 / top, f"to {formats.milliseconds(found.p95)}"
    return Mark(
        arm=arm, share=middle, low=middle, high=found.p95 / top, value=formats.milliseconds(found.p50), span=span
    )


def _lines(arms: Sequence[ModelLatency | None]) -> Iterator[Line]:
    """The lines with a number for some arm."""
    columns = [_column(arm) if arm else {} for arm in arms]
    for measure in next((list(column) for column in columns if column), []):
        cells = tuple(column.get(measure, formats.NOT_MEASURED) for column in columns)
        if set(cells) != {formats.NOT_MEASURED}:
            yield Line(measure=measure, cells=cells)


def _column(arm: ModelLatency) -> dict[str, str]:
    cold, first, whole = arm.cold, arm.first_token_ms, arm.latency_ms
    return {
        "first token, cold": formats.milliseconds(cold.first_token_ms if cold else None),
        "first token, median": formats.milliseconds(first.p50 if first else None),
        "first token, 95%": formats.milliseconds(first.p95 if first else None),
        "whole answer, cold": formats.milliseconds(cold.cold_ms if cold else None),
        "whole answer, median": formats.milliseconds(whole.p50 if whole else None),
        "whole answer, 95%": formats.milliseconds(whole.p95 if whole else None),
        "tokens a second": formats.rounded(arm.output_tokens_per_second),
        "tokens in": formats.rounded(arm.input_tokens),
        "tokens out": formats.rounded(arm.output_tokens),
        "answers timed": formats.count(arm.measured),
    }


def _notes(found: LatencyReport) -> Iterator[str]:
    for name, arm in found.models.items():
        if arm.stopped:
            yield f"Of the {name}, {arm.measured} of {found.questions} answers were timed: {arm.stopped}."
        if arm.no_answers:
            yield f"{arm.no_answers} of the {name}'s answers were cut off, filtered or empty, and are not counted."
        if arm.measured and arm.first_token_ms is None:
            yield f"The {name}'s answers come whole: the model is asked through an interface that does not stream."
