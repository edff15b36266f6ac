"""Reads schemas: the tables and columns that a piece of DDL declares."""

from functools import lru_cache
from types import MappingProxyType

from tuneql.errors import InvalidSchema
from tuneql.limits import SCHEMA_CHARACTERS
from tuneql.sql.dialects import get_dialect
from tuneql.sql.parsing import Unparsable
from tuneql.sql.schemas.ddl import parse_ddl
from tuneql.sql.schemas.declarations import read_declarations
from tuneql.sql.schemas.plain_ddl import read_plain
from tuneql.sql.schemas.tables import Described, ForeignKey, Schema, Table

__all__ = ["Described", "ForeignKey", "Schema", "Table", "parse_schema"]


def parse_schema(ddl: str, dialect: str) -> Schema:
    """The schema that DDL declares.

    Tables come from CREATE TABLE and CREATE VIEW, keys also from ALTER TABLE, comments from wherever a dialect has
    them; other statements (indexes, rows) are ignored. Results and failures are cached, because the rows of a corpus
    repeat a schema many times.

    Raises:
        InvalidSchema: the DDL does not parse, or declares no table.
    """
    found = _parsed(ddl, dialect)
    if isinstance(found, InvalidSchema):
        raise found.with_traceback(None)
    return found


@lru_cache(maxsize=2048)
def _parsed(ddl: str, dialect: str) -> Schema | InvalidSchema:
    tables = read_plain(ddl, dialect) if len(ddl) <= SCHEMA_CHARACTERS else None
    try:
        tables = _declared(ddl, dialect) if tables is None else tables
    except InvalidSchema as error:
        return error
    return Schema(
        tables=MappingProxyType({table.name: table for table in tables.values()}),
        ddl=ddl,
        canonical_tables=MappingProxyType(tables),
    )


def _declared(ddl: str, dialect: str) -> dict[str, Table]:
    try:
        trees = parse_ddl(ddl, dialect)
    except Unparsable as error:
        raise _invalid(ddl, dialect, f"does not parse as {dialect} DDL: {error}") from error
    tables = read_declarations(trees, get_dialect(dialect))
    if not tables:
        raise _invalid(ddl, dialect, f"declares no table that can be read as {dialect}")
    return tables


def _invalid(ddl: str, dialect: str, rule: str) -> InvalidSchema:
    remedy = f"give CREATE TABLE statements in {dialect}, or name the dialect that they are in"
    if len(ddl) > SCHEMA_CHARACTERS:
        remedy = "leave out tables that nobody asks about, indexes and grants; tuneql schema read writes short DDL of a"
        remedy += " database, a dump, or an export of information_schema"
    return InvalidSchema(field="schema", value=ddl, rule=rule, remedy=remedy)
