"""Translates parts of dates to SQLite: EXTRACT, YEAR, QUARTER, DAYOFWEEK and the like.

Not weeks, because engines number them differently.
"""

from collections.abc import Callable, Mapping
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.sqlite.intervals import seconds_apart, years_apart
from tuneql.sql.sqlite.words import call, divided, part, plus, remainder, text, written

_SECONDS_A_DAY: Final = 86_400

# Formats of STRFTIME (sqlite.org/lang_datefunc.html).
_FORMS: Final[Mapping[str, str]] = {
    "YEAR": "%Y", "MONTH": "%m", "DAY": "%d", "HOUR": "%H", "MINUTE": "%M", "SECOND": "%S", "DOY": "%j",
    "DAYOFYEAR": "%j", "EPOCH": "%s", "EPOCH_SECOND": "%s",
}  # fmt: skip
_NAMED: Final[Mapping[type[exp.Expr], str]] = {
    exp.Year: "YEAR", exp.Month: "MONTH", exp.Day: "DAY", exp.DayOfMonth: "DAY", exp.Hour: "HOUR",
    exp.Minute: "MINUTE", exp.Second: "SECOND", exp.DayOfYear: "DOY", exp.Quarter: "QUARTER",
    exp.UnixSeconds: "EPOCH", exp.TimeToUnix: "EPOCH", exp.DayOfWeek: "DAYOFWEEK", exp.DayOfWeekIso: "ISODOW",
}  # fmt: skip
_FROM_MONDAY: Final = frozenset({"ISODOW", "DAYOFWEEKISO", "DAYOFWEEK_ISO"})

# Engines whose DAYOFWEEK numbers Sunday 0; in others it is 1, as in SQL Server unless DATEFIRST says otherwise.
_SUNDAY_IS_0: Final = ("snowflake", "duckdb")


def part_of_date(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    """A part of a date as a number; None if a node is something else, or SQLite cannot express it."""
    if isinstance(node, exp.Extract):
        return _part(node.name.upper(), node.expression, dialect)
    if isinstance(node, exp.Anonymous) and node.name.upper() == "WEEKDAY" and len(node.expressions) == 1:
        return remainder(plus(part("%w", node.expressions[0]), 6), 7) if descends_from(dialect, "mysql") else None
    named = _NAMED.get(type(node))
    return _part(named, node.this, dialect) if named is not None else None


def _part(name: str, day: exp.Expr, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    bare = day.this if isinstance(day, exp.Paren) else day
    if isinstance(bare, exp.Sub):
        return _of_difference(name, bare)
    if isinstance(bare, exp.Anonymous) and bare.name.upper() == "AGE":
        return _of_age(name, bare.expressions)
    if name in _FORMS:
        has_fraction = name == "SECOND" and descends_from(dialect, "postgres", "redshift")
        return exp.cast(written("%f", day), exp.DataType.Type.DOUBLE) if has_fraction else part(_FORMS[name], day)
    made = _MADE.get(name)
    if made is not None:
        return made(day)
    if name == "DAYOFWEEK":
        return plus(part("%w", day), 0 if descends_from(dialect, *_SUNDAY_IS_0) else 1)
    return plus(remainder(plus(part("%w", day), 6), 7), 1) if name in _FROM_MONDAY else None


def _of_difference(name: str, difference: exp.Sub) -> exp.Expr | None:
    """The seconds or days between two times."""
    lengths = {"EPOCH": 1, "DAY": _SECONDS_A_DAY}
    if name not in lengths or any(isinstance(each, exp.Interval) for each in (difference.this, difference.expression)):
        return None
    return seconds_apart(difference.this, difference.expression, lengths[name], whole_units=True)


def _of_age(name: str, arguments: list[exp.Expr]) -> exp.Expr | None:
    """The full years in Postgres' AGE."""
    if name != "YEAR" or not 1 <= len(arguments) <= 2:  # noqa: PLR2004 -- from one day to another, or to today
        return None
    later, sooner = arguments if len(arguments) > 1 else (call("DATE", text("now")), arguments[0])
    return years_apart(later, sooner)


_MADE: Final[Mapping[str, Callable[[exp.Expr], exp.Expr]]] = {
    "QUARTER": lambda day: divided(plus(part("%m", day), 2), 3),
    "DOW": lambda day: part("%w", day),
    "DATE": lambda day: call("DATE", day),
}  # fmt: skip
