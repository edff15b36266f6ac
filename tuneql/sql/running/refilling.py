"""Replaces the rows of the tables of a database in memory."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

Contents = tuple[Sequence[tuple[str, int, Sequence[Sequence[Any]]]], bool]
"""Tables by their names as written, with their numbers of columns and their rows; and whether some rows may refer to
others that are not among them."""


def quoted(name: str) -> str:
    """A name in SQLite's quotes."""
    return '"' + name.replace('"', '""') + '"'


def refill(connection: sqlite3.Connection, contents: Contents, *, mark: str = "") -> None:
    """Replace the rows; statements prepared for the tables stay prepared.

    Rows that a table refuses are left out: because of a CHECK, a key, or a value of a type that an INTEGER PRIMARY KEY,
    or a column of a STRICT table, cannot store.

    Args:
        connection: the database; it starts no transactions by itself.
        contents: the new rows.
        mark: the end of every statement: a comment, by which it differs from all queries.
    """
    tables, has_orphans = contents
    connection.execute(f"BEGIN {mark}")
    for name, width, rows in tables:
        places = ", ".join("?" * width)
        connection.execute(f"DELETE FROM {quoted(name)} {mark}")  # noqa: S608 -- quoted
        put = _put(connection, f"INSERT OR IGNORE INTO {quoted(name)} VALUES ({places}) {mark}", rows)  # noqa: S608 -- quoted
        has_orphans = has_orphans or put < len(rows)
    if has_orphans:
        _drop_orphans(connection, mark)
    connection.execute(f"COMMIT {mark}")


def _put(connection: sqlite3.Connection, insert: str, rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows; returns how many the table has taken.

    `OR IGNORE` passes over rows that a CHECK or a key refuses, but not over values that a column cannot store
    (sqlite.org/stricttables.html, sqlite.org/lang_conflict.html): the rows after these are put by another call.
    """
    before, waiting, are_left = connection.total_changes, iter(rows), True
    while are_left:
        with suppress(sqlite3.IntegrityError, OverflowError):  # the last is of integers with more than 64 bits
            connection.executemany(insert, waiting)
            are_left = False
    return connection.total_changes - before


def _drop_orphans(connection: sqlite3.Connection, mark: str) -> None:
    """Delete rows whose parents were refused by a CHECK or a key, and then the rows that refer to those."""
    with suppress(sqlite3.Error):  # a foreign key without target cannot be checked
        while orphans := connection.execute(f"PRAGMA foreign_key_check {mark}").fetchall():
            found = [(table, rowid) for table, rowid, *_ in orphans if rowid is not None]
            for table, rowid in found:
                connection.execute(f"DELETE FROM {quoted(table)} WHERE rowid = ? {mark}", (rowid,))  # noqa: S608 -- quoted
            if not found:
                return  # tables WITHOUT ROWID
