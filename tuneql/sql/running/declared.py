"""Reads which columns an SQLite file declares."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from tuneql.sql.running.any_text import UNREADABLE

_COLUMNS: Final = (
    "SELECT columns.name, columns.type FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns "
    "WHERE tables.type = 'table'"
)


def declared_columns(database: Path) -> list[tuple[str, str]]:
    """The names and declared types of all columns; none if the file cannot be read, as its first query will tell."""
    with (
        suppress(*UNREADABLE),
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file,
    ):
        return [(str(name), str(declared)) for name, declared in file.execute(_COLUMNS).fetchall()]
    return []
