"""What came of running a row's SQL."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tuneql.sql.sandbox import Result, Value
from tuneql.sql.values import plain

# Digits of a float that count: what sums in another order may change is dropped.
_DIGITS: Final = 9


@dataclass(frozen=True, kw_only=True)
class Ran:
    """It gave rows.

    Attributes:
        digest: of the rows as a bag, whatever the order and the names of the columns; 64 bits in hexadecimal.
        rows: how many.
        generated: whether the database was made of the schema, and came without rows of the team's own.
    """

    digest: str
    rows: int
    generated: bool


@dataclass(frozen=True, kw_only=True)
class Failed:
    """It gave an error, or took more than it may."""

    detail: str


@dataclass(frozen=True, kw_only=True)
class NotRun:
    """There is no engine for it here; that says nothing against it.

    Attributes:
        why: one of a small set of words, for counting.
        detail: one sentence.
    """

    why: str
    detail: str


Outcome = Ran | Failed | NotRun


def digest_of(result: Result) -> str:
    """A digest that is the same for the same bag of rows, in any order of rows and of columns."""
    columns = [[_written(row[place]) for row in result.rows] for place in range(len(result.columns))]
    columns.sort(key=lambda cells: (sorted(cells), cells))
    return _hashed(sorted("\x1f".join(row) for row in zip(*columns, strict=True)), len(columns))


def _written(cell: Value) -> str:
    value = plain(cell)
    if isinstance(value, int | float):
        return f"n{value:.{_DIGITS}g}"
    return "" if value is None else f"{'s' if isinstance(value, str) else 'b'}{value!r}"


def _hashed(rows: Sequence[str], width: int) -> str:
    return hashlib.blake2b("\x1e".join((str(width), *rows)).encode(), digest_size=8).hexdigest()
