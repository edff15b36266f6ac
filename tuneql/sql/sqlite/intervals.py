"""Translates arithmetic with dates to SQLite: adding days or months, and the difference of two dates.

Dates are text there (sqlite.org/lang_datefunc.html), `2024-01-31` or `2024-01-31 10:00:00`, and each keeps its form. A
month after January 31 is the end of February, as in all other engines; only SQLite goes on to March.
"""

import re
from collections.abc import Mapping
from typing import Final

from sqlglot import exp

from tuneql.sql.sqlite.words import call, divided, number, part, plus, text, whole, written
from tuneql.sql.walking import nodes_of

_INTEGER: Final = re.compile(r"\s*[+-]?\d{1,9}\s*")
_PARTS_OF_INTERVAL: Final = re.compile(r"\s*([+-]?\d{1,9})\s*([A-Za-z]+)")
_LENGTH_OF_DATE: Final = 10

# Longer expressions are not translated: each step writes them three times.
_MOST_NODES: Final = 200

# SQLite's unit, and how many of it each unit is.
_UNITS: Final[Mapping[str, tuple[str, int]]] = {
    "SECOND": ("seconds", 1), "MINUTE": ("minutes", 1), "HOUR": ("hours", 1), "DAY": ("days", 1), "WEEK": ("days", 7),
    "MONTH": ("months", 1), "QUARTER": ("months", 3), "YEAR": ("months", 12),
}  # fmt: skip
_PARTS_OF_DAYS: Final = frozenset({"hours", "minutes", "seconds"})
_SECONDS: Final[Mapping[str, int]] = {"SECOND": 1, "MINUTE": 60, "HOUR": 3600, "DAY": 86400}
_SECONDS_AND_WEEKS: Final[Mapping[str, int]] = {**_SECONDS, "WEEK": 7 * 86400}
_COMPARISONS: Final = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)
_MONTHS: Final[Mapping[str, int]] = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}

_DAYS_A_WEEK: Final = 7
_DAYS_OF_WEEK: Final = ("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY")

# When a week begins; None for the engine's own beginning.
_WEEKS: Final[Mapping[str, str | None]] = {"WEEK": None, "ISOWEEK": "MONDAY", **{day: day for day in _DAYS_OF_WEEK}}

_LATER: Final = (exp.DateAdd, exp.TimestampAdd, exp.DatetimeAdd, exp.TsOrDsAdd)
_EARLIER: Final = (exp.DateSub, exp.TimestampSub, exp.DatetimeSub)
_BOUNDARIES: Final = (exp.DateDiff, exp.TsOrDsDiff)
_DATES: Final = (exp.CurrentDate, exp.Date, exp.TsOrDsToDate, exp.LastDay)
_MOMENTS: Final = (exp.CurrentTimestamp, exp.CurrentDatetime, exp.Timestamp)

Step = tuple[exp.Expr, str]
"""An amount of a unit, negative for earlier dates."""


def moved(node: exp.Expr) -> exp.Expr | None:
    """A time before or after a date, for SQLite; None if a node is something else."""
    if isinstance(node, (*_LATER, *_EARLIER)):
        is_first = isinstance(node.this, exp.Literal) and node.this.name == "0"  # SQL Server numbers its days
        day = call("DATE", text("1900-01-01")) if is_first else node.this
        return _shifted(day, _steps(node), earlier=isinstance(node, _EARLIER))
    if isinstance(node, exp.Add | exp.Sub):
        left, right = _multiplied(node.this), _multiplied(node.expression)
        if isinstance(left, exp.Interval) and isinstance(node, exp.Add):
            left, right = right, left
        if isinstance(right, exp.Interval) or (is_date(left) and _is_number(right)):
            return _shifted(left, _steps_of(right, "DAY"), earlier=isinstance(node, exp.Sub))
    if isinstance(node, exp.LastDay) and _unit(node, "MONTH") == "MONTH":
        return call("DATE", node.this, text("start of month"), text("+1 month"), text("-1 day"))
    return None


def _multiplied(node: exp.Expr) -> exp.Expr:
    """An interval whose amount is multiplied, for the product of an interval and a number; other nodes unchanged."""
    inner = node.unnest()
    if not isinstance(inner, exp.Mul):
        return node
    for interval, factor in ((inner.this, inner.expression), (inner.expression, inner.this)):
        unit = interval.args.get("unit")
        if isinstance(interval, exp.Interval) and unit is not None and _is_number(interval.this):
            product = exp.Mul(this=exp.Paren(this=factor.copy()), expression=number(int(interval.this.name)))
            return exp.Interval(this=product, unit=unit.copy())
    return node


def longer(node: exp.Expr) -> exp.Expr | None:
    """A comparison of seconds for one of the time between two moments with an interval; None for other nodes."""
    left, right = node.args.get("this"), node.args.get("expression")
    if not isinstance(node, _COMPARISONS) or not isinstance(right, exp.Interval) or not isinstance(left, exp.Expr):
        return None
    between, lengths = left.unnest(), [_seconds(*step) for step in _steps_of(right, "DAY")]
    if not isinstance(between, exp.Sub) or not lengths or None in lengths:
        return None
    seconds = seconds_apart(between.this, between.expression, 1, whole_units=True)
    return type(node)(this=seconds, expression=number(sum(length or 0 for length in lengths)))


def _seconds(amount: exp.Expr, unit: str) -> int | None:
    length = _SECONDS_AND_WEEKS.get(unit)
    return int(amount.name) * length if length is not None and _is_number(amount) else None


def apart(node: exp.Expr, *, week: str = "MONDAY", in_days: bool = False) -> exp.Expr | None:
    """How many days, months or other units lie between two dates; None if a node is something else.

    DATEDIFF and its like count the beginnings of units between the two, TIMESTAMPDIFF of MySQL whole units.

    Args:
        node: any.
        week: the day on which the engine's weeks begin.
        in_days: whether its DATEDIFF counts whole weeks.
    """
    if isinstance(node, exp.Sub) and is_date(node.this) and is_date(node.expression):
        return _days(node.this, node.expression)  # which writes each of the two once
    if not isinstance(node, (*_BOUNDARIES, exp.TimestampDiff)) or len(nodes_of(node)) > _MOST_NODES:
        return None
    later, sooner, unit = _bare(node.this), _bare(node.expression), _unit(node, "DAY")
    whole_units = isinstance(node, exp.TimestampDiff)
    if unit == "DAY" and not whole_units:
        return _days(later, sooner)
    if unit in _WEEKS:
        return _weeks_apart(later, sooner, None if whole_units or in_days else _WEEKS[unit] or week)
    if unit in _SECONDS:
        return seconds_apart(later, sooner, _SECONDS[unit], whole_units=whole_units)
    return _months_apart(later, sooner, _MONTHS[unit], whole_units=whole_units) if unit in _MONTHS else None


def is_date(node: exp.Expr) -> bool:
    """Whether an expression is certainly a date without a time, judging by itself."""
    if isinstance(node, exp.Paren):
        return is_date(node.this)
    return isinstance(node, _DATES) or (isinstance(node, exp.Cast) and node.to.is_type(exp.DataType.Type.DATE))


def _steps(node: exp.Expr) -> list[Step]:
    return _steps_of(node.expression, _unit(node, "DAY"))


def _steps_of(amount: exp.Expr, unit: str) -> list[Step]:
    """The steps in an interval or a number of units; none if SQLite cannot express them."""
    if not isinstance(amount, exp.Interval):
        return [(amount, unit)] if unit in _UNITS else []
    if amount.args.get("unit") is not None or _is_number(amount.this):
        return _steps_of(amount.this, _unit(amount, "DAY"))
    text = amount.this.name if isinstance(amount.this, exp.Literal) else ""
    if not text or _PARTS_OF_INTERVAL.sub("", text).strip():
        return []
    found = [(int(number), _singular(name)) for number, name in _PARTS_OF_INTERVAL.findall(text)]
    return _summed(found) if all(name in _UNITS for _, name in found) else []


def _summed(steps: list[tuple[int, str]]) -> list[Step]:
    """Steps of months, then of days, and then of shorter units, in which order all engines take them."""
    totals = dict.fromkeys(("MONTH", "DAY", "HOUR", "MINUTE", "SECOND"), 0)
    for amount, unit in steps:
        name, factor = _UNITS[unit]
        totals[_singular(name)] += amount * factor
    return [(number(total), unit) for unit, total in totals.items() if total]


def _shifted(day: exp.Expr, steps: list[Step], *, earlier: bool) -> exp.Expr | None:
    """A date after some steps; None if there are none, SQLite cannot express one, or it would become too long."""
    found: exp.Expr | None = day if steps else None
    for amount, unit in steps:
        modifier = _modifier(amount, unit, earlier=earlier)
        if found is None or modifier is None or len(nodes_of(found)) > _MOST_NODES:
            return None
        found = _after(found, modifier, unit)
    return found


def _after(day: exp.Expr, modifier: exp.Expr, unit: str) -> exp.Expr:
    """A date after one step; if its type is unknown, its length tells whether it has a time."""
    name = _UNITS[unit][0]
    if name in _PARTS_OF_DAYS:
        return call("DATETIME", day, modifier)
    if is_date(day) or _is_call(day, "DATE"):
        return _in_its_month("DATE", day, modifier) if name == "months" else call("DATE", day, modifier)
    found = _in_its_month("DATETIME", day, modifier) if name == "months" else call("DATETIME", day, modifier)
    if isinstance(day, _MOMENTS) or _is_call(day, "DATETIME"):
        return found
    length = call("MAX", number(_LENGTH_OF_DATE), call("LENGTH", day))
    return call("SUBSTR", found, number(1), length)


def _in_its_month(function: str, day: exp.Expr, modifier: exp.Expr) -> exp.Expr:
    """The same day of another month, or its last day if it has no such day; SQLite would go on to the next month."""
    end = text("-1 day" if function == "DATE" else "-1 second")
    last = call(function, day, text("start of month"), modifier, text("+1 month"), end)
    return call("MIN", call(function, day, modifier), last)


def _modifier(amount: exp.Expr, unit: str, *, earlier: bool) -> exp.Expr | None:
    """`'+7 days'`, or the same for a number that only the row tells."""
    name, factor = _UNITS[unit]
    factor = -factor if earlier else factor
    if isinstance(amount, exp.Neg) and _is_number(amount.this):
        return text(f"{-int(amount.this.name) * factor:+d} {name}")
    if _is_number(amount):
        return text(f"{int(amount.name) * factor:+d} {name}")
    if isinstance(amount, exp.Literal):  # a fraction, or text that is not a number
        return None
    units = exp.Paren(this=exp.Mul(this=exp.Paren(this=amount.copy()), expression=number(factor)))
    return exp.DPipe(this=units, expression=text(f" {name}"))


def _days(later: exp.Expr, sooner: exp.Expr) -> exp.Expr:
    first, second = (call("JULIANDAY", call("DATE", each)) for each in (later, sooner))
    return whole(exp.Sub(this=first, expression=second))


def _weeks_apart(later: exp.Expr, sooner: exp.Expr, start: str | None) -> exp.Expr:
    """How many weeks lie between two dates: whole ones, or those that start on a day of the week."""
    days = [each if start is None else beginning_of_week(each, start) for each in (later, sooner)]
    return divided(_days(*days), _DAYS_A_WEEK)


def beginning_of_week(day: exp.Expr, start: str) -> exp.Expr:
    """The last day, up to a date, on which a week begins."""
    return call("DATE", day, text("-6 days"), text(f"weekday {_DAYS_OF_WEEK.index(start)}"))


def seconds_apart(later: exp.Expr, sooner: exp.Expr, length: int, *, whole_units: bool) -> exp.Expr:
    """How many units of some seconds lie between two times: whole ones, or the beginnings of units."""
    first, second = (part("%s", each) for each in (later, sooner))
    if whole_units:
        return divided(exp.Sub(this=first, expression=second), length)
    return exp.Paren(this=exp.Sub(this=divided(first, length), expression=divided(second, length)))


def years_apart(later: exp.Expr, sooner: exp.Expr) -> exp.Expr:
    """How many full years lie between two days."""
    return _months_apart(later, sooner, _MONTHS["YEAR"], whole_units=True)


def _months_apart(later: exp.Expr, sooner: exp.Expr, length: int, *, whole_units: bool) -> exp.Expr:
    if not whole_units:
        first, second = (divided(_months(each), length) for each in (later, sooner))
        return exp.Paren(this=exp.Sub(this=first, expression=second))
    rests = [written("%d %H:%M:%S", each) for each in (later, sooner)]
    lacks = exp.and_(exp.GTE(this=later.copy(), expression=sooner.copy()), exp.LT(this=rests[0], expression=rests[1]))
    exceeds = exp.and_(exp.LT(this=later.copy(), expression=sooner.copy()), exp.GT(this=rests[0], expression=rests[1]))
    months = exp.Sub(this=_months(later), expression=_months(sooner))
    exact = exp.Add(this=exp.Sub(this=months, expression=exp.Paren(this=lacks)), expression=exp.Paren(this=exceeds))
    return divided(exact, length)


def _months(day: exp.Expr) -> exp.Expr:
    """The number of a date's month since the year 0, from 0."""
    years = exp.Mul(this=part("%Y", day), expression=number(12))
    return plus(exp.Add(this=years, expression=part("%m", day)), -1)


def _bare(node: exp.Expr) -> exp.Expr:
    return node.this if isinstance(node, exp.TimeStrToTime) else node


def _unit(node: exp.Expr, default: str) -> str:
    unit = node.args.get("unit")
    return _singular(unit.name) if isinstance(unit, exp.Expr) else default


def _singular(unit: str) -> str:
    return unit.upper().removesuffix("S")


def _is_number(node: exp.Expr | None) -> bool:
    return isinstance(node, exp.Literal) and _INTEGER.fullmatch(node.name) is not None


def _is_call(node: exp.Expr, name: str) -> bool:
    return isinstance(node, exp.Anonymous) and node.name == name
