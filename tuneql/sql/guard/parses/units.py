"""Units of time: the parser accepts any word, so this lists the words of all engines together."""

from typing import Final

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.guard.words.shared import is_added_moment

# In addition to those in the parser's DATE_PART_MAPPING. From the engines' pages on EXTRACT, DATE_PART, DATE_TRUNC,
# DATEDIFF and INTERVAL.
_WORDS: Final = """
    millennium millennia century centuries decade year quarter month week day hour minute second
    millisecond microsecond nanosecond picosecond attosecond
    era julian j jd epoch isoyear isodow isoweek iso_week iso_year dayofyear yearday dayofweek dayofweekiso day_of_year
    day_of_week yearweek yearofweek yearofweekiso weekiso date datetime time timestamp
    timezone timezone_hour timezone_minute timezone_abbr timezone_region timezone_h timezone_m tz tzoffset
    yyyy yyy yy y qq q mm m wk ww w dy dd d hh h mi n ss s ms mcs us ns isowk isoww
    mons weeks weekdays isoweeks epoch_s epoch_ms epoch_us epoch_ns pgm p dows doys
    second_microsecond minute_microsecond minute_second hour_microsecond hour_second hour_minute day_microsecond
    day_second day_minute day_hour year_month
    sql_tsi_microsecond sql_tsi_second sql_tsi_minute sql_tsi_hour sql_tsi_day sql_tsi_week sql_tsi_month
    sql_tsi_quarter sql_tsi_year sql_tsi_frac_second frac_second
"""
_KNOWN: Final = frozenset(_WORDS.upper().split()).union(Dialect.DATE_PART_MAPPING, Dialect.DATE_PART_MAPPING.values())
_UNITS_NEEDED: Final = ("mysql", "bigquery")
_NAMED: Final = (exp.Var, exp.Literal, exp.National, exp.RawString, exp.ByteString, exp.Heredoc, exp.UnicodeString)
_PLURALS: Final = frozenset(f"{word}S" for word in _KNOWN)

# Functions without a node of their own in the parser, whose first argument is a unit.
_UNIT_FIRST: Final = frozenset({"date_part", "datepart", "date_sub", "datesub", "datename"})

HOLDERS_OF_UNITS: Final = (
    exp.LastDay,
    *(exp.DateAdd, exp.DateSub, exp.DateDiff, exp.DateTrunc),
    *(exp.DatetimeAdd, exp.DatetimeSub, exp.DatetimeDiff, exp.DatetimeTrunc),
    *(exp.TimeAdd, exp.TimeSub, exp.TimeDiff, exp.TimeTrunc),
    *(exp.TimestampAdd, exp.TimestampSub, exp.TimestampDiff, exp.TimestampTrunc),
    *(exp.TsOrDsAdd, exp.TsOrDsDiff),
)
"""The nodes with an argument `unit`."""


def unknown_unit(node: exp.Expr, statement: Statement) -> str | None:
    """`DATE_TRUNC('fortnight', a)`: the argument `unit` of a node is not a unit of time."""
    return _problem(node.args.get("unit"), statement)


def unknown_part(node: exp.Expr, statement: Statement) -> str | None:
    """`EXTRACT(fortnight FROM a)`."""
    return _problem(node.this, statement)


def unknown_unit_in_text(node: exp.Expr, statement: Statement) -> str | None:
    """`DATEPART('fortnight', a)`, which the parser reads as a call of an unknown function."""
    name = node.args.get("this")
    if not isinstance(name, str) or name.lower() not in _UNIT_FIRST or not node.expressions:
        return None
    return _problem(node.expressions[0], statement) if node.expressions[0].is_string else None


def _problem(unit: exp.Expr | None, statement: Statement) -> str | None:
    """Computed units are accepted, and so is any word in a custom dialect; most are written without quotation marks."""
    name = unit.name.upper() if unit is not None else ""
    if not name or name in _KNOWN or name in _PLURALS:
        return None
    is_free = unit.__class__ not in _NAMED or not statement.dialect_class.__module__.startswith("sqlglot.")
    return None if is_free and name.isidentifier() else f"{name} is not a unit of time"


def incomplete_interval(interval: exp.Expr, statement: Statement) -> str | None:
    """INTERVAL in dialects without it, without its unit, or with an unknown one; and Postgres's `INTERVAL(0) '1.5 s'`.

    The parser reads the last one as a sum.
    """
    if descends_from(statement.dialect_class, "sqlite"):
        return "there is no INTERVAL; write a modifier of DATE or DATETIME: DATE(x, '+1 day')"
    if descends_from(statement.dialect_class, "tsql"):
        return "there is no INTERVAL; write DATEADD(DAY, 1, x)"
    if isinstance(interval.this, exp.Paren) and descends_from(statement.dialect_class, "postgres"):
        return "INTERVAL cannot have a precision before its text; write CAST(text AS INTERVAL)"
    if not isinstance(interval.this, exp.Literal) and descends_from(statement.dialect_class, "snowflake"):
        return "INTERVAL needs a text such as '3 days'; use DATEADD for a computed amount"
    if (
        not interval.args.get("unit")
        and descends_from(statement.dialect_class, *_UNITS_NEEDED)
        and not is_added_moment(interval)
    ):
        return "INTERVAL needs a unit, and parentheses around a computed amount: INTERVAL (a + 1) DAY"
    return unknown_unit(interval, statement)
