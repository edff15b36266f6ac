"""Rows as they are read, and rejections that say where and why."""

from dataclasses import dataclass
from typing import Any, final


@dataclass(frozen=True, kw_only=True)
class Row:
    """One record.

    Attributes:
        source: the file's name, as the user knows it.
        row: the line of a JSON Lines file, or the item of a JSON array; from 1.
        record: a JSON object.
    """

    source: str
    row: int
    record: dict[str, Any]


@final
@dataclass(frozen=True, kw_only=True)
class Rejection:
    """A row that is left out.

    Attributes:
        source, row: as in `Row`.
        reason: one of a small set of words, for counting.
        detail: one sentence, for a person.
        record: what was read: a JSON object, or the beginning of another text.
    """

    source: str
    row: int
    reason: str
    detail: str
    record: Any
