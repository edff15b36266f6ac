"""Bounds the value of an expression for a count or a length, if its text tells."""

import math
from collections.abc import Callable
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.numbers import number_in

_UNKNOWN: Final = 1000.0
"""What a column, or what is computed of columns, is taken for."""

_WITHOUT_END: Final = 1e18
_HIGHEST_POWER: Final = 3


def amount_in(node: exp.Expr | None) -> float:
    """The number that an expression comes to, or may come to; 0 if there is none.

    What columns make of one another is the data's own, once; what is written multiplies it.
    """
    number = number_in(node)
    if number is not None:
        return abs(number)
    if node is None:
        return 0.0
    known = _BY_KIND.get(node.__class__)
    return _UNKNOWN if known is None else known(node)


def _inner(node: exp.Expr) -> float:
    return amount_in(node.this)


def _most(node: exp.Expr) -> float:
    return max(map(amount_in, node.iter_expressions()), default=_UNKNOWN)


def _of_choices(case: exp.Expr) -> float:
    choices = [each.args.get("true") for each in case.args.get("ifs") or (case,)]
    rest = case.args.get("default") or case.args.get("false")
    return max(map(amount_in, [*choices, rest]))


def _product(product: exp.Expr) -> float:
    factors = list(product.flatten()) if isinstance(product, exp.Mul) else []
    written = math.prod(abs(number) for each in factors if (number := number_in(each)) is not None)
    of_columns = max((amount_in(each) for each in factors if number_in(each) is None), default=1.0)
    return min(written * of_columns, _WITHOUT_END)


def _share(node: exp.Expr) -> float:
    parts = number_in(node.expression)
    return min(amount_in(node.this), _UNKNOWN) if not parts else amount_in(node.this) / abs(parts)


def _rest(node: exp.Expr) -> float:
    return amount_in(node.expression)


def _power(node: exp.Expr) -> float:
    exponent = number_in(node.expression)
    return _WITHOUT_END if exponent is None or exponent > _HIGHEST_POWER else amount_in(node.this)


def _without_end(_: exp.Expr) -> float:
    return _WITHOUT_END


def _of_query(query: exp.Expr) -> float:
    select = query.this
    return amount_in(select.expressions[0]) if isinstance(select, exp.Select) and select.expressions else _UNKNOWN


_BY_KIND: Final[dict[type[exp.Expr], Callable[[exp.Expr], float]]] = {
    **dict.fromkeys((exp.Paren, exp.Cast, exp.TryCast, exp.Alias, exp.Neg, exp.Abs), _inner),
    **dict.fromkeys((exp.Round, exp.Floor, exp.Ceil), _inner),
    **dict.fromkeys((exp.Add, exp.Sub, exp.Greatest, exp.Coalesce), _most),
    **dict.fromkeys((exp.Case, exp.If), _of_choices),
    **dict.fromkeys((exp.Div, exp.IntDiv), _share),
    **dict.fromkeys((exp.BitwiseLeftShift, exp.Exp, exp.Factorial), _without_end),
    exp.Mul: _product,
    exp.Mod: _rest,
    exp.Pow: _power,
    exp.Subquery: _of_query,
}
