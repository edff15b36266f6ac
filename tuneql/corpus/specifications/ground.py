"""What specifications are drawn from: the tables of a schema, and values for their columns."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Final

from tuneql.sql.running.any_text import UNREADABLE
from tuneql.sql.running.refilling import quoted
from tuneql.sql.schemas.schema import Schema, Table
from tuneql.sql.specification.joining import keys_between

Value = str | int | float | bool
Samples = Mapping[tuple[str, str], Sequence[Value]]
"""Values by table and column, as the schema writes them."""

FILTERED: Final = ("int", "num", "text", "date", "datetime", "bool")
"""Families of columns whose values can be written as literals in every dialect."""

_ROWS: Final = 50
_TEXT_CHARACTERS: Final = 60
_WORDS: Final = ("north", "central", "standard", "open", "blue", "alpha", "retail", "express")


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that a specification may name."""

    table: Table
    name: str

    @property
    def family(self) -> str:
        """The family of its type, see `tuneql.sql.schemas.tables.Described`."""
        return self.table.described[self.name].family

    @property
    def is_key(self) -> bool:
        """Whether it belongs to a primary or foreign key."""
        return self.name in self.table.primary_key or any(self.name in key.columns for key in self.table.foreign_keys)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A foreign key: two tables, and the pairs of equal columns.

    Attributes:
        is_only: whether no other foreign key joins the two.
    """

    one: Table
    other: Table
    pairs: tuple[tuple[str, str], ...]
    is_only: bool


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A schema to draw from.

    Attributes:
        schema: its tables.
        dialect: of the SQL.
        db_id: the database's name, if its rows are known.
        samples: values of its rows.
    """

    schema: Schema
    dialect: str
    db_id: str | None = None
    samples: Samples = field(default_factory=dict, repr=False)

    @cached_property
    def links(self) -> list[Link]:
        """The foreign keys between two different tables."""
        found = []
        for one in self.schema.tables.values():
            for other in self.schema.tables.values():
                ways = [*keys_between(one, other)] if one is not other else []
                alone = len(ways) == 1 and not [*keys_between(other, one)]
                found += [Link(one=one, other=other, pairs=tuple(way), is_only=alone) for way in ways]
        return found

    def value(self, column: Column, draw: Random) -> Value:
        """A value of a column: from the schema's list, from its rows, or made up."""
        known = _listed(column) or self.samples.get((column.table.name, column.name), ())
        return draw.choice(known) if known else _made_up(column.family, draw)


def read_samples(database: Path, schema: Schema) -> Samples:
    """Values from the rows of a SQLite database, for columns of a schema; none for columns that it lacks.

    Args:
        database: opened read-only.
        schema: with the database's names.
    """
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        return {
            (table.name, name): found
            for table in schema.tables.values()
            for name, described in table.described.items()
            if (found := [*_usable(_read(connection, table.bare, name), described.family)])
        }


def _read(connection: sqlite3.Connection, table: str, column: str) -> list[object]:
    query = f"SELECT DISTINCT {quoted(column)} FROM {quoted(table)} ORDER BY 1 LIMIT {_ROWS}"  # noqa: S608 -- quoted
    try:
        return [value for (value,) in connection.execute(query)]
    except UNREADABLE:
        return []


def _usable(values: Sequence[object], family: str) -> Iterator[Value]:
    """Values of the declared type, which SQLite does not enforce."""
    if family in {"int", "num"}:
        yield from (value for value in values if isinstance(value, int | float))
    elif family == "text":
        yield from (value for value in values if isinstance(value, str) and _is_short(value))


def _is_short(text: str) -> bool:
    return text.isprintable() and 0 < len(text) <= _TEXT_CHARACTERS


def _listed(column: Column) -> list[Value]:
    literals = column.table.described[column.name].values
    return [each[1:-1].replace("''", "'") for each in literals if each.startswith("'")]


def _made_up(family: str, draw: Random) -> Value:
    if family in {"date", "datetime"}:
        return f"20{draw.randint(10, 26)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    if family == "bool":
        return draw.random() < 0.5  # noqa: PLR2004 -- a coin
    if family == "text":
        return draw.choice(_WORDS)
    return draw.randint(2, 999) if family == "int" else draw.randint(200, 99_900) / 100
