"""Columns and fields that DuckDB finds by a text: `COLUMNS(['a', 'b'])`, `COLUMNS('^a')`, `a['field']`."""

import re
from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.elements import may_have_field
from tuneql.sql.binding.relations import Columns, Frame
from tuneql.sql.names import canonical

FIELDS_IN_TEXT: Final = (exp.Bracket, exp.StructExtract)
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


def unknown_fields(node: exp.Expr, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """Unknown fields in `a['field']`, `t.a['b']['c']` and `STRUCT_EXTRACT(a, 'field')`, if the type of `a` tells."""
    fields: list[str] = []
    while isinstance(node, FIELDS_IN_TEXT):
        key = node.expressions[0] if isinstance(node, exp.Bracket) else node.expression
        if not key.is_string:
            return
        fields.insert(0, key.name)
        node = node.this
    if not isinstance(node, exp.Column) or len(node.parts) > 2 or not fields:  # noqa: PLR2004 -- `t.a`
        return
    name, table = canonical(node.this, dialect), canonical(node.args.get("table"), dialect)
    holding = next((found for each in frame.chain() if (found := each.holding(name))), [])
    if any(table in {"", each.name} and not may_have_field(each, [name, *fields], dialect) for each in holding):
        yield f"column {node.name} has no field {fields[-1]}"
