"""The relations that a query may use while its names are looked up, and the frames that contain them."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

import sqlglot
from sqlglot import exp

from tuneql.sql.names import close_matches, spelled
from tuneql.sql.schemas.tables import Schema, Table

Columns = Mapping[str, str]
"""A relation's columns in order: the name as written, by its canonical form.

A column that no query can name, such as an output without a name, has a key that begins with a NUL character.
"""

Ctes = Mapping[str, Columns | None]
"""The columns of each common table expression that a query may read, by canonical name; None if they are not known."""


ITSELF: Columns = {}
"""The columns of a common table expression within itself, if it cannot refer to itself there."""


class Relation(NamedTuple):
    """A relation in a FROM clause.

    Attributes:
        name: the canonical form of its alias, or of its own name; "" if it has none.
        columns: None if they are not known (a table function, an unknown table): then it may have any column.
        table: the table of the schema, if it is one.
        is_of_shards: whether it is several tables whose names differ only at the end, BigQuery's `events_*`.
        repeated: the written names that several of its columns have, if it is an error to use them.
        whole: the canonical name of the column that is a whole row, which a star leaves out; "" if there is none.
    """

    name: str
    columns: Columns | None
    table: Table | None = None
    is_of_shards: bool = False
    repeated: AbstractSet[str] = frozenset()
    whole: str = ""

    @property
    def starred(self) -> Columns:
        """The columns of a star; empty if they are not known."""
        columns = self.columns or {}
        return {key: each for key, each in columns.items() if key != self.whole} if self.whole else columns

    def has(self, column: str) -> bool:
        """Whether the relation surely has a column, given in canonical form."""
        return self.columns is not None and column in self.columns

    def repeats(self, column: str) -> bool:
        """Whether several columns of the relation have a name, given in canonical form."""
        return bool(self.repeated) and self.has(column) and (self.columns or {})[column] in self.repeated

    def spelled(self, dialect: type[sqlglot.Dialect]) -> list[str]:
        """The columns as a query must write them, without those that cannot be named."""
        known = self.table.described if self.table is not None else {}
        return [
            known[name].spelling if name in known else spelled(name, form, dialect)
            for form, name in (self.columns or {}).items()
            if form[:1] != "\0"
        ]

    def hint(self, column: str, dialect: type[sqlglot.Dialect]) -> str:
        """The end of a message about a column that the relation does not have: close matches, or its columns."""
        names = self.spelled(dialect)
        return close_matches(column, names) or f"; {self.name} has {some(names)}"


@dataclass(kw_only=True)
class Frame:
    """The names that one SELECT may use while it is bound.

    Attributes:
        ctes: the common table expressions that it may read.
        outer: the frame of the outer query, for correlated names.
        relations: those of FROM so far.
        aliases: canonical names of the outputs, for clauses that may use them.
        merged: canonical names of columns that USING or NATURAL merged, and how many relations have each.
        windows: canonical names of the windows in its WINDOW clause.
        results: the columns of each subquery in its expressions that is bound, by the id of its node.
        schema: of which casts may name types; None if no type is looked up in this frame.
    """

    ctes: Ctes
    outer: "Frame | None" = None
    relations: list[Relation] = field(default_factory=list)
    aliases: frozenset[str] = frozenset()
    merged: dict[str, int] = field(default_factory=dict)
    windows: frozenset[str] = frozenset()
    results: dict[int, Columns | None] = field(default_factory=dict)
    schema: Schema | None = None

    def chain(self) -> Iterator["Frame"]:
        """This frame and those of outer queries, innermost first."""
        frame: Frame | None = self
        while frame is not None:
            yield frame
            frame = frame.outer

    def names(self) -> Iterator[str]:
        """The names of the relations of this query and of outer ones; of those without one, of their columns.

        In Redshift, these may be elements, whose arrays a subquery reads: `FROM t, t.a AS x WHERE EXISTS (… FROM x.b)`.
        """
        for relation in (each for frame in self.chain() for each in frame.relations):
            yield from (relation.name,) if relation.name else relation.columns or ()

    def is_ambiguous(self, column: str) -> bool:
        """Whether several relations have a column, and no join has merged all of them."""
        count = len(self.holding(column))
        return count > 1 and count > self.merged.get(column, 1)

    def holding(self, column: str) -> list[Relation]:
        """The relations that surely have a column."""
        return [relation for relation in self.relations if relation.has(column)]

    def may_have(self, column: str) -> bool:
        """Whether a relation of this query or of an outer one has a column, or may have it."""
        return any(each.holding(column) or each.is_open for each in self.chain())

    def named(self, name: str) -> Relation | None:
        """The relation of this query with a name."""
        for relation in self.relations:
            if relation.name == name:
                return relation
        return None

    def find(self, name: str) -> Relation | None:
        """The relation with a name, of this query or else of the nearest outer one that has it."""
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
        """The end of a message about a column that no relation has: close matches, or the columns that exist."""
        known = [name for each in self.chain() for relation in each.relations for name in relation.spelled(dialect)]
        return close_matches(column, known) or existing(known)

    def hint_of_qualifier(self, column: exp.Column, name: str, dialect: type[sqlglot.Dialect]) -> str:
        """The end of a message about a column with the name of an unknown relation before it.

        Args:
            column: the column.
            name: its canonical form.
            dialect: of the query.
        """
        seen = [relation for each in self.chain() for relation in each.relations if relation.name]
        for each in seen:
            if each.table is not None and each.table.bare.lower() == column.table.lower():
                return f"; {column.table} has the alias {spelled(each.name, each.name, dialect)} here"
        holding = [spelled(each.name, each.name, dialect) for each in seen if each.has(name)]
        return f"; did you mean {holding[0]}.{column.name}?" if len(holding) == 1 else self.hint(column.name, dialect)


def twins(relations: Iterable[Relation]) -> Iterator[str]:
    """The names that two relations have, so that a name with a column does not tell which is meant.

    Two tables with the same name, but in different namespaces, are allowed, and so are relations with unknown columns.
    """
    seen: dict[str, Relation] = {}
    for each in relations:
        if each.name and each.columns is not None:
            before = seen.setdefault(each.name, each)
            if before is not each and not _are_namesakes(before, each):
                yield each.name


def _are_namesakes(one: Relation, other: Relation) -> bool:
    """Whether two relations are different tables, both without an alias."""
    tables = [each for each in (one.table, other.table) if each is not None and each.bare.lower() == one.name.lower()]
    return len(tables) > 1 and tables[0] is not tables[1]


def add_columns(columns: dict[str, str], more: Iterable[tuple[str, str]], merged: Container[str] = frozenset()) -> None:
    """Add columns to others; a second one with the same name gets a key that no query can name, unless it is merged."""
    for key, name in more:
        columns[f"\0{len(columns)}" if key in columns and key not in merged else key] = name


def repeated(columns: Columns | None) -> AbstractSet[str]:
    """The names that several columns have, see `add_columns`."""
    return frozenset(name for key, name in (columns or {}).items() if key[:1] == "\0" and name)


def numbered(columns: Columns) -> Columns:
    """The columns of a subquery in FROM with DuckDB's names for repeated ones: the second `id` becomes `id_1`."""
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
    """The end of a message about an unknown name: those that exist."""
    known = dict.fromkeys(names)
    return f"; there {'is' if len(known) == 1 else 'are'} {some(known)}" if known else ""


def some(names: Iterable[str], limit: int = 5) -> str:
    """The first few different names, for a message; "nothing" if there are none."""
    listed = list(dict.fromkeys(names))
    return ", ".join(listed[:limit]) + (", ..." if len(listed) > limit else "") or "nothing"
