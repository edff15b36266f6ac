"""Numbers that are written out in a statement."""

import operator
from collections.abc import Callable
from math import isfinite
from typing import Final

from sqlglot import exp

_HUGE: Final = 1e300


def number_in(node: exp.Expr | None) -> float | None:
    """The value of an expression of literals, such as `2 * (3 + 4)`; None for other expressions."""
    if isinstance(node, exp.Cast | exp.TryCast) and (inner := node.this.unnest()).is_string:  # '9'::int
        number = _read(inner.name)
        return number if number is not None and isfinite(number) else None
    if isinstance(node, exp.Paren | exp.Cast | exp.TryCast | exp.Subquery | exp.Alias):
        return number_in(node.this)
    if isinstance(node, exp.Select):
        alone = not node.args.get("from_") and len(node.expressions) == 1
        return number_in(node.expressions[0]) if alone else None
    if isinstance(node, exp.Neg | exp.Abs):
        inner = number_in(node.this)
        return None if inner is None else -inner if isinstance(node, exp.Neg) else abs(inner)
    if isinstance(node, exp.Coalesce):
        values = [node.this, *node.expressions]
        return next((number_in(each) for each in values if not isinstance(each, exp.Null)), None)
    return _computed(node) if type(node) in _OPERATIONS else _written(node)


def _written(node: exp.Expr | None) -> float | None:
    number = _read(node.name) if isinstance(node, exp.Literal) and not node.is_string else None
    return None if number is None else min(number, _HUGE)


def _read(digits: str) -> float | None:
    try:
        return float(digits)
    except ValueError:
        return None


_OPERATIONS: Final[dict[type[exp.Expr] | None, Callable[[float, float], float]]] = {
    exp.Mul: operator.mul,
    exp.Add: operator.add,
    exp.Sub: operator.sub,
    exp.Div: operator.truediv,
    exp.IntDiv: operator.floordiv,
    exp.Pow: operator.pow,
    exp.BitwiseLeftShift: lambda number, places: number * 2.0**places,
}


def _computed(node: exp.Expr | None) -> float | None:
    if not isinstance(node, exp.Binary):
        return None
    left, right = number_in(node.this), number_in(node.expression)
    if left is None or right is None:
        return None
    try:
        result = _OPERATIONS[type(node)](left, right)
    except OverflowError:
        return _HUGE
    except ZeroDivisionError:
        return None
    return None if isinstance(result, complex) else result
