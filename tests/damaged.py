"""A damaged database."""

import sqlite3
from contextlib import closing


def broken_definition() -> bytes:
    """A database whose definition SQLite cannot read, and whose table's name it cannot tell in UTF-8."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE ships (id INTEGER)")
        return connection.serialize().replace(b"ships", b"\xb6hips").replace(b"TABLE", b"TABEL")
