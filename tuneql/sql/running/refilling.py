"""Replaces the rows of the tables of a database in memory."""

import sqlite3
from collections.abc import Sequence
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
        put = connection.executemany(f"INSERT OR IGNORE INTO {quoted(name)} VALUES ({places}) {mark}", rows)  # noqa: S608 -- quoted
        has_orphans = has_orphans or put.rowcount < len(rows)
    if has_orphans:
        _drop_orphans(connection, mark)
    connection.execute(f"COMMIT {mark}")


def _drop_orphans(connection: sqlite3.Connection, mark: str) -> None:
    """Delete rows whose parents were refused by a CHECK or a key, and then the rows that refer to those."""
    with suppress(sqlite3.Error):  # a foreign key without target cannot be checked
        while orphans := connection.execute(f"PRAGMA foreign_key_check {mark}").fetchall():
            found = [(table, rowid) for table, rowid, *_ in orphans if rowid is not None]
            for table, rowid in found:
                connection.execute(f"DELETE FROM {quoted(table)} WHERE rowid = ? {mark}", (rowid,))  # noqa: S608 -- quoted
            if not found:
                return  # tables WITHOUT ROWID
