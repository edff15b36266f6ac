"""Computes the dates and times that a query writes as a calculation: CURRENT_DATE - INTERVAL '30 days'."""

import re
import sqlite3
from contextlib import closing, suppress
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import get_dialect
from tuneql.sql.parsing import quiet_sqlglot
from tuneql.sql.sqlite.dates import with_sqlite_dates

_CALCULATIONS: Final = (
    exp.CurrentDate, exp.CurrentTimestamp, exp.CurrentDatetime, exp.Date, exp.Anonymous, exp.Add, exp.Sub, exp.DateAdd,
    exp.DateSub, exp.TimestampAdd, exp.TimestampSub, exp.DatetimeAdd, exp.DatetimeSub, exp.DateTrunc,
    exp.TimestampTrunc,
)  # fmt: skip
_PARTS: Final = (
    *_CALCULATIONS, exp.Literal, exp.Cast, exp.DataType, exp.Interval, exp.Var, exp.Paren, exp.Neg, exp.TsOrDsToDate,
    exp.TimeStrToTime,
)  # fmt: skip
_FUNCTIONS: Final = frozenset({"DATE", "DATETIME"})
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")


def moment_of(node: exp.Expr) -> str | None:
    """The date or time that an expression without columns calculates; None for other expressions.

    Engines that do not agree on when a week begins are taken for Postgres: the values are only for rows to be planted
    around.
    """
    if not isinstance(node, _CALCULATIONS) or not all(map(_is_part, node.walk())):
        return None
    with quiet_sqlglot():
        sql = with_sqlite_dates(exp.select(node.copy()), "postgres").sql(dialect=get_dialect("sqlite"))
    with closing(sqlite3.connect(":memory:")) as connection, suppress(sqlite3.Error):
        (found,) = connection.execute(sql).fetchone()
        return found if isinstance(found, str) and _MOMENT.fullmatch(found) else None
    return None


def _is_part(node: exp.Expr) -> bool:
    if isinstance(node, exp.Anonymous):
        return node.name.upper() in _FUNCTIONS
    return isinstance(node, _PARTS)
