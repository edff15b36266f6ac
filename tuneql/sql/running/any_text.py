"""Reads text in a database that is not UTF-8, which SQLite itself permits."""

import sqlite3
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

UNREADABLE: Final = (sqlite3.Error, UnicodeDecodeError)
"""What the sqlite3 module raises if it cannot read a file: a name in SQLite's own message may be no UTF-8, either."""

# How the sqlite3 module's message begins if it reads such text.
_NOT_UTF8: Final = "Could not decode to UTF-8"


def is_no_utf8(error: sqlite3.Error) -> bool:
    """Whether the error is about text that is not UTF-8."""
    return str(error).startswith(_NOT_UTF8)


def decoded(raw: bytes) -> str:
    """Text with marks in place of what cannot be decoded."""
    return raw.decode(errors="replace")


def read_any_text(connection: sqlite3.Connection, read: Callable[[sqlite3.Connection], T]) -> T:
    """Read from a database; if it has text that is not UTF-8, read again, accepting any text.

    Accepting any text takes three times as long, and hardly any database needs it.
    """
    try:
        return read(connection)
    except sqlite3.OperationalError as error:
        if not is_no_utf8(error):
            raise
        connection.text_factory = decoded
        return read(connection)
