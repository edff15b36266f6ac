"""What a query can see while its names are looked up: relations, and the frames that contain them."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

import sqlglot
from sqlglot import exp

from tuneql.sql.names import close_matches, spelled
from tuneql.sql.schemas.tables import Table

Columns = Mapping[str, str]
"""A relation's columns in order: the name as written, by its canonical form."""

Ctes = Mapping[str, Columns | None]
"""The columns of each common table expression in sight, by canonical name; None when they cannot be known."""


ITSELF: Columns = {}
"""Stands for the columns of an expression that is being read, where it may not refer to itself."""


class Relation(NamedTuple):
    """Something in a FROM clause.

    Attributes:
        name: the canonical form of its alias, or of its own name; "" if it has none.
        columns: None when they cannot be known (a table function, an unknown table); such a relation has them all.
        table: the table of the schema, if it is one.
        is_of_shards: whether it is all tables of a name that differ in how it ends, of BigQuery.
        repeated: the written names that several of its columns have, where that is an error.
    """

    name: str
    columns: Columns | None
    table: Table | None = None
    is_of_shards: bool = False
    repeated: AbstractSet[str] = frozenset()

    def has(self, column: str) -> bool:
        """Whether a column, in canonical form, is surely here."""
        return self.columns is not None and column in self.columns

    def repeats(self, column: str) -> bool:
        """Whether a column, in canonical form, is one of several of its name."""
        return bool(self.repeated) and self.has(column) and (self.columns or {})[column] in self.repeated

    def spelled(self, dialect: type[sqlglot.Dialect]) -> list[str]:
        """The columns as a query must write them, without those that no query can name."""
        known = self.table.described if self.table is not None else {}
        return [
            known[name].spelling if name in known else spelled(name, form, dialect)
            for form, name in (self.columns or {}).items()
            if form[:1] != "\0"
        ]

    def hint(self, column: str, dialect: type[sqlglot.Dialect]) -> str:
        """The end of a message about a column that is not here."""
        names = self.spelled(dialect)
        return close_matches(column, names) or f"; {self.name} has {some(names)}"


@dataclass(kw_only=True)
class Frame:
    """One SELECT's view while it is bound.

    Attributes:
        ctes: the common table expressions in sight.
        outer: the view of the query around, for correlated names.
        relations: what FROM has brought in so far.
        aliases: canonical names of the outputs, for clauses that may use them.
        merged: canonical names of columns that USING or NATURAL made one, and how many relations have each.
        windows: canonical names of what its WINDOW clause defines.
    """

    ctes: Ctes
    outer: "Frame | None" = None
    relations: list[Relation] = field(default_factory=list)
    aliases: frozenset[str] = frozenset()
    merged: dict[str, int] = field(default_factory=dict)
    windows: frozenset[str] = frozenset()

    def chain(self) -> Iterator["Frame"]:
        """This frame and those around it, innermost first."""
        frame: Frame | None = self
        while frame is not None:
            yield frame
            frame = frame.outer

    def names(self) -> Iterator[str]:
        """The names of the relations in sight, of this query and of those around it."""
        return (relation.name for frame in self.chain() for relation in frame.relations)

    def is_ambiguous(self, column: str) -> bool:
        """Whether several relations have a column, more than those of which a join has made it one."""
        count = len(self.holding(column))
        return count > 1 and count > self.merged.get(column, 1)

    def holding(self, column: str) -> list[Relation]:
        """The relations that surely have a column."""
        return [relation for relation in self.relations if relation.has(column)]

    def may_lead(self, column: str) -> bool:
        """Whether a relation here or around has a column, or may have it."""
        return any(each.holding(column) or each.is_open for each in self.chain())

    def named(self, name: str) -> Relation | None:
        """The relation of a name."""
        for relation in self.relations:
            if relation.name == name:
                return relation
        return None

    def find(self, name: str) -> Relation | None:
        """The relation of a name here, or in the nearest frame around that has one."""
        frame: Frame | None = self
        while frame is not None:
            for relation in frame.relations:
                if relation.name == name:
                    return relation
            frame = frame.outer
        return None

    @property
    def is_open(self) -> bool:
        """Whether some relation may have any column."""
        return any(relation.columns is None for relation in self.relations)

    def hint(self, column: str, dialect: type[sqlglot.Dialect]) -> str:
        """The end of a message about a column that is nowhere in sight."""
        known = [name for each in self.chain() for relation in each.relations for name in relation.spelled(dialect)]
        return close_matches(column, known) or existing(known)

    def hint_of_qualifier(self, column: exp.Column, name: str, dialect: type[sqlglot.Dialect]) -> str:
        """The end of a message about a column before which there is the name of no relation in sight.

        Args:
            column: the column.
            name: its canonical form.
            dialect: of the query.
        """
        seen = [relation for each in self.chain() for relation in each.relations if relation.name]
        for each in seen:
            if each.table is not None and each.table.bare.lower() == column.table.lower():
                return f"; {column.table} is called {spelled(each.name, each.name, dialect)} here"
        holding = [spelled(each.name, each.name, dialect) for each in seen if each.has(name)]
        return f"; did you mean {holding[0]}.{column.name}?" if len(holding) == 1 else self.hint(column.name, dialect)


def twins(relations: Iterable[Relation]) -> Iterator[str]:
    """The names that two relations have, so that none of their columns can be told by it.

    Tables of one name in two namespaces may stand beside each other; and of a table function nothing is known.
    """
    seen: dict[str, Relation] = {}
    for each in relations:
        if each.name and each.columns is not None:
            before = seen.setdefault(each.name, each)
            if before is not each and not _are_namesakes(before, each):
                yield each.name


def _are_namesakes(one: Relation, other: Relation) -> bool:
    """Whether they are two tables that were given no alias, by all that can be told."""
    tables = [each for each in (one.table, other.table) if each is not None and each.bare.lower() == one.name.lower()]
    return len(tables) > 1 and tables[0] is not tables[1]


def add_columns(columns: dict[str, str], more: Iterable[tuple[str, str]], merged: Container[str] = frozenset()) -> None:
    """Adds columns to others; one more of a name gets a place that no query can name, unless it is merged with it."""
    for key, name in more:
        columns[f"\0{len(columns)}" if key in columns and key not in merged else key] = name


def repeated(columns: Columns | None) -> AbstractSet[str]:
    """The names that stand twice among columns, see `add_columns`."""
    return frozenset(name for key, name in (columns or {}).items() if key[:1] == "\0" and name)


def numbered(columns: Columns) -> Columns:
    """Columns of a query under the names that they have in FROM in DuckDB: a second `id` is `id_1` there."""
    if not any(key[:1] == "\0" and name for key, name in columns.items()):
        return columns
    told, counts = dict[str, str](), Counter[str]()
    for key, name in columns.items():
        if key[:1] != "\0" or not name:
            told[key] = name
            continue
        counts[name.lower()] += 1
        told[f"{name.lower()}_{counts[name.lower()]}"] = f"{name}_{counts[name.lower()]}"
    return told


def existing(names: Iterable[str]) -> str:
    """The end of a message about a name that does not exist: those that do."""
    known = dict.fromkeys(names)
    return f"; there {'is' if len(known) == 1 else 'are'} {some(known)}" if known else ""


def some(names: Iterable[str], limit: int = 5) -> str:
    """The first few different names, for a message, or that there are none."""
    listed = list(dict.fromkeys(names))
    return ", ".join(listed[:limit]) + (", ..." if len(listed) > limit else "") or "nothing"
