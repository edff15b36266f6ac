"""Reads what must hold in a database: its tables, their columns, keys and references, and some of its rows.

It is read from SQLite's own catalogue, so that the constraints are those which the engine enforces; DDL alone is first
run in an empty database in memory. Names are in lower case: SQLite does not tell names apart by case.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.evaluation.robust.evidence import Evidence, evidence_of
from tuneql.sql.dialects import get_dialect
from tuneql.sql.parsing import parse_script, quiet_sqlglot
from tuneql.sql.running.any_text import UNREADABLE, read_any_text
from tuneql.sql.running.engine import ExecutionFailed
from tuneql.sql.running.refilling import quoted
from tuneql.sql.running.sandbox import Value
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.sqlite.quotients import Columns, columns_of

# How many rows of a table are read: enough to draw values from, and to see what is unique and what may be NULL.
ROWS_READ: Final = 100


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        name: in lower case.
        declared: its type as the DDL writes it, in upper case; "" if there is none.
        nullable: whether the DDL allows NULL.
    """

    name: str
    declared: str
    nullable: bool


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A foreign key: positions of columns here, and of the columns of `table` in which their values must occur."""

    places: tuple[int, ...]
    table: str
    targets: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        name: in lower case.
        written: the name as in the DDL; SQLite folds only ASCII letters.
        columns: in their order.
        keys: positions of the columns of the primary key and of each unique index.
        references: its foreign keys.
        rows: its first rows.
        evidence: what these show about each column.
    """

    name: str
    written: str
    columns: tuple[Column, ...]
    keys: tuple[tuple[int, ...], ...]
    references: tuple[Reference, ...]
    rows: tuple[tuple[Value, ...], ...]
    evidence: tuple[Evidence, ...] = ()

    def place(self, column: str) -> int | None:
        """The position of a column, by its name in lower case."""
        return next((place for place, each in enumerate(self.columns) if each.name == column), None)

    @cached_property
    def referring(self) -> frozenset[int]:
        """Positions of the columns that refer to another table."""
        return frozenset(place for reference in self.references for place in reference.places)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """A database.

    Attributes:
        tables: by name.
        statements: the DDL of each table and view, by name.
    """

    tables: dict[str, Table]
    statements: dict[str, str]

    @cached_property
    def views(self) -> frozenset[str]:
        """The names of the views: a query that reads one may read any table."""
        return frozenset(self.statements) - frozenset(self.tables)

    @cached_property
    def script(self) -> str:
        """The DDL of the whole database."""
        return ";\n".join(self.statements.values())

    @cached_property
    def columns(self) -> Columns:
        """The columns that hold decimals and integers."""
        columns = [column for table in self.tables.values() for column in table.columns]
        return columns_of((column.name, column.declared) for column in columns)

    @cached_property
    def is_strict(self) -> bool:
        """Whether the schema says NOT NULL of any column but a table's first."""
        return any(not column.nullable for table in self.tables.values() for column in table.columns[1:])


def read_database(path: Path) -> Catalogue:
    """The catalogue of a SQLite file, with rows.

    Raises:
        ExecutionFailed: of kind `other`, if a part of the file is damaged.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            return read_any_text(connection, _read)
        except UNREADABLE as error:
            raise ExecutionFailed(kind="other", message=str(error)) from error


def read_ddl(ddl: str, dialect: str) -> Catalogue:
    """The catalogue of CREATE TABLE statements, without rows.

    If SQLite does not accept a table's definition, the table is made from its names and types alone.

    Raises:
        InvalidSchema, Unparsable: the DDL declares no table, or does not parse.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in _sqlite_ddl(ddl, dialect):
            with suppress(sqlite3.Error):
                connection.execute(statement)
        return _read(connection)


def _sqlite_ddl(ddl: str, dialect: str) -> Iterator[str]:
    for tree in parse_script(ddl, dialect):
        if isinstance(tree, exp.Create) and tree.kind == "TABLE":
            with quiet_sqlglot():
                yield tree.sql(dialect=get_dialect("sqlite"), comments=False)
    for table in parse_schema(ddl, dialect).tables.values():
        columns = ", ".join(f"{quoted(name)} {_plain(kind)}" for name, kind in table.columns.items())
        yield f"CREATE TABLE IF NOT EXISTS {quoted(table.bare)} ({columns})"


def _plain(kind: str) -> str:
    return sqlglot.exp.DataType.build(kind, udt=True).sql("sqlite") if kind.isalpha() else ""


def _read(connection: sqlite3.Connection) -> Catalogue:
    shadows = {name for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")}
    made = [
        (name, sql)
        for name, sql in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND sql IS NOT NULL "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, rowid"
        )
        # A full-text index, which the sandbox does not read, creates its own tables.
        if name not in shadows and not sql.lstrip()[:20].upper().startswith("CREATE VIRTUAL TABLE")
    ]
    names = [name for name, sql in made if sql.lstrip()[:20].upper().startswith("CREATE TABLE")]
    tables = {name.lower(): _table(connection, name) for name in names}
    return Catalogue(
        tables={name: _with_references(connection, table, tables) for name, table in tables.items()},
        statements={name.lower(): sql for name, sql in made},
    )


def _table(connection: sqlite3.Connection, name: str) -> Table:
    """A table without its foreign keys, which need the other tables' keys."""
    described = connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
    places = {column[1].lower(): place for place, column in enumerate(described)}
    columns = ", ".join(quoted(column[1]) for column in described)
    primary = tuple(
        place for place, _ in sorted(enumerate(described), key=lambda each: each[1][5]) if described[place][5]
    )
    unique = (
        tuple(
            places[column.lower()]
            for (_, _, column) in connection.execute(f"PRAGMA index_info({quoted(index)})")
            if column
        )
        for _, index, is_unique, origin, is_partial in connection.execute(
            f"PRAGMA index_list({quoted(name)})"
        ).fetchall()
        if is_unique and origin != "pk" and not is_partial
    )
    return Table(
        name=name.lower(),
        written=name,
        columns=tuple(
            Column(name=column[1].lower(), declared=column[2].upper(), nullable=not column[3] and not column[5])
            for column in described
        ),
        keys=tuple(key for key in dict.fromkeys((primary, *unique)) if key),
        references=(),
        # Not `*`, which includes generated columns: nothing can be inserted into those.
        rows=tuple(connection.execute(f"SELECT {columns} FROM {quoted(name)} LIMIT {ROWS_READ}")),  # noqa: S608 -- quoted
    )


def _with_references(connection: sqlite3.Connection, table: Table, tables: dict[str, Table]) -> Table:
    pairs: dict[int, list[tuple[str, str, str | None]]] = {}
    for number, _, target, here, there, *_ in connection.execute(f"PRAGMA foreign_key_list({quoted(table.written)})"):
        pairs.setdefault(number, []).append((target.lower(), here.lower(), there and there.lower()))
    found = [_reference(table, each, tables) for each in pairs.values()]
    table = replace(table, references=tuple(each for each in found if each is not None))
    return replace(table, evidence=tuple(_evidence(table)))


def _evidence(table: Table) -> Iterator[Evidence]:
    """What the rows of a table show about each of its columns."""
    held = zip(*table.rows, strict=True) if table.rows else repeat((), len(table.columns))
    for place, (column, cells) in enumerate(zip(table.columns, held, strict=True)):
        is_referring = place in table.referring
        yield evidence_of(column.name, cells, table=table.name, has_keys=bool(table.keys), refers=is_referring)


def _reference(table: Table, pairs: list[tuple[str, str, str | None]], tables: dict[str, Table]) -> Reference | None:
    """One foreign key; None if its target does not exist, which SQLite notices only when it is used."""
    target = tables.get(pairs[0][0])
    if target is None:
        return None
    default = target.keys[0] if target.keys else ()
    places = tuple(place for _, here, _ in pairs if (place := table.place(here)) is not None)
    targets = tuple(
        place for number, (_, _, there) in enumerate(pairs)
        if (place := target.place(there) if there else (*default, None)[min(number, len(default))]) is not None
    )  # fmt: skip
    return Reference(places=places, table=target.name, targets=targets) if len(places) == len(targets) else None
