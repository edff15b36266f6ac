"""Checks the number of columns of subqueries in expressions.

In `a IN (SELECT b, c FROM t)` only one is allowed, in `(a, b) IN (SELECT c FROM t)` two are needed.
"""

from typing import Final

from sqlglot import exp

_AROUND: Final = (exp.Paren, exp.Any, exp.All, exp.Alias)
# What has single values, but for the operators, whose other side tells.
_WITH_VALUES: Final = (
    exp.Cast, exp.Case, exp.If, exp.Coalesce, exp.Nullif, exp.Abs, exp.Round, exp.Lower, exp.Upper, exp.Length, exp.Neg,
    exp.Not, exp.And, exp.Or, exp.Between, exp.Where, exp.Having, exp.Ordered, exp.Group, exp.AggFunc,
)  # fmt: skip
_ONE_VALUE: Final = (exp.Column, exp.Literal, exp.AggFunc)


def problem_with_width(query: exp.Expr, width: int) -> str | None:
    """The problem with a subquery that does not have as many columns as needed; None if there is none.

    Args:
        query: with or without parentheses. With FOR JSON or AS STRUCT, its columns are parts of one value.
        width: the number of its columns.
    """
    inner = query.unnest()
    if inner.args.get("for_") or inner.args.get("kind"):
        return None
    needed = _needed_by(query)
    if needed in {None, width}:
        return None
    return f"a subquery has {width} column{'s' * (width > 1)}, but {needed} must be selected here"


def has_many_columns(node: exp.Expr) -> bool:
    """Whether an output may be several columns: `COLUMNS('.*')`, `* ILIKE '%a%'`, `(row).*`, `UNNEST(row)`."""
    if isinstance(node, exp.Star):
        return isinstance(node.parent, exp.Dot | exp.Binary) or bool(node.args.get("ilike"))
    return isinstance(node, exp.Columns | exp.Unnest | exp.Explode) or bool(node.args.get("exclude"))


def selects_row(query: exp.Expr) -> bool:
    """Whether a subquery has one output that is a row of several: `SELECT (a, b) FROM t`."""
    outputs = query.unnest().expressions
    return len(outputs) == 1 and isinstance(outputs[0].unalias(), exp.Tuple | exp.Struct)


def _needed_by(query: exp.Expr) -> int | None:
    """The number of columns that a subquery must have; None if it is not known."""
    while isinstance(query.parent, _AROUND):
        query = query.parent
    around = query.parent
    if isinstance(around, _WITH_VALUES):
        return 1
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
