"""The schema of a live database: a SQLite file, a DuckDB file, or PostgreSQL. Nothing is written to any of them."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from cli.optional import need
from tuneql.errors import InvalidInput, InvalidSchema
from tuneql.sql.running.any_text import UNREADABLE
from tuneql.sql.schemas.catalog import CatalogTable, Column, Relation, catalog_ddl
from tuneql.sql.schemas.schema import parse_schema

SQLITE_MAGIC: Final = b"SQLite format 3\x00"
DUCKDB_MAGIC: Final = b"DUCK"
DUCKDB_MAGIC_AT: Final = 8

_MILLISECONDS: Final = 30_000

_SQLITE_TABLES: Final = """
SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_'
"""
_DUCKDB_COLUMNS: Final = """
SELECT schema_name, table_name, column_name, data_type, NOT is_nullable, comment FROM duckdb_columns()
WHERE NOT internal AND database_name = current_database() ORDER BY schema_name, table_name, column_index
"""
_DUCKDB_COMMENTS: Final = """
SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE comment IS NOT NULL
UNION ALL SELECT schema_name, view_name, comment FROM duckdb_views() WHERE comment IS NOT NULL
"""
_DUCKDB_KEYS: Final = """
SELECT schema_name, table_name, constraint_type, constraint_column_names,
  schema_name AS referenced_schema, referenced_table, referenced_column_names, expression
FROM duckdb_constraints() WHERE constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY', 'CHECK') ORDER BY constraint_index
"""
_POSTGRES_COLUMNS: Final = """
SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
  col_description(c.oid, a.attnum)
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_attribute AS a ON a.attrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
  AND has_table_privilege(c.oid, 'SELECT')
ORDER BY n.nspname, c.relname, a.attnum
"""
_POSTGRES_COMMENTS: Final = """
SELECT n.nspname, c.relname, obj_description(c.oid, 'pg_class') FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE obj_description(c.oid, 'pg_class') IS NOT NULL
"""
_POSTGRES_KEYS: Final = """
SELECT n.nspname, c.relname,
  CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' WHEN 'f' THEN 'FOREIGN KEY' ELSE 'CHECK' END,
  ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY AS u (number, place)
    JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.place)::text[],
  m.nspname, f.relname,
  ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY AS u (number, place)
    JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.place)::text[],
  pg_get_expr(k.conbin, k.conrelid)
FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_class AS f ON f.oid = k.confrelid LEFT JOIN pg_namespace AS m ON m.oid = f.relnamespace
WHERE k.contype IN ('p', 'f', 'c') ORDER BY k.conname
"""
_POSTGRES_ENUMS: Final = """
SELECT quote_ident(t.typname), string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
FROM pg_type AS t JOIN pg_enum AS e ON e.enumtypid = t.oid GROUP BY t.typname ORDER BY t.typname
"""
_DUCKDB: Final = (_DUCKDB_COLUMNS, _DUCKDB_COMMENTS, _DUCKDB_KEYS)
_POSTGRES: Final = (_POSTGRES_COLUMNS, _POSTGRES_COMMENTS, _POSTGRES_KEYS)
_PLAIN: Final = frozenset({"main", "public"})


def sqlite_ddl(path: Path) -> str:
    """The CREATE TABLE statements in a SQLite file, as they were written.

    Views, virtual tables and what does not parse are described by their columns; tables that only hold the data of
    virtual ones are left out.

    Raises:
        InvalidInput: it cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            shadows = _shadow_tables(database)
            found = [each for each in database.execute(_SQLITE_TABLES).fetchall() if each[0] not in shadows]
            return "\n".join(_sqlite_statement(database, name, sql) for name, sql in found)
    except UNREADABLE as error:
        raise _unreadable(str(path), error) from None


def duckdb_ddl(path: Path) -> str:
    """The tables and views of a DuckDB file.

    Raises:
        InvalidInput: duckdb is not installed, or cannot read the file.
    """
    library = need("duckdb")
    try:
        with library.connect(str(path), read_only=True) as database:
            found = (database.execute(query).fetchall() for query in _DUCKDB)
            tables = _tables(*found)
            return catalog_ddl(tables, "duckdb")
    except library.Error as error:
        raise _unreadable(str(path), error) from None


def postgres_ddl(dsn: str) -> str:
    """The tables and views that a role may read, in a transaction that cannot write.

    Raises:
        InvalidInput: psycopg is not installed, or the database does not answer.
    """
    library = need("psycopg")
    try:
        with library.connect(dsn, options=f"-c statement_timeout={_MILLISECONDS}") as database:
            database.read_only = True
            found = (database.execute(query).fetchall() for query in _POSTGRES)
            tables = _tables(*found)
            enums = database.execute(_POSTGRES_ENUMS).fetchall()
            return "".join(f"CREATE TYPE {name} AS ENUM ({values});\n" for name, values in enums) + catalog_ddl(
                tables, "postgres"
            )
    except library.Error as error:
        # What comes before the host, and the parameters, may hold passwords: neither is shown.
        raise _unreadable(dsn.partition("?")[0].rpartition("@")[2] or "PostgreSQL", error) from None


def _tables(columns: Iterable[Any], comments: Iterable[Any], keys: Iterable[Any]) -> list[CatalogTable]:
    tables: dict[tuple[str, str], CatalogTable] = {}
    for schema, name, column, kind, required, comment in columns:
        table = tables.setdefault((schema, name), CatalogTable(name=_path(schema, name)))
        table.columns.append(Column(name=column, type=kind, not_null=bool(required), comment=comment or ""))
    for schema, name, comment in comments:
        if (schema, name) in tables:
            tables[schema, name].comment = comment
    for schema, name, *key in keys:
        if (schema, name) in tables:
            _add_key(tables[schema, name], *key)
    return list(tables.values())


def _path(schema: str, name: str) -> tuple[str, ...]:
    return (name,) if schema in _PLAIN else (schema, name)


def _add_key(
    table: CatalogTable,
    kind: str,
    own: list[str],
    schema: str,
    target: str | None,
    references: list[str],
    condition: str | None,
) -> None:
    if kind == "PRIMARY KEY":
        table.primary_key = tuple(own)
    elif kind == "CHECK" and condition:
        table.checks.append(condition)
    elif target:
        table.relations.append(Relation(columns=tuple(own), table=_path(schema, target), references=tuple(references)))


def _shadow_tables(database: sqlite3.Connection) -> set[str]:
    try:
        return {name for (name,) in database.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")}
    except sqlite3.OperationalError:  # SQLite before 3.37 does not list them
        return set()


def _sqlite_statement(database: sqlite3.Connection, name: str, sql: str) -> str:
    try:
        if parse_schema(sql, "sqlite").tables and sql[:12].upper() == "CREATE TABLE":
            return f"{sql};"
    except InvalidSchema:
        pass
    return catalog_ddl([_sqlite_table(database, name)], "sqlite")


def _sqlite_table(database: sqlite3.Connection, name: str) -> CatalogTable:
    columns = database.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (name,)).fetchall()
    keys = database.execute('SELECT id, "from", "table", "to" FROM pragma_foreign_key_list(?)', (name,)).fetchall()
    relations: dict[int, list[Any]] = {}
    for number, *key in keys:
        relations.setdefault(number, []).append(key)
    return CatalogTable(
        name=(name,),
        columns=[Column(name=column, type=kind, not_null=bool(required)) for column, kind, required, _ in columns],
        primary_key=tuple(column for column, _, _, place in sorted(columns, key=lambda each: each[3]) if place),
        relations=[
            Relation(
                columns=tuple(own for own, _, _ in parts),
                table=(parts[0][1],),
                references=tuple(other for _, _, other in parts if other),
            )
            for parts in relations.values()
        ],
    )


def _unreadable(name: str, error: Exception) -> InvalidInput:
    rule = f"cannot be read ({' '.join(str(error).split())[:200]})"
    return InvalidInput(
        field="source", value=name, rule=rule, remedy="check that it is there, and that you may read it"
    )
