"""Tells tables with the same name apart by their namespaces: `sales.orders` and `archive.orders`.

A schema knows a table by its name. Of several tables with the same name, the one in the default namespace keeps it, and
the others are known by their names with their namespaces. In a query:

- A written namespace must be that of the DDL, or its last parts; names are folded as the dialect folds them, and in
  Postgres `"Sales".orders` is not `sales.orders`.
- The engine's default namespace may be written if the DDL names none, and left out if the DDL names it: `public` in
  Postgres and Snowflake, `main` in DuckDB and SQLite, `dbo` in SQL Server.
- The database that an engine makes by default (`memory` in DuckDB, `dev` in Redshift) may be written before a
  namespace, without effect; that of a cluster or a file may have any name, and is known only if the DDL has it.
  DuckDB has it also before a table of `main`: `memory.orders`, `sales.orders` for `sales.main.orders`.
- A name without a namespace is a table in the default namespace; but if all tables of a schema are in one namespace,
  that is assumed to be on the search path, or the current database, and the name is a table there. MySQL, BigQuery and
  Snowflake search the database of the session or the job, which DDL does not tell: there, a name means the only table
  that has it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical
from tuneql.sql.schemas.tables import ANY_NAMESPACE, Schema, Table

Space = tuple[str, ...]
"""The parts of a namespace, in canonical form."""

DEFAULT_NAMESPACES: Final = {
    "sqlite": frozenset({"main"}),
    "duckdb": frozenset({"main"}),
    "postgres": frozenset({"public"}),
    "snowflake": frozenset({"public"}),
    "tsql": frozenset({"dbo"}),
    "mysql": frozenset[str](),
    "bigquery": frozenset[str](),
}
"""The namespace that an engine searches by default; that of MySQL and BigQuery has no fixed name."""

_OF_SESSIONS: Final = ("mysql", "bigquery", "snowflake")
_DEFAULT_DATABASES: Final = {"duckdb": "memory", "redshift": "dev"}

ALL_DEFAULT_NAMESPACES: Final = frozenset[str]().union(*DEFAULT_NAMESPACES.values())


@cache
def default_namespaces(dialect: type[sqlglot.Dialect]) -> frozenset[str]:
    """The default namespaces in canonical form; for a dialect of another engine, those of all."""
    known = (names for engine, names in DEFAULT_NAMESPACES.items() if descends_from(dialect, engine))
    names = next(known, ALL_DEFAULT_NAMESPACES)
    return frozenset(canonical(exp.to_identifier(name), dialect) for name in names)


def spoken(name: exp.Table, dialect: type[sqlglot.Dialect]) -> list[exp.Expr]:
    """The parts of a table's name that a query must write, if no other table has the name."""
    space = space_of(name.parts, dialect)
    return name.parts[-1:] if len(space) == 1 and is_default(space, dialect) else name.parts


def is_default(space: Space, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether tables of a namespace are found by their bare names; those of a catalog are if it is the current one."""
    return not space or space[-1] in default_namespaces(dialect)


class Homonyms:
    """The namespaces of a script's tables, if more than one has a table of the same name.

    Args:
        declared: the names in CREATE TABLE.
        dialect: decides when two of them are the same.
    """

    def __init__(self, declared: Iterable[exp.Table], dialect: type[sqlglot.Dialect]) -> None:
        self.dialect = dialect
        self.spaces: dict[str, dict[Space, str]] = {}
        for name in declared:
            parts = spoken(name, dialect)
            spaces = self.spaces.setdefault(canonical(name.this, dialect), {})
            spaces[space_of(parts, dialect)] = namespace_of(parts)

    def qualifier(self, parts: Sequence[exp.Expr], beside: Space = ()) -> str:
        """The namespace in a table's known name; "" if that has none.

        Args:
            parts: of its name.
            beside: the namespace of the table whose declaration names it; it is searched first.
        """
        spaces = self.spaces.get(canonical(parts[-1], self.dialect), {})
        if len(spaces) < 2:  # noqa: PLR2004 -- one alone need not be told apart
            return ""
        said = space_of(parts, self.dialect)
        written = () if is_default(said, self.dialect) else said
        sought = written if said or beside not in spaces else beside
        return next((name for space, name in spaces.items() if _ends(space, sought)), "")

    def known_by(self, parts: Sequence[exp.Expr], name: str, beside: Space = ()) -> str:
        """The known name of a table: its name, in one of its forms, after its namespace if necessary."""
        qualifier = self.qualifier(parts, beside)
        return f"{qualifier}.{name}" if qualifier else name


def namespace_of(parts: Sequence[exp.Expr]) -> str:
    """The parts before a table's name, with points between."""
    return ".".join(part.name for part in parts[:-1])


def space_of(parts: Sequence[exp.Expr], dialect: type[sqlglot.Dialect]) -> Space:
    """The parts before a table's name, as they are compared."""
    return tuple([canonical(part, dialect) for part in parts[:-1]])


def _ends(space: Space, written: Space) -> bool:
    """Whether a written namespace may be this one; an empty one is the default."""
    return space[-len(written) :] == written if written else not space


def in_namespace(parts: Sequence[exp.Expr], table: Table, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether the parts before a name, which is the last of `parts`, may be the namespace of a table."""
    written = space_of(parts, dialect)
    if not written or table.namespace == ANY_NAMESPACE or table.space[-len(written) :] == written:
        return True
    if len(written) == 1:
        return (not table.space and is_default(written, dialect)) or _is_database(written, table, dialect)
    return len(written) > 1 and written[0] == _database(dialect) and in_namespace(parts[1:], table, dialect)


def _is_database(written: Space, table: Table, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a single name is the database of a table that is in the default namespace, which DuckDB does not need."""
    if not descends_from(dialect, "duckdb") or not is_default(table.space, dialect):
        return False
    return table.space[:-1] == written or (len(table.space) <= 1 and written[0] == _database(dialect))


@cache
def _database(dialect: type[sqlglot.Dialect]) -> str | None:
    """The name of the database that an engine makes by default."""
    return next((name for engine, name in _DEFAULT_DATABASES.items() if descends_from(dialect, engine)), None)


def tables_named(node: exp.Table, schema: Schema, dialect: type[sqlglot.Dialect]) -> tuple[Table, ...]:
    """The tables of a schema that a name in FROM can mean: one, none, or several, which a namespace would tell apart.

    A file, a stage or a name of more than three parts is not an identifier, and means none.
    """
    if not isinstance(node.this, exp.Identifier):
        return ()
    key, parts = canonical(node.this, dialect), node.parts
    if key.endswith("*") and descends_from(dialect, "bigquery"):
        return _shards(key, parts, schema, dialect)
    if len(parts) == 1:
        alone = schema.unqualified.get(key)
        if alone is None and descends_from(dialect, *_OF_SESSIONS):
            alone = schema.canonical_tables.get(key)
        return schema.homonyms.get(key, ()) if alone is None else (alone,)
    table, written = schema.canonical_tables.get(key), space_of(parts, dialect)
    if table is not None and (in_namespace(parts, table, dialect) or _is_completed(written, table, schema)):
        return (table,)
    found = [each for each in schema.homonyms.get(key, ()) if in_namespace(parts, each, dialect)]
    return tuple([each for each in found if each.space == written] or found)


def _is_completed(written: Space, table: Table, schema: Schema) -> bool:
    """Whether a namespace is a table's, preceded by what precedes another table of the schema, such as the project."""
    is_longer = bool(table.space) and written[-len(table.space) :] == table.space
    return is_longer and any(each.space == written for each in schema.canonical_tables.values())


def _shards(key: str, parts: Sequence[exp.Expr], schema: Schema, dialect: type[sqlglot.Dialect]) -> tuple[Table, ...]:
    """The last of the tables by day, month or year for which BigQuery's `events_*` stands; it has the columns of all.

    Other tables with the same beginning would be read as well, so the name must have everything but the time.
    """
    tables = ((_SHARD.fullmatch(name), table) for name, table in schema.canonical_tables.items())
    found = [table for name, table in tables if name and key.startswith(name[1]) and name[0].startswith(key[:-1])]
    return tuple(table for table in found if in_namespace(parts, table, dialect))[-1:]


_SHARD: Final = re.compile(r"(.*\D)(?:19|20)\d\d(?:\d\d){0,2}")
