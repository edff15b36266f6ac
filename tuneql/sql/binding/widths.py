"""Counts the columns of queries among values: `a IN (SELECT b, c FROM t)` may have only one."""

from typing import Final

from sqlglot import exp

_AROUND: Final = (exp.Paren, exp.Any, exp.All, exp.Alias)
_ONE_VALUE: Final = (exp.Column, exp.Literal, exp.AggFunc)


def problem_with_width(query: exp.Expr, width: int) -> str | None:
    """What is wrong with a query among values, if it has several columns, and not as many as are asked for.

    Args:
        query: in parentheses or not; of one that gives a document, or a struct, the columns are parts of one value.
        width: the number of its columns.
    """
    inner = query.unnest()
    if width == 1 or inner.args.get("for_") or inner.args.get("kind"):
        return None
    asked = _asked_of(query)
    return None if asked in {None, width} else f"a query has {width} columns where {asked} would do"


def _asked_of(query: exp.Expr) -> int | None:
    """The number of values that a query stands for; None if that is not known."""
    while isinstance(query.parent, _AROUND):
        query = query.parent
    around = query.parent
    if isinstance(around, exp.Select):
        return 1 if query.arg_key == "expressions" else None
    if isinstance(around, exp.In):
        return _width_of(around.this) if query.arg_key == "query" else None
    if isinstance(around, exp.Binary) and not isinstance(around, exp.Connector):
        return _width_of(around.expression if query.arg_key == "this" else around.this)
    return None


def _width_of(value: exp.Expr) -> int | None:
    value = value.unnest()
    if isinstance(value, exp.Tuple):
        return len(value.expressions)
    return 1 if isinstance(value, _ONE_VALUE) else None
