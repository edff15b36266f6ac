"""What differs between two sets of schemas, and how much of one is used."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import BaseModel

from tuneql.sql.schemas.tables import Schema


class Changes(BaseModel, frozen=True):
    """What differs from the corpus's schemas; columns are those of tables that both have.

    Attributes:
        new_tables, gone_tables, new_columns, gone_columns: as declared: `orders`, `orders.total`, and where the corpus
            has several databases `shop: orders`.
        retyped: columns whose type is of another family, with both: `orders.total: int, now num`.
    """

    new_tables: tuple[str, ...]
    gone_tables: tuple[str, ...]
    new_columns: tuple[str, ...]
    gone_columns: tuple[str, ...]
    retyped: tuple[str, ...]


class Coverage(BaseModel, frozen=True):
    """How many tables or columns are declared now, and how many of them questions use.

    Attributes:
        unasked: those that none uses.
    """

    declared: int
    asked: int
    unasked: tuple[str, ...]


class Column(NamedTuple):
    """A column: the name that is shown, and the family of its type."""

    name: str
    family: str


@dataclass(frozen=True, kw_only=True)
class DeclaredNames:
    """Tables and columns of databases, by their canonical names.

    Attributes:
        tables: the shown name of each (database, table).
        columns: by (database, table, column).
    """

    tables: dict[tuple[str, str], str] = field(default_factory=dict)
    columns: dict[tuple[str, str, str], Column] = field(default_factory=dict)

    def add(self, database: str, schema: Schema) -> None:
        """Add what a database's schema declares."""
        for key, table in schema.canonical_tables.items():
            self.tables[database, key] = shown_name(database, table.name)
            for column, name in table.canonical_columns.items():
                shown = shown_name(database, f"{table.name}.{name}")
                self.columns[database, key, column] = Column(shown, table.described[name].family)


def changes(was: DeclaredNames, now: DeclaredNames) -> Changes:
    """What is new, gone, or of another type."""
    both = ((was.columns[key], column) for key, column in now.columns.items() if key in was.columns)
    return Changes(
        new_tables=_sorted(name for key, name in now.tables.items() if key not in was.tables),
        gone_tables=_sorted(name for key, name in was.tables.items() if key not in now.tables),
        new_columns=_sorted(column.name for column in _beyond(now, was)),
        gone_columns=_sorted(column.name for column in _beyond(was, now)),
        retyped=_sorted(f"{new.name}: {old.family}, now {new.family}" for old, new in both if old.family != new.family),
    )


def _beyond(names: DeclaredNames, others: DeclaredNames) -> Iterator[Column]:
    """The columns that `others` lacks, of tables that it has."""
    for (database, table, column), found in names.columns.items():
        if (database, table) in others.tables and (database, table, column) not in others.columns:
            yield found


def coverage(declared: Iterable[str], asked: Container[str]) -> Coverage:
    """How many of the declared names are asked about."""
    names = set(declared)
    unasked = _sorted(name for name in names if name not in asked)
    return Coverage(declared=len(names), asked=len(names) - len(unasked), unasked=unasked)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def shown_name(database: str, name: str) -> str:
    """A table's or column's name, after that of its database if there are several databases."""
    return f"{database}: {name}" if database else name
