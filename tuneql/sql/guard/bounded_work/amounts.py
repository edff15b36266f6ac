"""Estimates an upper bound of an expression that is used as a count or a length."""

import math
from collections.abc import Callable
from functools import partial
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.durations import seconds_of
from tuneql.sql.guard.bounded_work.moments import is_moment, seconds_at_least, seconds_between
from tuneql.sql.guard.bounded_work.numbers import number_in

_TYPICAL: Final = 1000.0
"""The estimate for columns, and for expressions of columns."""

_UNBOUNDED: Final = 1e18
_SECONDS_SINCE_1970: Final = 2e9
_SQUARED: Final = 2  # the power of columns that is estimated as one
_LARGE_NUMBERS: Final = frozenset(
    {"binary_checksum", "checksum", "crc32", "inet_aton", "to_seconds", "unix_timestamp", "uuid_short"}
)


def amount_in(node: exp.Expr | None) -> float:
    """The estimated maximum of an expression, without its sign; 0 for None.

    An expression of columns alone is estimated as one column; written numbers multiply it: `a * b` as 1000, but
    `a * 1000` as a million. Three columns multiply, too: `a * b * c` as a million.
    """
    number = number_in(node)
    if number is not None:
        return abs(number)
    if node is None:
        return 0.0
    known = _BY_KIND.get(node.__class__)
    return _TYPICAL if known is None else known(node)


def _inner(node: exp.Expr) -> float:
    return amount_in(node.this)


def _most(node: exp.Expr) -> float:
    return max(map(amount_in, node.iter_expressions()), default=_TYPICAL)


def _of_choices(case: exp.Expr) -> float:
    choices = [each.args.get("true") for each in case.args.get("ifs") or (case,)]
    rest = case.args.get("default") or case.args.get("false")
    return max(map(amount_in, [*choices, rest]))


def _product(product: exp.Expr) -> float:
    factors = list(product.flatten()) if isinstance(product, exp.Mul) else []
    written = math.prod(abs(number) for each in factors if (number := number_in(each)) is not None)
    of_columns = [amount_in(each) for each in factors if number_in(each) is None]
    cubed = _TYPICAL ** max(0, len(of_columns) - _SQUARED)
    return min(written * max(of_columns, default=1.0) * cubed, _UNBOUNDED)


def _quotient(node: exp.Expr) -> float:
    parts = number_in(node.expression)
    return min(amount_in(node.this), _TYPICAL) if not parts else amount_in(node.this) / abs(parts)


def _root(node: exp.Expr) -> float:
    return max(_TYPICAL, math.sqrt(amount_in(node.this)))


def _remainder(node: exp.Expr) -> float:
    return amount_in(node.expression)


def _power(node: exp.Expr) -> float:
    exponent = number_in(node.expression)
    return _UNBOUNDED if exponent is None or exponent > _SQUARED else amount_in(node.this)


def _extracted(node: exp.Expr) -> float:
    is_epoch = node.this.name.upper().startswith("EPOCH") and is_moment(node.expression)
    return _SECONDS_SINCE_1970 if is_epoch else _TYPICAL


def _between(node: exp.Expr) -> float:
    """`DATEDIFF(SECOND, '1970-01-01', GETDATE())`: how many units lie between two times that are known."""
    seconds = seconds_between(node.expression, node.this) or seconds_at_least(node.expression, node.this)
    return seconds / seconds_of(node.text("unit") or "DAY") if seconds else _TYPICAL


def _unbounded(_: exp.Expr) -> float:
    return _UNBOUNDED


def _named(call: exp.Expr) -> float:
    """`CRC32(a)`, `UNIX_TIMESTAMP()`: numbers of nine digits and more."""
    return _SECONDS_SINCE_1970 if call.name.lower() in _LARGE_NUMBERS else _TYPICAL


def _in_text(literal: exp.Expr) -> float:
    """`'1000'`, which engines read as a number where they need one."""
    return amount_in(exp.Literal.number(literal.name)) if literal.name.isdecimal() else _TYPICAL


def _in_digits(literal: exp.Expr, base: int) -> float:
    """`x'3B9ACA00'` of MySQL, or `b'1010'`."""
    try:
        return min(float(int(literal.name, base)), _UNBOUNDED)
    except (ValueError, OverflowError):
        return _TYPICAL


def _of_query(query: exp.Expr) -> float:
    select = query.this
    return amount_in(select.expressions[0]) if isinstance(select, exp.Select) and select.expressions else _TYPICAL


_BY_KIND: Final[dict[type[exp.Expr], Callable[[exp.Expr], float]]] = {
    **dict.fromkeys((exp.Paren, exp.Cast, exp.TryCast, exp.Alias, exp.Neg, exp.Abs), _inner),
    **dict.fromkeys((exp.Round, exp.Floor, exp.Ceil), _inner),
    **dict.fromkeys((exp.Add, exp.Sub, exp.Greatest, exp.Coalesce), _most),
    **dict.fromkeys((exp.Case, exp.If), _of_choices),
    **dict.fromkeys((exp.DateDiff, exp.TimestampDiff, exp.DatetimeDiff), _between),
    **dict.fromkeys((exp.Div, exp.IntDiv), _quotient),
    **dict.fromkeys((exp.BitwiseLeftShift, exp.BitwiseNot, exp.Exp, exp.Factorial), _unbounded),
    exp.Anonymous: _named,
    exp.BitString: partial(_in_digits, base=2),
    exp.HexString: partial(_in_digits, base=16),
    exp.Literal: _in_text,
    exp.Mul: _product,
    exp.Mod: _remainder,
    exp.Extract: _extracted,
    exp.Pow: _power,
    exp.Sqrt: _root,
    exp.Subquery: _of_query,
}
