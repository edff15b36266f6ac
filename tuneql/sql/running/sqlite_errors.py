"""Classifies SQLite's errors into a few kinds.

SQLite distinguishes most of its errors only by their text, so this is the one place that reads it. The texts are those
of sqlite.org's `resolve.c`, `select.c` and `parse.y`, unchanged for many years.
"""

import sqlite3
from typing import Final, Literal

Kind = Literal[
    "syntax",
    "no_such_table",
    "no_such_column",
    "ambiguous_column",
    "aggregate",
    "function",
    "denied",
    "timeout",
    "too_many_rows",
    "too_large",
    "crashed",
    "other",
]

_BY_CODE: Final[dict[int, Kind]] = {
    sqlite3.SQLITE_AUTH: "denied",
    sqlite3.SQLITE_READONLY: "denied",
    sqlite3.SQLITE_INTERRUPT: "timeout",
    sqlite3.SQLITE_TOOBIG: "too_large",
    sqlite3.SQLITE_NOMEM: "too_large",
}

# The first of these texts that an error contains decides.
_BY_TEXT: Final[tuple[tuple[str, Kind], ...]] = (
    ("no such table", "no_such_table"),
    ("no such column", "no_such_column"),
    ("cannot join using column", "no_such_column"),
    ("ambiguous column", "ambiguous_column"),
    ("misuse of aggregate", "aggregate"),
    ("misuse of window", "aggregate"),
    ("aggregate functions are not allowed", "aggregate"),
    ("required before having", "aggregate"),
    ("no such function", "function"),
    ("wrong number of arguments", "function"),
    ("user-defined function", "function"),
    ("not authorized", "denied"),
    ("prohibited", "denied"),
    ("one statement at a time", "denied"),
    ("syntax error", "syntax"),
    ("incomplete input", "syntax"),
    ("unrecognized token", "syntax"),
    ("embedded null", "syntax"),
    ("null character", "syntax"),
    ("surrogates not allowed", "syntax"),
    ("too big", "too_large"),
    ("parser stack overflow", "too_large"),
    ("expression tree is too large", "too_large"),
)


def kind_of(error: Exception) -> Kind:
    """The kind of an error that sqlite3 raised."""
    if isinstance(error, MemoryError):
        return "too_large"
    # The low byte is the primary result code, whatever the extended one (sqlite.org/rescode.html).
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _BY_CODE:
        return _BY_CODE[code & 0xFF]
    text = str(error).lower()
    return next((kind for part, kind in _BY_TEXT if part in text), "other")
