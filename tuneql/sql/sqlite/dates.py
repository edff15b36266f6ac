"""Translates dates to SQLite where sqlglot does not: their parts, their beginnings, and arithmetic with them."""

from collections.abc import Mapping
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.sqlite.intervals import apart, longer, moved
from tuneql.sql.sqlite.parts import part_of_date
from tuneql.sql.sqlite.words import call, number, part, plus, remainder, text, written
from tuneql.sql.walking import nodes_of

# Modifiers of DATE.
_BEGINNINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "YEAR": ("start of year",), "MONTH": ("start of month",), "DAY": (), "ISOWEEK": ("-6 days", "weekday 1"),
    "MONDAY": ("-6 days", "weekday 1"), "SUNDAY": ("-6 days", "weekday 0"),
}  # fmt: skip
_MOMENTS: Final[Mapping[str, str]] = {"HOUR": "%Y-%m-%d %H:00:00", "MINUTE": "%Y-%m-%d %H:%M:00"}

_TYPE: Final = exp.DataType.Type
# SQLite would read the year as the whole date.
_WITH_TIME: Final = (
    _TYPE.TIMESTAMP, _TYPE.TIMESTAMPTZ, _TYPE.TIMESTAMPLTZ, _TYPE.TIMESTAMPNTZ, _TYPE.DATETIME, _TYPE.DATETIME2,
    _TYPE.SMALLDATETIME,
)  # fmt: skip

# Engines whose week begins on Monday, unless a setting says otherwise.
_MONDAYS: Final = (
    "postgres",
    "redshift",
    "snowflake",
    "duckdb",
    "databricks",
    "spark",
    "trino",
    "presto",
    "clickhouse",
)


def with_sqlite_dates(tree: exp.Expr, dialect: str) -> exp.Expr:
    """The same tree, with STRFTIME and DATE for EXTRACT, DATE_TRUNC, DATEADD, DATEDIFF, intervals and the like.

    Args:
        tree: of a query; it is changed.
        dialect: of the query.

    Example:
        `EXTRACT(YEAR FROM day)` becomes `CAST(STRFTIME('%Y', day) AS INTEGER)`, and `DATE_TRUNC('month', day)`
        `DATE(day, 'start of month')`.
    """
    chosen = get_dialect(dialect)
    for node in reversed(nodes_of(tree)):  # the innermost first
        found = part_of_date(node, chosen) or _beginning(node, chosen) or _made(node)
        found = found or _apart(node, chosen) or moved(node) or longer(node)
        if found is not None:
            node.replace(found)
    return tree


def _apart(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    week = "MONDAY" if descends_from(dialect, *_MONDAYS) else "SUNDAY"
    return apart(node, week=week, in_days=descends_from(dialect, "duckdb"))


def _beginning(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    if (
        not isinstance(node, exp.DateTrunc | exp.TimestampTrunc | exp.DatetimeTrunc)
        or node.args.get("zone") is not None
    ):
        return None
    unit = node.args["unit"].name.upper()
    if unit == "WEEK":
        unit = "MONDAY" if descends_from(dialect, *_MONDAYS) else "SUNDAY"
    if unit == "QUARTER":
        months = remainder(plus(part("%m", node.this), -1), 3)
        back = exp.DPipe(this=exp.DPipe(this=text("-"), expression=months), expression=text(" months"))
        return call("DATE", node.this, text("start of month"), back)
    if unit in _MOMENTS:
        return written(_MOMENTS[unit], node.this)
    return call("DATE", node.this, *map(text, _BEGINNINGS[unit])) if unit in _BEGINNINGS else None


def _made(node: exp.Expr) -> exp.Expr | None:
    """A date or a time that is made from text or numbers."""
    if isinstance(node, exp.Cast) and node.to.is_type(*_WITH_TIME):
        return call("DATETIME", node.this)
    if isinstance(node, exp.Timestamp) and not any(node.args.get(key) for key in ("zone", "expression", "safe")):
        return call("DATETIME", node.this)
    if isinstance(node, exp.DateFromParts):
        parts = [node.args.get(key) or number(1) for key in ("year", "month", "day")]
        return call("PRINTF", text("%04d-%02d-%02d"), *parts)
    if isinstance(node, exp.UnixToTime) and node.args.get("scale") is None and node.args.get("format") is None:
        return call("DATETIME", node.this, text("unixepoch"))
    return None
