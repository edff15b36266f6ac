"""The report's section on latency and the cost of an answer: its chart, its table, and what to say of gaps."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict

from tuneql.evaluation import formats
from tuneql.evaluation.charts import Mark, Tick, nice
from tuneql.evaluation.latency import LatencyReport, ModelLatency, Spread

_FROZEN: Final = ConfigDict(frozen=True)
_DRAWN: Final = {"first token": "first_token_ms", "whole answer": "latency_ms"}


class SpanRow(BaseModel):
    """A line of the plot: of each arm, a mark at the median and a bar from there to the 95th percentile.

    Attributes:
        label: what was timed.
        marks: by arm; of the axis, a share from 0 to 1.
        medians: of the same arms, as people read them.
    """

    model_config = _FROZEN

    label: str
    marks: tuple[Mark, ...]
    medians: tuple[str, ...]


class Line(BaseModel):
    """A line of the table: a measure, and what it is of each arm, as people read it."""

    model_config = _FROZEN

    measure: str
    cells: tuple[str, ...]


class LatencySection(BaseModel):
    """What the template prints.

    Attributes:
        rows: of the plot.
        ticks: of the plot's axis, in milliseconds.
        lines: of the table; only what was measured of some arm.
        notes: sentences on what is missing.
    """

    model_config = _FROZEN

    rows: tuple[SpanRow, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def latency_section(found: LatencyReport, shares: Mapping[str, float | None]) -> LatencySection:
    """The section.

    Args:
        found: what was measured, by the arms' names.
        shares: of right answers, by the names of the arms, in their order.
    """
    arms = [found.models.get(name) for name in shares]
    ticks = nice(0, max((spread.p95 for arm in arms if arm and (spread := arm.latency_ms)), default=1.0))
    return LatencySection(
        rows=tuple(_rows(arms, ticks[-1])),
        ticks=tuple(Tick(at=100 * tick / ticks[-1], label=f"{tick:,.0f} ms") for tick in ticks),
        lines=tuple(_lines(arms, list(shares.values()))),
        notes=tuple(_notes(found)),
    )


def _rows(arms: Sequence[ModelLatency | None], top: float) -> Iterator[SpanRow]:
    for label, name in _DRAWN.items():
        spreads = {index: spread for index, arm in enumerate(arms) if (spread := getattr(arm, name, None))}
        marks = tuple(
            Mark(arm=index, share=spread.p50 / top, low=spread.p50 / top, high=spread.p95 / top)
            for index, spread in spreads.items()
        )
        if marks:
            yield SpanRow(label=label, marks=marks, medians=tuple(map(_median, spreads.values())))


def _median(found: Spread) -> str:
    return formats.milliseconds(found.p50)


def _lines(arms: Sequence[ModelLatency | None], shares: Sequence[float | None]) -> Iterator[Line]:
    """The lines in which some arm has a number."""
    columns = [_column(arm, share) if arm else {} for arm, share in zip(arms, shares, strict=True)]
    for measure in next((list(column) for column in columns if column), []):
        cells = tuple(column.get(measure, formats.NOT_MEASURED) for column in columns)
        if set(cells) != {formats.NOT_MEASURED}:
            yield Line(measure=measure, cells=cells)


def _column(arm: ModelLatency, share: float | None) -> dict[str, str]:
    cold, first, whole = arm.cold, arm.first_token_ms, arm.latency_ms
    per_thousand = None if arm.usd is None else 1000 * arm.usd
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
        "cost of 1,000 answers": formats.dollars(per_thousand),
        "cost of 1,000 right ones": formats.dollars(per_thousand / share if per_thousand and share else None),
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
