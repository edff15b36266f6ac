"""Arrows in the arguments of calls, `f(a -> b)`: the parser reads a lambda, but most dialects a look into JSON."""

from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from

_WITHOUT_LAMBDAS: Final = ("sqlite", "postgres", "mysql", "tsql")
_WITH_BOTH: Final = ("duckdb", "snowflake", "bigquery")
# The functions of the latter that take lambdas, as classes and by the words in their names.
_CLASSES: Final = (exp.Transform, exp.ArrayFilter, exp.Reduce, exp.Columns)
_WORDS: Final = ("transform", "filter", "reduce", "apply", "includes")


def is_lambda(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether an `exp.Lambda` is one; else what stands before its arrow is a column."""
    if not descends_from(dialect, *_WITH_BOTH):
        return not descends_from(dialect, *_WITHOUT_LAMBDAS)
    call = node.find_ancestor(exp.Func, exp.Columns)
    name = call.name.lower() if isinstance(call, exp.Anonymous) else ""
    return isinstance(call, _CLASSES) or any(word in name for word in _WORDS)


def looked_into(node: exp.Expr) -> list[exp.Column]:
    """What stands before the arrow, as the columns that they are."""
    return [exp.Column(this=each.copy()) for each in node.expressions if isinstance(each, exp.Identifier)]
