"""Reads schemas: the tables and columns that a piece of DDL declares."""

from types import MappingProxyType
from typing import Final

from tuneql.errors import InvalidSchema
from tuneql.limits import SCHEMA_CHARACTERS, SCHEMAS_KEPT, SCHEMAS_KEPT_CHARACTERS
from tuneql.remembering import Remembered
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
    found = _known.made((ddl, dialect), lambda: _parsed(ddl, dialect))
    if isinstance(found, str):
        raise _invalid(ddl, dialect, found)
    return found


_known: Final = Remembered[tuple[str, str], Schema | str](
    most=SCHEMAS_KEPT, size=SCHEMAS_KEPT_CHARACTERS, weigh=lambda key, _: len(key[0])
)


def _parsed(ddl: str, dialect: str) -> Schema | str:
    """The schema, or the rule that the DDL breaks."""
    tables = read_plain(ddl, dialect) if len(ddl) <= SCHEMA_CHARACTERS else None
    try:
        if tables is None:
            tables = read_declarations(parse_ddl(ddl, dialect), get_dialect(dialect))
    except Unparsable as error:
        return f"does not parse as {dialect} DDL: {error}"
    if not tables:
        return f"declares no table that can be read as {dialect}"
    return Schema(
        tables=MappingProxyType({table.name: table for table in tables.values()}),
        ddl=ddl,
        canonical_tables=MappingProxyType(tables),
    )


def _invalid(ddl: str, dialect: str, rule: str) -> InvalidSchema:
    remedy = f"give CREATE TABLE statements in {dialect}, or name the dialect that they are in"
    if len(ddl) > SCHEMA_CHARACTERS:
        remedy = "leave out tables that nobody asks about, indexes and grants; tuneql schema read writes short DDL of a"
        remedy += " database, a dump, or an export of information_schema"
    return InvalidSchema(field="schema", value=ddl, rule=rule, remedy=remedy)
