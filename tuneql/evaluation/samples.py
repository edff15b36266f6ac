"""A few of the rows in which two results differ, for a person to look at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import BaseModel

from tuneql.evaluation.formats import clip
from tuneql.sql.results.values import Value, plain
from tuneql.sql.running.engine import Result

ROWS: Final = 5
COLUMNS: Final = 6
CELL: Final = 60
"""How many rows, columns, and characters of a cell are kept."""

# In results with more rows than this, no counterparts are looked for.
_PAIRED: Final = 10_000
# Digits by which numbers are told apart here; the real comparison is in `tuneql.sql.results.closeness`.
_DIGITS: Final = 7
# Digits shown of a number, so that sums of cents do not show rounding errors.
_SHOWN: Final = 10

Row = tuple[Value, ...]
Key = tuple[str, ...]


class Sample(BaseModel, frozen=True):
    """A few rows of a result.

    Attributes:
        columns: the names of the first `COLUMNS` columns.
        rows: at most `ROWS`, each with as many cells as `columns`, as text; None is NULL.
        width: columns of the whole result.
        total: rows of the whole result.
        lonely: how many rows the other result does not have; `rows` are the first of them. None if both have the same
            rows: `rows` then begin where the two first differ in order.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    width: int
    total: int
    lonely: int | None = None


def differing_rows(gold: Result, predicted: Result) -> tuple[Sample, Sample]:
    """The rows of the gold that the prediction does not have, and the other way round.

    Two rows are counterparts if they have the same cells in any order, because the order of columns does not matter.
    """
    if len(gold.columns) != len(predicted.columns) and (gold.rows or predicted.rows):
        return _lone(gold), _lone(predicted)
    told = _Told()
    if max(len(gold.rows), len(predicted.rows)) <= _PAIRED:
        left, right = ([told.key(row) for row in result.rows] for result in (gold, predicted))
        if (golds := Counter(left)) != (others := Counter(right)):
            return _lonely(gold, left, others), _lonely(predicted, right, golds)
    start = _parting(gold.rows, predicted.rows, told)
    return _sample(gold, gold.rows[start:]), _sample(predicted, predicted.rows[start:])


def _lone(result: Result) -> Sample:
    """A result that has no row in common with the other."""
    return _sample(result, result.rows, lonely=len(result.rows))


def _lonely(result: Result, keys: Iterable[Key], other: Counter[Key]) -> Sample:
    left, found = other.copy(), []
    for row, key in zip(result.rows, keys, strict=True):
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


def _parting(gold: Sequence[Row], predicted: Sequence[Row], told: "_Told") -> int:
    """The first place where two results differ, in their order; 0 if there is none."""
    pairs = zip(gold, predicted, strict=False)
    return next((place for place, (left, right) in enumerate(pairs) if told.texts(left) != told.texts(right)), 0)


class _Told(dict[Value, str]):
    """Texts by which cells are told apart, each made once: columns repeat their values."""

    def __missing__(self, cell: Value) -> str:
        return self.setdefault(cell, _told(plain(cell)))

    def texts(self, row: Row) -> list[str]:
        """The texts of a row's cells."""
        return [self[cell] for cell in row]

    def key(self, row: Row) -> Key:
        """The texts of a row's cells, sorted."""
        return (self[row[0]],) if len(row) == 1 else tuple(sorted(self.texts(row)))


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
