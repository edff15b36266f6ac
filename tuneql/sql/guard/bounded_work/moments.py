"""Times and lengths of time that are written out in a statement."""

from datetime import datetime, timedelta
from typing import Final

from sqlglot import exp

SECONDS_OF_DAY: Final = 86400.0
_FIRST, _LATER, _LAST = (datetime(year, 1, 1) for year in (1, 2030, 9999))  # noqa: DTZ001 - as literals have none
_PRESENT: Final = (exp.CurrentTimestamp, exp.CurrentDate, exp.CurrentDatetime, exp.Localtimestamp)
_PRESENT_BY_NAME: Final = frozenset({"now", "today", "getdate", "sysdate", "clock_timestamp", "transaction_timestamp"})
_WRAPPERS: Final = (
    *(exp.Cast, exp.Paren, exp.Date, exp.Timestamp, exp.TsOrDsToDate),
    *(exp.DateTrunc, exp.TimestampTrunc, exp.DatetimeTrunc),
)
_UNITS: Final = {
    **dict.fromkeys(("MICROSECOND", "MCS", "US"), 1e-6),
    **dict.fromkeys(("MILLISECOND", "MS"), 1e-3),
    **dict.fromkeys(("SECOND", "SS", "S"), 1.0),
    "MINUTE": 60.0,
    "HOUR": 3600.0,
}
_LONGER_UNITS: Final = {
    "WEEK": 7.0, "MONTH": 30.0, "QUARTER": 91.0, "YEAR": 365.0, "DECADE": 3652.0, "CENTURY": 36524.0,
    "CENTURIE": 36524.0, "MILLENNIUM": 365242.0, "MILLENNIA": 365242.0,
}  # fmt: skip


def moment_in(node: exp.Expr | None) -> datetime | None:
    """The time that a literal tells, `DATE '2024-01-01'`, or `NOW() - INTERVAL '1 year'`; None for other expressions.

    The present is 2030, so that verdicts do not change with it. Times of other millennia are the first or the last.
    """
    while isinstance(node, _WRAPPERS):
        node = node.this
    if isinstance(node, exp.Add | exp.Sub) and isinstance(node.expression, exp.Interval):
        start, length = moment_in(node.this), _length_of(node.expression)
        return None if start is None else _moved(start, length if isinstance(node, exp.Add) else -length)
    if isinstance(node, _PRESENT) or (isinstance(node, exp.Anonymous) and node.name.lower() in _PRESENT_BY_NAME):
        return _LATER
    if not isinstance(node, exp.Literal) or not node.is_string:
        return None
    try:
        return datetime.fromisoformat(node.name).replace(tzinfo=None)
    except ValueError:
        return None


def _moved(start: datetime, seconds: float) -> datetime:
    try:
        return start + timedelta(seconds=seconds)
    except OverflowError:
        return _LAST if seconds > 0 else _FIRST


def seconds_in(step: exp.Expr | None) -> float:
    """The length of a step, in seconds; a day or more counts as a day."""
    while isinstance(step, exp.Cast | exp.Paren):
        step = step.this
    if not isinstance(step, exp.Literal | exp.Interval):
        return SECONDS_OF_DAY
    amount, unit = _amount_and_unit(step)
    return (amount or 1.0) * _UNITS.get(unit, _UNITS.get(unit.rstrip("S"), SECONDS_OF_DAY))


def _length_of(interval: exp.Interval) -> float:
    """The length of an interval, in seconds."""
    amount, unit = _amount_and_unit(interval)
    return amount * _UNITS.get(
        unit, _UNITS.get(unit.rstrip("S"), SECONDS_OF_DAY * _LONGER_UNITS.get(unit.rstrip("S"), 1))
    )


def _amount_and_unit(length: exp.Expr) -> tuple[float, str]:
    """The number of `INTERVAL '2 days'` or `'2 days'`, without its sign, and its unit in upper case."""
    if isinstance(length, exp.Literal):
        number, _, unit = length.name.strip().partition(" ")
    else:
        number, unit = (length.this.name if length.this is not None else "1"), str(length.args.get("unit") or "DAY")
        if " " in number:
            number, _, unit = number.partition(" ")
    try:
        amount = abs(float(number))
    except ValueError:
        amount = 1.0
    return amount, unit.strip().upper()
