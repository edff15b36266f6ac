"""The lines of the report's tables: a measure, and its value for each arm."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pydantic import BaseModel

from tuneql.evaluation import formats
from tuneql.evaluation.metrics import Hallucinations, Metrics
from tuneql.evaluation.taxonomy import ERRORS

# How many made-up names to list.
_NAMES: Final = 5
_EFFICIENCY: Final = "the gold's work by the answer's; 0.50 is twice the gold's work"


class Line(BaseModel, frozen=True):
    """A line of a table.

    Attributes:
        measure: its name.
        cells: the value of each arm, as text.
        note: a remark in small type.
    """

    measure: str
    cells: tuple[str, ...]
    note: str = ""


def answer_lines(arms: Sequence[Metrics]) -> Iterator[Line]:
    """What to know of the answers besides shares, if it was measured for some arm."""
    first = arms[0]
    yield from _lines(
        arms,
        ("statements that would write", "or are no query", lambda arm: formats.count(arm.forbidden)),
        ("answers in words", "without any statement", lambda arm: formats.count(arm.refusals)),
        ("answers with made-up names", _made_up(first.hallucinations), _invented),
        ("efficiency", _EFFICIENCY + _of(first, "efficiency"), lambda arm: _ratio(arm.efficiency)),
        (
            "subset accuracy",
            "execution accuracy if columns that nobody asked for did not count against an answer; in no headline",
            lambda arm: formats.percent(arm.subset_accuracy),
        ),
    )


def spending_lines(arms: Sequence[Metrics]) -> Iterator[Line]:
    """What answers took, in tokens and dollars, if it was measured for some arm."""
    yield from _lines(
        arms,
        ("tokens of an answer", "in and out", lambda arm: _spent(arm, "tokens_per_query", formats.rounded)),
        ("tokens per right answer", "", lambda arm: _spent(arm, "tokens_per_correct_query", formats.rounded)),
        ("cost of 1,000 answers", "", lambda arm: _spent(arm, "cost_per_query_usd", _thousand)),
        ("cost of 1,000 right answers", "", lambda arm: _spent(arm, "cost_per_correct_query_usd", _thousand)),
        ("spent on this evaluation", "", lambda arm: formats.dollars(arm.cost_usd)),
    )


def error_lines(arms: Sequence[Metrics]) -> tuple[Line, ...]:
    """Every kind of error with its count in each arm, the most frequent in the first arm first."""
    counts = {kind: [arm.errors.get(kind, 0) for arm in arms] for arm in arms for kind in arm.errors}
    ordered = sorted(counts.items(), key=lambda line: ([-count for count in line[1]], line[0]))
    return tuple(
        Line(measure=formats.words(kind), note=ERRORS.get(kind, ""), cells=tuple(map(formats.count, found)))
        for kind, found in ordered
    )


def _lines(arms: Sequence[Metrics], *columns: tuple[str, str, Callable[[Metrics], str]]) -> Iterator[Line]:
    for measure, note, read in columns:
        cells = tuple(read(arm) for arm in arms)
        if set(cells) != {formats.NOT_MEASURED}:
            yield Line(measure=measure, note=note, cells=cells)


def _invented(arm: Metrics) -> str:
    return formats.NOT_MEASURED if arm.binds is None else formats.count(arm.hallucinations.answers)


def _made_up(found: Hallucinations) -> str:
    """The most frequent names that the schema does not have, tables before columns."""
    named = [
        *(("table", *each) for each in found.tables.items()),
        *(("column", *each) for each in found.columns.items()),
    ]
    ordered = sorted(named, key=lambda each: -each[2])[:_NAMES]
    return ", ".join(f"{kind} {formats.clip(name, 40)} ({formats.count(count)})" for kind, name, count in ordered)


def _of(arm: Metrics, metric: str) -> str:
    return f"; over {formats.counted(count, 'right answer')}" if (count := arm.measured.get(metric)) else ""


def _ratio(value: float | None) -> str:
    return formats.NOT_MEASURED if value is None else f"{value:.2f}"


def _spent(arm: Metrics, name: str, shown: Callable[[float | None], str]) -> str:
    return shown(getattr(arm.spending, name) if arm.spending else None)


def _thousand(dollars: float | None) -> str:
    return formats.dollars(None if dollars is None else 1_000 * dollars)
