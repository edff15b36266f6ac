"""Keeps the tables of a specification, and finds the columns that its names mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.errors import InvalidInput
from tuneql.sql.binding.relations import existing, some
from tuneql.sql.homonyms import tables_named
from tuneql.sql.names import canonical, close_matches
from tuneql.sql.schemas.naming import as_identifier
from tuneql.sql.schemas.tables import Described, Schema, Table

_REMEDY: Final = "name tables and columns of the schema"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A table in the FROM clause.

    Attributes:
        table: of the schema.
        label: the qualifier of its columns, in canonical form and as it is written.
    """

    table: Table
    label: str
    written: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """A column of the schema that a specification names."""

    source: Source
    name: str

    @property
    def described(self) -> Described:
        """The schema's description of it."""
        return self.source.table.described[self.name]


class Scope:
    """The tables that a specification has named so far, in one dialect.

    Args:
        schema: of the dialect.
        dialect: decides on quotation marks, and when two names are the same.
        qualified: whether columns are written with their table, as they are if there are several.
    """

    def __init__(self, schema: Schema, dialect: type[sqlglot.Dialect], *, qualified: bool) -> None:
        self.schema, self.dialect, self.qualified = schema, dialect, qualified
        self.sources: list[Source] = []

    def add(self, name: str, label: str | None, *, at: str) -> exp.Expr:
        """A table of the schema for FROM or JOIN, whose columns are known from then on.

        Raises:
            InvalidInput: there is no such table, or there is already one with that label.
        """
        table = self._table(name, at=at)
        node = exp.to_table(table.spelling, dialect=self.dialect)
        identifier = node.this if label is None else self.identifier(label)
        key = canonical(identifier, self.dialect)
        if any(source.label == key for source in self.sources):
            remedy = 'give it another name with "as"'
            raise InvalidInput(field=at, value=label or name, rule="is there already", remedy=remedy)
        self.sources.append(Source(table=table, label=key, written=identifier.sql(dialect=self.dialect)))
        return node if label is None else exp.alias_(node, identifier, table=True)

    def identifier(self, name: str) -> exp.Identifier:
        """A new name, in quotation marks where some dialect would need them."""
        return exp.to_identifier(name, quoted=as_identifier(name) != name)

    def find(self, name: str) -> list[Found]:
        """The columns that a name can mean: its own name, or one after its table's or label's and a point."""
        return [*self._bare(name)] or [*self._bare(self._folded(name))] or self._qualified(name)

    def resolve(self, name: str, *, at: str) -> Found:
        """The column that a name means.

        Raises:
            InvalidInput: it means none, or several.
        """
        found = self.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            tables = " and in ".join(each.source.label for each in found)
            remedy = f"write it as {found[0].source.label}.{found[0].name}"
            raise InvalidInput(field=at, value=name, rule=f"is ambiguous: it is in {tables}", remedy=remedy)
        raise self.unknown(name, at=at)

    def unknown(self, name: str, *, at: str) -> InvalidInput:
        """The error for a column that no table has."""
        known = [column for source in self.sources for column in source.table.columns]
        hint = close_matches(name.rsplit(".", 1)[-1], known) or existing(known)
        return InvalidInput(field=at, value=name, rule=f"is not a column of these tables{hint}", remedy=_REMEDY)

    def column(self, found: Found) -> exp.Column:
        """A column as a query writes it."""
        spelled = self._parsed(found.described.spelling)
        return exp.column(spelled, table=self._parsed(found.source.written) if self.qualified else None)

    def _parsed(self, spelling: str) -> exp.Identifier:
        return exp.parse_identifier(spelling, dialect=self.dialect)

    def _table(self, name: str, *, at: str) -> Table:
        if name in self.schema.tables:
            return self.schema.tables[name]
        node = self._read_table(name)
        found = () if node is None else tables_named(node, self.schema, self.dialect)
        if len(found) == 1:
            return found[0]
        if found:
            rule = f"is ambiguous: it can be {' or '.join(table.name for table in found)}"
            raise InvalidInput(field=at, value=name, rule=rule, remedy="write which")
        hint = close_matches(name.rsplit(".", 1)[-1], self.schema.tables) or f"; it has {some(self.schema.tables)}"
        raise InvalidInput(field=at, value=name, rule=f"is not a table of the schema{hint}", remedy=_REMEDY)

    def _read_table(self, name: str) -> exp.Table | None:
        """A name as the dialect reads it; None if it is not the name of a table."""
        try:
            node = exp.to_table(name, dialect=self.dialect)
        except (SqlglotError, ValueError, TypeError):
            return None
        return node if isinstance(node.this, exp.Identifier) else None

    def _bare(self, name: str) -> Iterable[Found]:
        """Columns of that name in any table: exactly, or in its canonical form."""
        for source in self.sources:
            if name in source.table.columns:
                yield Found(source=source, name=name)
            elif name in source.table.canonical_columns:
                yield Found(source=source, name=source.table.canonical_columns[name])

    def _folded(self, name: str) -> str:
        """A name in canonical form, with or without quotation marks; what is not a name is unchanged."""
        try:
            read = exp.parse_identifier(name, dialect=self.dialect)
        except (SqlglotError, ValueError, TypeError):  # the last: the compiled build, of several statements
            return name
        # For several statements, the interpreted build returns a block, contrary to its annotation.
        return canonical(read, self.dialect) if isinstance(read, exp.Identifier) else name  # type: ignore[redundant-expr]

    def _qualified(self, name: str) -> list[Found]:
        table, point, column = name.rpartition(".")
        if not point:
            return []
        label = self._folded(table.rsplit(".", 1)[-1])
        sources = [each for each in self.sources if each.label == label]
        found = [*self._bare(column)] or [*self._bare(self._folded(column))]
        return [each for each in found if each.source in sources]
