"""The paths of Snowflake: `a:b[0].c`, `a['b']`, `GET(a, 'b')` and `GET_PATH(a, 'b[0].c')`.

A column of type OBJECT or VARIANT may have any key. One of type OBJECT(b VARCHAR) has these alone; another is an error
(docs.snowflake.com/en/sql-reference/functions/get).
"""

from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.typed_texts import element_of, field_in, fields_in

PATHS: Final = (exp.Bracket, exp.GetExtract, exp.JSONExtract)
"""The nodes that take a part of a value along a path."""


def type_along(kind: str, node: exp.Expr, dialect: type[sqlglot.Dialect]) -> str:
    """The type of a part of a value of a type; "" if it is not known."""
    for step in _steps_of(node):
        kind = _type_after(kind, step, dialect)
    return kind


def keys_lacking(kind: str, node: exp.Expr, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """The first key on a path that a value of a type surely does not have, if there is one."""
    for step in _steps_of(node):
        fields = fields_in(kind, dialect)
        if step and fields and step.lower() not in map(str.lower, fields):
            yield step
            return
        kind = _type_after(kind, step, dialect)


def _type_after(kind: str, step: str | None, dialect: type[sqlglot.Dialect]) -> str:
    return element_of(kind, dialect) if step is None else field_in(kind, step, dialect)


def _steps_of(node: exp.Expr) -> Iterator[str | None]:
    """The steps of a path: a key, "" for one that only the data tells, None for an element of an array."""
    if not isinstance(node, exp.JSONExtract):
        index = node.expressions[0] if isinstance(node, exp.Bracket) else node.expression
        yield index.name if index.is_string else None if index.is_int else ""
    elif isinstance(node.expression, exp.JSONPath):
        for part in node.expression.expressions[1:]:
            is_key = isinstance(part, exp.JSONPathKey) and isinstance(part.this, str)
            yield part.this if is_key else None if isinstance(part, exp.JSONPathSubscript) else ""
    else:
        yield ""
