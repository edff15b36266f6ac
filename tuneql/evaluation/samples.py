"""A few rows of two results that differ, for a person to see by what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict

from tuneql.evaluation.formats import clip
from tuneql.sql.sandbox import Result, Value
from tuneql.sql.values import plain

ROWS: Final = 5
COLUMNS: Final = 6
CELL: Final = 60
"""What is kept of a result: rows, columns, and characters of a cell."""

# Rows of a result beyond which no counterparts are looked for.
_PAIRED: Final = 10_000
# Digits by which numbers are told apart here; the comparison itself is in `tuneql.sql.closeness`.
_DIGITS: Final = 7
# Digits of a number that are shown: sums of cents have an end.
_SHOWN: Final = 10

Row = tuple[Value, ...]


class Sample(BaseModel):
    """A few rows of a result.

    Attributes:
        columns: the names of the first `COLUMNS` columns.
        rows: at most `ROWS`, of as many cells as `columns`, as text; None is NULL.
        width: columns of the whole result.
        total: rows of the whole result.
        lonely: rows that the other result does not have, of which `rows` are the first. None where that does not
            tell: `rows` are then those from the first place on in which the results differ.
    """

    model_config = ConfigDict(frozen=True)

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    width: int
    total: int
    lonely: int | None = None


def differing_rows(gold: Result, predicted: Result) -> tuple[Sample, Sample]:
    """What the gold gives and the prediction does not, and the other way round.

    A row's counterpart has the same cells in any order, for the order of columns says nothing.
    """
    if max(len(gold.rows), len(predicted.rows)) <= _PAIRED:
        left, right = _bag(gold.rows), _bag(predicted.rows)
        if left != right:
            return _lonely(gold, right), _lonely(predicted, left)
    start = _parting(gold.rows, predicted.rows)
    return _sample(gold, gold.rows[start:]), _sample(predicted, predicted.rows[start:])


def _lonely(result: Result, other: Counter[tuple[str, ...]]) -> Sample:
    left, found = other.copy(), []
    for row in result.rows:
        key = _key(row)
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(row)
    return _sample(result, found, lonely=len(found))


def _sample(result: Result, rows: Sequence[Row], *, lonely: int | None = None) -> Sample:
    return Sample(
        columns=tuple(clip(name, CELL) for name in result.columns[:COLUMNS]),
        rows=tuple(tuple(_text(cell) for cell in row[:COLUMNS]) for row in rows[:ROWS]),
        width=len(result.columns),
        total=len(result.rows),
        lonely=lonely,
    )


def _parting(gold: Sequence[Row], predicted: Sequence[Row]) -> int:
    """The first place in which two results differ as they stand; 0 if there is none."""
    pairs = zip(gold, predicted, strict=False)
    return next((place for place, (left, right) in enumerate(pairs) if _cells(left) != _cells(right)), 0)


def _bag(rows: Iterable[Row]) -> Counter[tuple[str, ...]]:
    return Counter(map(_key, rows))


def _key(row: Row) -> tuple[str, ...]:
    return tuple(sorted(_cells(row)))


def _cells(row: Row) -> list[str]:
    return [_told(plain(cell)) for cell in row]


def _told(cell: float | str | bytes | None) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return f"{cell:.{_DIGITS}g}" if isinstance(cell, float) else repr(cell)


def _text(cell: Value) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bytes):
        return f"{len(cell):,} bytes"
    return f"{cell:.{_SHOWN}g}" if isinstance(cell, float) else clip(str(cell), CELL)
