"""Columns and fields that are found by a text.

In DuckDB by `COLUMNS(['a', 'b'])`, `COLUMNS('^a')` and `a['field']`; in Snowflake by `* ILIKE '%id%'`, `a['field']` and
`a:field`.
"""

import re
from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.elements import lacks_field
from tuneql.sql.binding.paths import PATHS, keys_lacking
from tuneql.sql.binding.relations import Columns, Frame
from tuneql.sql.binding.value_types import type_of_value
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical

FIELDS_IN_TEXT: Final = (exp.StructExtract, *PATHS)
"""The nodes that may access a field of a structure by a text."""

# Patterns that are fast, and mean the same in Python and in the engine.
_PLAIN: Final = re.compile(r"[\w .^$|]*(?:\.[*+][\w .^$|]*){0,3}")


def unmatched_columns(node: exp.Columns, columns: Columns, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """Problems with the names, or the pattern, in a call of COLUMNS.

    Args:
        node: the call.
        columns: of all relations in FROM.
        dialect: decides how names are compared.
    """
    for text in node.this.expressions if isinstance(node.this, exp.Array) else ():
        if text.is_string and canonical(exp.to_identifier(text.name, quoted=True), dialect) not in columns:
            yield f"column {text.name} does not exist"
    if not matched_columns(node, columns):
        yield f"no column matches the pattern {node.this.name}"


def matched_columns(node: exp.Expr, columns: Columns) -> Columns:
    """The columns that a plain pattern in a call of COLUMNS finds; other patterns may find any."""
    pattern = node.this.name if isinstance(node, exp.Columns) and node.this.is_string else ""
    if not _PLAIN.fullmatch(pattern):
        return columns
    return {key: name for key, name in columns.items() if re.search(pattern, name)}


def columns_like(pattern: exp.Expr, columns: Columns) -> Columns:
    """The columns that Snowflake's `* ILIKE '%id%'` finds; all if the pattern is not a plain one."""
    text = pattern.name if isinstance(pattern, exp.Literal) and pattern.is_string else "\\"
    if "\\" in text:
        return columns
    like = re.compile(re.escape(text).replace("%", ".*").replace("_", "."), re.IGNORECASE | re.DOTALL)
    return {key: name for key, name in columns.items() if like.fullmatch(name)}


def unknown_fields(node: exp.Expr, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """The unknown field in `a['field']`, `a[1]['field']` and the like, if the type of `a` tells."""
    if descends_from(dialect, "snowflake"):
        for name in keys_lacking(type_of_value(node.this, frame, dialect), node, dialect):
            yield f"{node.this.sql(dialect)} has no key {name}"
    elif descends_from(dialect, "duckdb") and not isinstance(node, exp.GetExtract | exp.JSONExtract):
        yield from _unknown_fields_of_structure(node, frame, dialect)


def _unknown_fields_of_structure(node: exp.Expr, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    key = node.expressions[0] if isinstance(node, exp.Bracket) else node.expression
    if key.is_string and lacks_field(node.this, [key.name], frame, dialect):
        yield f"{node.this.sql(dialect)} has no field {key.name}"
