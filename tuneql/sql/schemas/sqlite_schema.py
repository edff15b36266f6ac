"""Reads the schema of a SQLite file from what SQLite understood of its DDL.

SQLite accepts DDL that hardly any other parser does (missing commas, types of any words), so the text in the file is
not parsed again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.errors import InvalidInput
from tuneql.sql.dialects import get_dialect
from tuneql.sql.names import canonical
from tuneql.sql.running.any_text import UNREADABLE, is_no_utf8, read_any_text
from tuneql.sql.schemas.schema import Schema, Table
from tuneql.sql.schemas.tables import ANY_NAMESPACE


def read_sqlite_schema(database: Path, dialect: str = "sqlite") -> Schema:
    """The tables and views of a file, without their keys; `ddl` is the text in the file.

    Args:
        database: the file.
        dialect: of the queries whose names will be looked up; names are read as if they were written in it without
            quotes. In dialects other than SQLite's, a query may name a namespace before each table, which a SQLite
            file cannot have.

    Raises:
        InvalidInput: it is not a SQLite database, or is damaged.
    """
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            namespace = "" if dialect == "sqlite" else ANY_NAMESPACE
            return read_any_text(connection, partial(_read, get_dialect(dialect), namespace))
    except UNREADABLE as error:
        rule, remedy = f"cannot be read: {error}", "restore it, or leave it out"
        raise InvalidInput(field="databases", value=database.name, rule=rule, remedy=remedy) from None


def _read(language: type[sqlglot.Dialect], namespace: str, connection: sqlite3.Connection) -> Schema:
    tables = dict(_tables(connection, language, namespace))
    written = connection.execute("SELECT sql FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    return Schema(
        tables=MappingProxyType({table.name: table for table in tables.values()}),
        ddl=";\n".join(sql for (sql,) in written if sql),
        canonical_tables=MappingProxyType(tables),
    )


_NAMES: Final = (
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
_COLUMNS: Final = "SELECT m.name, c.name, c.type FROM ({}) AS m, pragma_table_xinfo(m.name) AS c"


def _columns(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Table, column and type; none for a view that reads something that no longer exists."""
    try:
        return connection.execute(_COLUMNS.format(_NAMES)).fetchall()
    except sqlite3.Error as error:
        if is_no_utf8(error):
            raise
        return [column for (name,) in connection.execute(_NAMES).fetchall() for column in _columns_of(connection, name)]


def _columns_of(connection: sqlite3.Connection, name: str) -> list[tuple[str, str, str]]:
    try:
        return connection.execute(_COLUMNS.format("SELECT ? AS name"), (name,)).fetchall()
    except sqlite3.Error as error:
        if is_no_utf8(error):
            raise
        return []


def _tables(
    connection: sqlite3.Connection, dialect: type[sqlglot.Dialect], namespace: str
) -> Iterator[tuple[str, Table]]:
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind in _columns(connection):
        columns.setdefault(table, {})[column] = kind
    for name, found in columns.items():
        yield (
            _key(name, dialect),
            Table(
                name=name,
                namespace=namespace,
                columns=MappingProxyType(found),
                primary_key=(),
                foreign_keys=(),
                canonical_columns=MappingProxyType({_key(column, dialect): column for column in found}),
            ),
        )


@lru_cache(maxsize=16_384)
def _key(name: str, dialect: type[sqlglot.Dialect]) -> str:
    return canonical(exp.Identifier(this=name, quoted=False), dialect)
