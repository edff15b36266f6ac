"""Functions of dates, which are texts in SQLite: `2024-01-31`, or with a time `2024-01-31 10:00:00`."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from tuneql.sql.sqlite.functions.numbers import Number, number_if_any, number_of
from tuneql.sql.sqlite.functions.strict import strict

_LENGTH_OF_DATE: Final = 10
_NO_INTERVALS: Final = "the difference of {!r} and {!r} is no number of days, and SQLite has no intervals"
_MOST: Final = 2**63
_MOST_SECONDS: Final = 31_536_000_000  # docs.snowflake.com/en/sql-reference/functions/to_timestamp


def moment_of(value: Any) -> datetime | None:
    """The time that a text is; None if it is no date."""
    if not isinstance(value, str) or len(value) < _LENGTH_OF_DATE or value[4] != "-" or value[7] != "-":
        return None
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None


def written(moment: datetime, *, like: str = "") -> str:
    """A time as SQLite writes it; a date if the text that it comes from is one."""
    is_date = len(like) == _LENGTH_OF_DATE and moment.time() == time.min
    return str(moment.date()) if is_date else moment.isoformat(" ", "microseconds" if moment.microsecond else "seconds")


@strict
def plus(left: Any, right: Any) -> Any:
    """A sum; a date and a number are the date so many days later."""
    day, other = moment_of(left), moment_of(right)
    if day is not None and other is not None:
        raise ValueError(f"{left!r} and {right!r} are dates, which have no sum")
    if day is not None:
        return written(day + timedelta(days=_days(right)), like=left)
    if other is not None:
        return written(other + timedelta(days=_days(left)), like=right)
    return _bounded(number_of(left) + number_of(right))


@strict
def plus_or_joined(left: Any, right: Any) -> Any:
    """As `plus`, but two texts, one after the other, are a text."""
    return left + right if isinstance(left, str) and isinstance(right, str) else plus(left, right)


@strict
def minus(left: Any, right: Any) -> Any:
    """A difference; that of two dates is their number of days, and a date minus a number is an earlier date.

    Raises:
        ValueError: for two times, whose difference is an interval, which SQLite does not have.
    """
    later, sooner = moment_of(left), moment_of(right)
    if later is None and sooner is None:
        return _bounded(number_of(left) - number_of(right))
    if later is None:
        return None
    if sooner is None:
        return written(later - timedelta(days=number_of(right)), like=left) if not isinstance(right, str) else None
    if later.time() != sooner.time() or later.time() != time.min:
        raise ValueError(_NO_INTERVALS.format(left, right))
    return (later - sooner).days


@strict
def minus_no_dates(left: Any, right: Any) -> Any:
    """As `minus`, for engines in which the difference of two dates is no number of days.

    Raises:
        ValueError: for two dates.
    """
    if moment_of(left) is not None and moment_of(right) is not None:
        raise ValueError(_NO_INTERVALS.format(left, right))
    return minus(left, right)


def _days(amount: Any) -> Number:
    """A number of days; a text such as '1 month' is none."""
    found = number_if_any(amount)
    if found is None:
        raise ValueError(f"{amount!r} is no number of days to add to a date")
    return float(found)


def _bounded(number: Number) -> Number:
    return number if isinstance(number, float) or -_MOST <= number < _MOST else float(number)


@strict
def week(value: Any, kind: str) -> int | None:
    """The number of a week in its year: `iso`, `sunday` (0 precedes the first one), or `january` (1 has January 1)."""
    moment = moment_of(value)
    if moment is None:
        return None
    if kind == "iso":
        return moment.isocalendar().week
    if kind == "sunday":
        return int(moment.strftime("%U"))
    january = date(moment.year, 1, 1).isoweekday() % 7
    return (moment.timetuple().tm_yday - 1 + january) // 7 + 1


@strict
def iso_year(value: Any) -> int | None:
    """The year that the ISO week of a date belongs to."""
    moment = moment_of(value)
    return None if moment is None else moment.isocalendar().year


@strict
def year_week(value: Any) -> int | None:
    """MySQL's YEARWEEK: the year and the week that begins on the last Sunday, which may be of the year before."""
    found = moment_of(value)
    if found is None:
        return None
    sunday = found - timedelta(days=found.isoweekday() % 7)
    return sunday.year * 100 + int(sunday.strftime("%U"))


@strict
def moment(value: Any) -> str:
    """Snowflake's TO_TIMESTAMP: a text, or seconds since 1970, which are thousandths and less if they are very many.

    Raises:
        ValueError: it is no time.
    """
    found = moment_of(value)
    if found is not None:
        return written(found)
    number = float(value)
    while abs(number) >= _MOST_SECONDS:
        number /= 1000
    return written(datetime.fromtimestamp(number, UTC).replace(tzinfo=None))


def now() -> str:
    """The present time, in UTC as SQLite's CURRENT_TIMESTAMP."""
    return written(datetime.now(UTC).replace(microsecond=0, tzinfo=None))


DATES: Final = (
    ("PLUS", 2, plus),
    ("PLUS_OR_JOINED", 2, plus_or_joined),
    ("MINUS", 2, minus),
    ("MINUS_NO_DATES", 2, minus_no_dates),
    ("WEEK", 2, week),
    ("ISO_YEAR", 1, iso_year),
    ("YEARWEEK", 1, year_week),
    ("MOMENT", 1, moment),
    ("NOW", 0, now),
)
