"""Units of time: the words that engines have for them, all together, since the parser takes any word for one."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect

from tuneql.sql.guard.statement import Statement

# Beside those that the parser knows by several names. From the engines' pages on EXTRACT, DATE_PART, DATE_TRUNC,
# DATEDIFF and INTERVAL.
_WORDS: Final = """
    millennium millennia century centuries decade year quarter month week day hour minute second
    millisecond microsecond nanosecond picosecond attosecond
    era julian j jd epoch isoyear isodow isoweek iso_week iso_year dayofyear dayofweek dayofweekiso day_of_year
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
_PLURALS: Final = frozenset(f"{word}S" for word in _KNOWN)

UNIT_HOLDERS: Final = (
    exp.Extract,
    exp.Interval,
    exp.LastDay,
    *(exp.DateAdd, exp.DateSub, exp.DateDiff, exp.DateTrunc),
    *(exp.DatetimeAdd, exp.DatetimeSub, exp.DatetimeDiff, exp.DatetimeTrunc),
    *(exp.TimeAdd, exp.TimeSub, exp.TimeDiff, exp.TimeTrunc),
    *(exp.TimestampAdd, exp.TimestampSub, exp.TimestampDiff, exp.TimestampTrunc),
    *(exp.TsOrDsAdd, exp.TsOrDsDiff),
    exp.Anonymous,
)
"""The nodes that a unit is part of."""

# Functions that the parser has no node for, and whose first argument is a unit.
_UNIT_FIRST: Final = frozenset({"date_part", "datepart", "date_sub", "datesub", "datename"})


def unit_of_nothing(node: exp.Expr, statement: Statement) -> str | None:
    """Why a node's unit is none; units of a dialect of one's own, and units that are reckoned, are not known."""
    if not statement.dialect_class.__module__.startswith("sqlglot."):
        return None
    names = (each.name for each in _units(node) if each.__class__ in {exp.Var, exp.Literal})
    unknown = next((name for name in names if name.upper() not in _KNOWN and name.upper() not in _PLURALS), None)
    return None if unknown is None else f"{unknown} is no unit of time"


def _units(node: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(node, exp.Anonymous):
        first = node.expressions[:1] if node.name.lower() in _UNIT_FIRST else ()
        yield from (each for each in first if each.is_string)
    elif (unit := node.this if isinstance(node, exp.Extract) else node.args.get("unit")) is not None:
        yield unit
