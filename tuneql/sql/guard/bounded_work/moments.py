"""Lengths of intervals, and times between two moments that a statement tells, as in `NOW() - INTERVAL '1 hour'`."""

import re
from datetime import UTC, datetime
from typing import Final, NamedTuple

from sqlglot import exp

from tuneql.sql.guard.bounded_work.numbers import number_in

SECONDS_OF_DAY: Final = 86400.0
# The current time is at least this; a statement that counts from there to a time long ago is refused at any later time.
_NOW_AT_LEAST: Final = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
_SHORTEST: Final = 1e-9  # the smallest unit

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

_WRAPPERS: Final = (
    *(exp.Cast, exp.TryCast, exp.Paren, exp.AtTimeZone),
    *(exp.Date, exp.Timestamp, exp.TsOrDsToDate, exp.TimeStrToTime),
)
_CLOCKS: Final = (exp.CurrentTimestamp, exp.CurrentDatetime, exp.Localtimestamp)
_NAMES_OF_CLOCKS: Final = frozenset(
    [
        "now",
        "today",
        "clock_timestamp",
        "statement_timestamp",
        "transaction_timestamp",
        "sysdate",
        "getdate",
        "getutcdate",
        "sysdatetime",
        "sysutcdatetime",
        "utc_timestamp",
    ]
)
_DAYS_FROM_TODAY: Final = {"now": 0, "today": 0, "yesterday": -1, "tomorrow": 1}
_TRUNCATIONS: Final = (exp.TimestampTrunc, exp.DateTrunc, exp.DatetimeTrunc)
_ADDITIONS: Final = (exp.Add, exp.DateAdd, exp.TimestampAdd, exp.DatetimeAdd, exp.TsOrDsAdd)
_SUBTRACTIONS: Final = (exp.Sub, exp.DateSub, exp.TimestampSub, exp.DatetimeSub)


class _Moment(NamedTuple):
    """A moment, in seconds from 1970 or from now; if it is truncated, its earliest and latest possible time."""

    earliest: float
    latest: float
    is_from_now: bool

    def moved(self, seconds: float) -> "_Moment":
        return self._replace(earliest=self.earliest + seconds, latest=self.latest + seconds)


def is_moment(node: exp.Expr | None) -> bool:
    """Whether an expression is a literal time, or a time counted from now."""
    return _moment(node) is not None


def seconds_between(start: exp.Expr | None, end: exp.Expr | None) -> float | None:
    """The most seconds between two moments; None if it cannot be told."""
    first, last = _moment(start), _moment(end)
    if first is None or last is None or first.is_from_now is not last.is_from_now:
        return None
    return max(abs(last.latest - first.earliest), abs(last.earliest - first.latest))


def seconds_at_least(start: exp.Expr | None, end: exp.Expr | None) -> float:
    """The fewest seconds between a literal time and the current one; 0 if it cannot be told."""
    first, last = _moment(start), _moment(end)
    if first is None or last is None or first.is_from_now is last.is_from_now:
        return 0
    return abs(last.latest - first.latest + (_NOW_AT_LEAST if last.is_from_now else -_NOW_AT_LEAST))


def seconds_in(step: exp.Expr | None) -> float:
    """The length of a step, in seconds, without its sign; that of a day if it cannot be told."""
    length = _length(step)
    return SECONDS_OF_DAY if length is None else max(abs(length), _SHORTEST)


def _moment(node: exp.Expr | None) -> _Moment | None:
    while isinstance(node, _WRAPPERS):
        node = node.this
    if isinstance(node, exp.Literal):
        return _written(node.name.strip()) if node.is_string else None
    if isinstance(node, exp.CurrentDate):
        return _Moment(-SECONDS_OF_DAY, 0, is_from_now=True)
    if isinstance(node, _CLOCKS) or (isinstance(node, exp.Anonymous) and node.name.lower() in _NAMES_OF_CLOCKS):
        return _Moment(0, 0, is_from_now=True)
    if isinstance(node, _TRUNCATIONS):
        base = _moment(node.this)
        return base and base._replace(earliest=base.earliest - _unit(node.text("unit")))
    if isinstance(node, (*_ADDITIONS, *_SUBTRACTIONS)):
        base, shift = _moment(node.this), _shift(node.args.get("expression"), node.args.get("unit"))
        return base.moved(-shift if isinstance(node, _SUBTRACTIONS) else shift) if base and shift is not None else None
    return None


def _written(text: str) -> _Moment | None:
    days = _DAYS_FROM_TODAY.get(text.lower())
    if days is not None:
        return _Moment(-SECONDS_OF_DAY, 0, is_from_now=True).moved(days * SECONDS_OF_DAY)
    try:
        seconds = datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return None
    return _Moment(seconds, seconds, is_from_now=False)


def _shift(amount: exp.Expr | None, unit: exp.Expr | None) -> float | None:
    """The seconds of an amount that is added to a moment; a number without a unit means days."""
    number = number_in(amount)
    if number is not None:
        return number * _unit(unit.name if unit else "DAY")
    return _length_of_text(amount.name, unit.name) if isinstance(amount, exp.Literal) and unit else _length(amount)


def _length(amount: exp.Expr | None) -> float | None:
    """The seconds of an interval, of a text that is one, or of a number of days; None if it cannot be told."""
    while isinstance(amount, exp.Cast | exp.Paren):
        amount = amount.this
    if isinstance(amount, exp.Literal):
        return _length_of_text(amount.name, "SECOND" if amount.is_string else "DAY")
    if isinstance(amount, exp.Interval):
        number = amount.this
        text = number.name if isinstance(number, exp.Literal) else str(number_in(number) or 1)
        return _length_of_text(text, amount.text("unit"))
    if isinstance(amount, exp.Neg):
        inner = _length(amount.this)
        return None if inner is None else -inner
    if isinstance(amount, exp.Mul):
        factor, length = number_in(amount.expression), _length(amount.this)
        return None if factor is None or length is None else factor * length
    if isinstance(amount, exp.MakeInterval):
        parts = [_part(key, value) for key, value in amount.args.items()]
        return None if None in parts else sum(filter(None, parts))
    return None


def _part(key: str, value: exp.Expr) -> float | None:
    """The seconds of one argument of MAKE_INTERVAL; None if it cannot be told."""
    number = number_in(value.expression if isinstance(value, exp.Kwarg) else value)
    return None if number is None else number * _unit(key)


def _length_of_text(text: str, unit: str) -> float | None:
    """The seconds of `1 hour 30 minutes` or `01:30`, or of `90` and a unit."""
    try:
        return float(text) * _unit(unit or "SECOND")
    except ValueError:
        parts = _PART.findall(text)
    total = 0.0
    for number, word, sign, hours, minutes, seconds in parts:
        if word:
            total += float(number) * _unit(word)
        else:
            total += (int(hours) * 3600 + int(minutes) * 60 + float(seconds or 0)) * (-1 if sign else 1)
    is_past = text.rstrip().lower().endswith("ago")
    return (-total if is_past else total) if parts else None


def _unit(word: str) -> float:
    upper = word.strip().upper()
    return _UNITS.get(upper, _UNITS.get(upper.rstrip("S"), SECONDS_OF_DAY))
