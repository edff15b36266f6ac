"""Times between two moments that a statement tells, as in `NOW() - INTERVAL '1 hour'`."""

from datetime import UTC, datetime
from typing import Final, NamedTuple

from sqlglot import exp

from tuneql.sql.guard.bounded_work.durations import SECONDS_OF_DAY, length_in, length_of_text, limited, seconds_of
from tuneql.sql.guard.bounded_work.numbers import number_in

# The current time is at least this; a statement that counts from there to a time long ago is refused at any later time.
_NOW_AT_LEAST: Final = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
_WRAPPERS: Final = (
    *(exp.Cast, exp.TryCast, exp.Paren, exp.AtTimeZone),
    *(exp.Date, exp.Timestamp, exp.TsOrDsToDate, exp.TimeStrToTime),
)
_CLOCKS: Final = (exp.CurrentTimestamp, exp.CurrentDatetime, exp.Localtimestamp)
_NAMES_OF_CLOCKS: Final = frozenset(
    [
        "now", "today", "clock_timestamp", "statement_timestamp", "transaction_timestamp", "sysdate", "getdate",
        "getutcdate", "sysdatetime", "sysutcdatetime", "utc_timestamp",
    ]
)  # fmt: skip
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
        by = limited(seconds)
        return self._replace(earliest=self.earliest + by, latest=self.latest + by)


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
        return base and base._replace(earliest=base.earliest - seconds_of(node.text("unit")))
    if isinstance(node, (*_ADDITIONS, *_SUBTRACTIONS)):
        base, shift = _moment(node.this), _shift(node.args.get("expression"), node.args.get("unit"))
        return base.moved(-shift if isinstance(node, _SUBTRACTIONS) else shift) if base and shift is not None else None
    return None


def _written(text: str) -> _Moment | None:
    days = _DAYS_FROM_TODAY.get(text.lower())
    if days is not None:
        return _Moment(-SECONDS_OF_DAY, 0, is_from_now=True).moved(days * SECONDS_OF_DAY)
    if text.lower().lstrip("+-") == "infinity":
        return _Moment(0, 0, is_from_now=False).moved(float(text))
    try:
        seconds = datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return None
    return _Moment(seconds, seconds, is_from_now=False)


def _shift(amount: exp.Expr | None, unit: exp.Expr | None) -> float | None:
    """The seconds of an amount that is added to a moment; a number without a unit means days."""
    number = number_in(amount)
    if number is not None:
        return number * seconds_of(unit.name if unit else "DAY")
    return length_of_text(amount.name, unit.name) if isinstance(amount, exp.Literal) and unit else length_in(amount)
