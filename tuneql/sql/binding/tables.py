"""Finds the tables that names in FROM mean, and the columns of aliases and stars."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.composites import with_types
from tuneql.sql.binding.engine_tables import is_of_engine
from tuneql.sql.binding.outputs import Renamed
from tuneql.sql.binding.relations import Columns, Ctes, Frame, add_columns, some
from tuneql.sql.binding.table_functions import columns_made
from tuneql.sql.dialects import descends_from
from tuneql.sql.homonyms import tables_named
from tuneql.sql.names import as_written, canonical, close_matches
from tuneql.sql.schemas.schema import Schema, Table
from tuneql.sql.schemas.tables import ANY_NAMESPACE

# Dialects with the table DUAL, which has one row.
_WITH_DUAL = ("mysql", "oracle")
DUAL = Table(name="dual", namespace=ANY_NAMESPACE, columns={}, primary_key=(), foreign_keys=(), canonical_columns={})
"""The table DUAL."""

# Dialects in which an alias must rename all columns of a query, or none.
_ALL_RENAMED = ("mysql", "tsql", "sqlite")

# Dialects in which a column of a subquery cannot be used if another one has the same name.
_DENIES_TWIN_COLUMNS = ("postgres", "mysql", "tsql", "snowflake", "bigquery")


@dataclass(kw_only=True)
class Binding:
    """The result of binding a statement.

    Attributes:
        unknown_tables, unknown_columns: one sentence for each unknown or ambiguous name, in the order of the walk.
        texts: columns that SQLite reads as text, see `tuneql.sql.binding.quoted_texts.is_text`.
        lists: stars, each with the columns that must be written instead of it.
        starred: the columns, as written, of recursive expressions of WITH whose first query has a star, by their ids.
    """

    unknown_tables: list[str] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    texts: list[exp.Column] = field(default_factory=list)
    lists: list[tuple[exp.Expr, list[exp.Expr]]] = field(default_factory=list)
    starred: dict[int, list[str]] = field(default_factory=dict)


class Tables(ABC):
    """The lowest layer of the walk through one statement, with its result.

    Attributes:
        binding: the result so far.
        reached: the ids of the nodes of tables and columns that the walk has looked up.
    """

    def __init__(self, schema: Schema, dialect: type[sqlglot.Dialect]) -> None:
        self.schema, self.dialect = schema, dialect
        self.is_sqlite, self.is_duckdb = descends_from(dialect, "sqlite"), descends_from(dialect, "duckdb")
        self.is_tsql = descends_from(dialect, "tsql")
        self.denies_twin_columns = descends_from(dialect, *_DENIES_TWIN_COLUMNS)
        self.binding = Binding()
        self.reached: set[int] = set()

    @abstractmethod
    def query(self, node: exp.Expr, ctes: Ctes, outer: Frame | None) -> Columns | None:
        """Bind a query; returns the columns that it outputs, or None if they are not known."""

    @abstractmethod
    def expressions(self, nodes: Iterable[exp.Expr], frame: Frame, *, aliases_first: bool = False) -> None:
        """Bind the columns and the subqueries of expressions."""

    @abstractmethod
    def output(self, node: exp.Expr, place: int) -> tuple[str, str]:
        """The canonical and the written name of an output."""

    def table_named(self, node: exp.Table) -> Table | None:
        """The table of the schema that a name in FROM means; None, with a note, if there is none, or several."""
        found = tables_named(node, self.schema, self.dialect)
        if len(found) == 1 and not is_of_engine(found[0], self.dialect):
            return with_types(found[0], self.schema, self.dialect)
        written = ".".join(as_written(part, self.dialect) for part in node.parts) or node.sql(self.dialect)
        if len(found) == 1:
            self.binding.unknown_tables.append(
                f"table {written} is the engine's own; query tables of your data instead"
            )
        elif found:
            meant = " or ".join(table.spelling or table.name for table in found)
            self.binding.unknown_tables.append(f"table {written} is ambiguous: it can be {meant}; write one of these")
        elif written.lower() == "dual" and descends_from(self.dialect, *_WITH_DUAL):
            return DUAL
        else:
            self.binding.unknown_tables.append(f"table {written} is not in the schema{self.hint(node)}")
        return None

    def hint(self, node: exp.Table) -> str:
        """The end of a message about an unknown table: close matches, or the tables that exist."""
        elsewhere = self.schema.canonical_tables.get(canonical(node.this, self.dialect))
        if elsewhere is not None:
            return f"; did you mean {elsewhere.spelling or elsewhere.name}?"
        names = [table.spelling or table.name for table in self.schema.tables.values()]
        return close_matches(node.name, names) or f"; it has {some(names)}"

    def made(self, node: exp.Expr) -> Columns | None:
        """The columns of a function or a list of values in FROM."""
        names = columns_made(node, self.dialect)
        return None if names is None else {canonical(exp.to_identifier(each), self.dialect): each for each in names}

    def renamed(self, columns: Columns | None, node: exp.Expr) -> Columns | None:
        """Columns with the names of an alias such as `t(a, b)`."""
        alias = node.args.get("alias")
        names = alias.columns if isinstance(alias, exp.TableAlias) else []
        if not names:
            return columns
        given = {canonical(each, self.dialect): each.name for each in names}
        if columns is not None and not self.may_rename(len(names), len(columns)):
            count = f"{len(names)} column{'s' * (len(names) > 1)}"
            self.binding.unknown_columns.append(f"an alias names {count} instead of {len(columns)}")
        if columns is None:
            return given
        keys = {canonical(each, self.dialect): key for each, key in zip(names, columns, strict=False)}
        add_columns(given, list(columns.items())[len(names) :])
        return Renamed(given, columns, keys)

    def may_rename(self, given: int, there: int) -> bool:
        """Whether an alias may have a number of names for a number of columns; some engines allow fewer names."""
        return given == there or (given < there and not descends_from(self.dialect, *_ALL_RENAMED))

    def starred(self, node: exp.Expr, frame: Frame) -> Columns:
        """The columns of `*` or `t.*`."""
        qualifier = node.args.get("table")
        found = frame.named(canonical(qualifier, self.dialect)) if qualifier is not None else None
        if found is not None:
            return found.starred
        columns: dict[str, str] = {}
        for relation in frame.relations:
            add_columns(columns, relation.starred.items(), merged=frame.merged)
        return columns
