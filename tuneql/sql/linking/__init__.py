"""Linking: selects the tables and columns of a large schema that a question may need, and those that join them.

It compares the words of the question with those of names, comments and listed values. Its purpose is to leave out what
is certainly useless, not to find the answer; in doubt, it keeps. A schema of a few tables is kept whole.
"""

from collections.abc import Iterable
from types import MappingProxyType

from tuneql.sql.linking.columns import FEW_COLUMNS, narrow
from tuneql.sql.linking.index import index_of
from tuneql.sql.linking.overlooking import forgotten
from tuneql.sql.linking.relevance import relevance
from tuneql.sql.linking.selection import FEW_TABLES, likely_tables
from tuneql.sql.schemas.tables import NOTHING, Needs, Schema, Table

__all__ = ["keeps_all", "link", "overlooked"]


def link(schema: Schema, question: str, *, needed: Needs = NOTHING) -> Schema:
    """The part of a schema that a question needs.

    Args:
        schema: all of it.
        question: in any language; names are found by likeness of words.
        needed: what is always kept: in training, what the gold SQL names.

    Returns:
        The schema itself if it is small. Otherwise fewer tables, in the same order, with all their keys.
    """
    if keeps_all(schema):
        return schema
    index = index_of(schema)
    found = relevance(index, question)
    certain = found.named | {at for at, table in enumerate(index.tables) if table.name in needed.tables}
    kept = sorted(certain | likely_tables(index, found))
    return _part(schema, (narrow(index.tables[at], at, found, needed) for at in kept))


def keeps_all(schema: Schema) -> bool:
    """Whether a schema is so small that all of it is kept for every question."""
    is_wide = any(len(table.columns) > FEW_COLUMNS for table in schema.tables.values())
    return len(schema.tables) <= FEW_TABLES and not is_wide


def overlooked(schema: Schema, shown: Schema, text: str) -> Schema:
    """The tables of a schema that a text names, by their name or by a column, and that were not completely shown.

    Args:
        schema: all of it.
        shown: what `link` kept.
        text: SQL, or a text about it.
    """
    return _part(schema, () if shown is schema else forgotten(schema, shown, text))


def _part(schema: Schema, kept: Iterable[Table]) -> Schema:
    tables = {table.name: table for table in kept}
    known = {key: tables[table.name] for key, table in schema.canonical_tables.items() if table.name in tables}
    return Schema(
        tables=MappingProxyType(tables),
        ddl=schema.ddl,
        canonical_tables=MappingProxyType(known),
        whole=schema.whole or schema,
    )
