"""Lengths of time: of intervals, of texts such as `1 hour 30 minutes`, and of units."""

import re
from math import isnan
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.numbers import number_in

SECONDS_OF_DAY: Final = 86400.0
_SHORTEST: Final = 1e-9  # the smallest unit
_LONGEST: Final = 1e13  # 300,000 years, more than any engine's calendar has

_UNITS: Final = {
    **dict.fromkeys(("NANOSECOND", "NS"), 1e-9),
    **dict.fromkeys(("MICROSECOND", "MCS", "US", "USEC"), 1e-6),
    **dict.fromkeys(("MILLISECOND", "MS", "MSEC"), 1e-3),
    **dict.fromkeys(("SECOND", "SEC", "SS", "S"), 1.0),
    **dict.fromkeys(("MINUTE", "MIN", "MI", "M", "N"), 60.0),
    **dict.fromkeys(("HOUR", "HR", "HH", "H"), 3600.0),
    **dict.fromkeys(("WEEK", "W", "WK", "WW"), 7 * SECONDS_OF_DAY),
    **dict.fromkeys(("MONTH", "MON", "MM"), 30 * SECONDS_OF_DAY),
    **dict.fromkeys(("QUARTER", "QTR", "Q", "QQ"), 91 * SECONDS_OF_DAY),
    "DECADE": 3652 * SECONDS_OF_DAY,
    **dict.fromkeys(("CENTURY", "CENTURIE"), 36524 * SECONDS_OF_DAY),
    **dict.fromkeys(("MILLENNIUM", "MILLENNIA"), 365242 * SECONDS_OF_DAY),
    **dict.fromkeys(("YEAR", "YR", "Y", "YY", "YYYY"), 365 * SECONDS_OF_DAY),
}
# `-1.5 days`, or hours, minutes and seconds.
_PART: Final = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-zA-Z]+)|(-?)(\d+):(\d+)(?::(\d+(?:\.\d+)?))?")


def seconds_in(step: exp.Expr | None) -> float:
    """The length of a step, in seconds, without its sign; that of a day if it cannot be told."""
    length = length_in(step)
    return SECONDS_OF_DAY if length is None else max(abs(limited(length)), _SHORTEST)


def limited(seconds: float) -> float:
    """A number of seconds that engines can reach, for `infinity` and whatever else is too large; 0 for NaN."""
    return 0.0 if isnan(seconds) else max(-_LONGEST, min(_LONGEST, seconds))


def length_in(amount: exp.Expr | None) -> float | None:
    """The seconds of an interval, of a text that is one, or of a number of days; None if it cannot be told."""
    while isinstance(amount, exp.Cast | exp.Paren):
        amount = amount.this
    if isinstance(amount, exp.Literal):
        return length_of_text(amount.name, "SECOND" if amount.is_string else "DAY")
    if isinstance(amount, exp.Interval):
        number = amount.this
        text = number.name if isinstance(number, exp.Literal) else str(number_in(number) or 1)
        return length_of_text(text, amount.text("unit"))
    if isinstance(amount, exp.Neg):
        inner = length_in(amount.this)
        return None if inner is None else -inner
    if isinstance(amount, exp.Mul):
        factor, length = number_in(amount.expression), length_in(amount.this)
        return None if factor is None or length is None else factor * length
    if isinstance(amount, exp.MakeInterval):
        parts = [_part(key, value) for key, value in amount.args.items()]
        return None if None in parts else sum(filter(None, parts))
    return None


def _part(key: str, value: exp.Expr) -> float | None:
    """The seconds of one argument of MAKE_INTERVAL; None if it cannot be told."""
    number = number_in(value.expression if isinstance(value, exp.Kwarg) else value)
    return None if number is None else number * seconds_of(key)


def length_of_text(text: str, unit: str) -> float | None:
    """The seconds of `1 hour 30 minutes` or `01:30`, or of `90` and a unit."""
    try:
        return float(text) * seconds_of(unit or "SECOND")
    except ValueError:
        parts = _PART.findall(text)
    total = 0.0
    for number, word, sign, hours, minutes, seconds in parts:
        if word:
            total += float(number) * seconds_of(word)
        else:
            total += (int(hours) * 3600 + int(minutes) * 60 + float(seconds or 0)) * (-1 if sign else 1)
    is_past = text.rstrip().lower().endswith("ago")
    return (-total if is_past else total) if parts else None


def seconds_of(word: str) -> float:
    """The seconds of a unit, such as `HOURS`; those of a day if it is not known."""
    upper = word.strip().upper()
    return _UNITS.get(upper, _UNITS.get(upper.rstrip("S"), SECONDS_OF_DAY))
