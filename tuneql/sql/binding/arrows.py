"""Arrows in arguments of calls, `f(a -> b)`: the parser reads all as lambdas, but most dialects as JSON access."""

from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from

_WITHOUT_LAMBDAS: Final = ("sqlite", "postgres", "mysql", "tsql")
_WITH_BOTH: Final = ("duckdb", "snowflake", "bigquery")
# The functions of dialects with both that take lambdas: by their nodes, and by words in their names.
_CLASSES: Final = (exp.Transform, exp.ArrayFilter, exp.Reduce, exp.Columns)
_WORDS: Final = ("transform", "filter", "reduce", "apply", "includes")


def is_lambda(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether an `exp.Lambda` is really a lambda; else the name before its arrow is a column."""
    if not descends_from(dialect, *_WITH_BOTH):
        return not descends_from(dialect, *_WITHOUT_LAMBDAS)
    call = node.find_ancestor(exp.Func, exp.Columns)
    name = call.name.lower() if isinstance(call, exp.Anonymous) else ""
    is_of_json = name.startswith("json")  # DuckDB's JSON_TRANSFORM and JSON_TRANSFORM_STRICT
    return isinstance(call, _CLASSES) or (not is_of_json and any(word in name for word in _WORDS))


def columns_before_arrow(node: exp.Expr) -> list[exp.Column]:
    """The names before the arrow, as columns."""
    return [exp.Column(this=each.copy()) for each in node.expressions if isinstance(each, exp.Identifier)]
