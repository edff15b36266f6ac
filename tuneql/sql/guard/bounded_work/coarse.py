"""Values that very many rows share, so that an equation of two, `LENGTH(a.name) = LENGTH(b.name)`, hardly links.

Two equations do, as `YEAR(a.day) = YEAR(b.day) AND MONTH(a.day) = MONTH(b.day)`; so does one with a column,
`YEAR(a.day) = b.year`, which is a key of few rows.
"""

from collections.abc import Callable
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.numbers import number_in

_WRAPPERS: Final = (exp.Paren, exp.Cast, exp.TryCast, exp.Abs, exp.Trunc)
_SHORT: Final = 2  # characters
_SHORTEST_FORMAT: Final = len("Mon")
_LONG_TIMES: Final = frozenset({"YEAR", "DECADE", "CENTURY", "MILLENNIUM"})
_NAMES: Final = frozenset(
    {"datalength", "date_part", "datepart", "octet_length", "ord", "pg_typeof", "strlen", "weekday"}
)


def is_shared(value: exp.Expr) -> bool:
    """Whether very many rows have the same value of an expression."""
    while isinstance(value, _WRAPPERS) and not _has_negative_places(value):
        value = value.this
    known = _BY_KIND.get(value.__class__)
    return known is not None and known(value)


def _always(_: exp.Expr) -> bool:
    return True


def _has_negative_places(value: exp.Expr) -> bool:
    """`ROUND(a, -2)`."""
    return (number_in(value.args.get("decimals")) or 0) < 0


def _is_rounded(value: exp.Expr) -> bool:
    """`ROUND(a)`, but not `ROUND(a, 2)`."""
    return (number_in(value.args.get("decimals")) or 0) <= 0


def _is_by_number(value: exp.Expr) -> bool:
    """`a % 100`, `a / 100`."""
    return number_in(value.expression) is not None


def _is_short(value: exp.Expr) -> bool:
    """`LEFT(a, 1)`, `SUBSTR(a, 1, 1)`."""
    length = number_in(value.args.get("length") or value.args.get("expression"))
    return length is not None and length <= _SHORT


def _has_number(value: exp.Expr) -> bool:
    """`LEAST(a, 5)`."""
    return any(number_in(each) is not None for each in (value.this, *value.expressions))


def _is_of_years(value: exp.Expr) -> bool:
    """`DATE_TRUNC('year', a)`."""
    return value.text("unit").upper() in _LONG_TIMES


def _is_part(value: exp.Expr) -> bool:
    """`EXTRACT(YEAR FROM a)`."""
    return value.text("this").upper() != "EPOCH"


def _has_one_part(value: exp.Expr) -> bool:
    """`TO_CHAR(a, 'YYYY')`, whose format is `%Y` in a tree."""
    return len(value.text("format")) <= _SHORTEST_FORMAT


def _is_named(value: exp.Expr) -> bool:
    return value.name.lower() in _NAMES


_BY_KIND: Final[dict[type[exp.Expr], Callable[[exp.Expr], bool]]] = {
    **dict.fromkeys((exp.Length, exp.BitLength, exp.ByteLength, exp.ArraySize, exp.Ascii, exp.Unicode), _always),
    **dict.fromkeys((exp.StrPosition, exp.WidthBucket, exp.RangeBucket, exp.Floor, exp.Ceil, exp.Typeof), _always),
    **dict.fromkeys((exp.Year, exp.Quarter, exp.Month, exp.Week, exp.WeekOfYear, exp.Day, exp.DayOfMonth), _always),
    **dict.fromkeys((exp.DayOfWeek, exp.DayOfYear, exp.Dayname, exp.Monthname, exp.Hour, exp.Minute), _always),
    **dict.fromkeys((exp.Select, exp.Subquery), _always),
    **dict.fromkeys(
        (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Is, exp.In, exp.Between, exp.Like), _always
    ),
    **dict.fromkeys((exp.Not, exp.And, exp.Or), _always),
    **dict.fromkeys((exp.Mod, exp.Div, exp.IntDiv), _is_by_number),
    **dict.fromkeys((exp.Left, exp.Right, exp.Substring), _is_short),
    **dict.fromkeys((exp.Least, exp.Greatest), _has_number),
    **dict.fromkeys((exp.DateTrunc, exp.TimestampTrunc), _is_of_years),
    **dict.fromkeys((exp.Round, exp.Trunc), _is_rounded),
    exp.Extract: _is_part,
    exp.TimeToStr: _has_one_part,
    exp.Anonymous: _is_named,
}
