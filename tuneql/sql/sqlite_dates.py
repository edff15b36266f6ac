"""Dates in SQLite's words, their parts and beginnings and what is reckoned with them, as sqlglot does not write them.

Only what means the same in every engine: weeks and days of the week do not, nor do seconds with fractions.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlglot import exp

from tuneql.sql.sqlite_intervals import apart, moved
from tuneql.sql.walking import nodes_of

# Formats of STRFTIME (sqlite.org/lang_datefunc.html).
_PARTS: Final[Mapping[str, str]] = MappingProxyType({
    "YEAR": "%Y", "MONTH": "%m", "DAY": "%d", "HOUR": "%H", "MINUTE": "%M", "DOY": "%j", "DAYOFYEAR": "%j",
})  # fmt: skip
_NAMED: Final[Mapping[type[exp.Expr], str]] = MappingProxyType({
    exp.Year: "YEAR", exp.Month: "MONTH", exp.Day: "DAY", exp.DayOfMonth: "DAY", exp.Hour: "HOUR",
    exp.Minute: "MINUTE", exp.DayOfYear: "DOY",
})  # fmt: skip
# Modifiers of DATE.
_BEGINNINGS: Final = MappingProxyType({"YEAR": ("start of year",), "MONTH": ("start of month",), "DAY": ()})


def with_sqlite_dates(tree: exp.Expr) -> exp.Expr:
    """The same tree, with STRFTIME and DATE for EXTRACT, DATE_TRUNC, DATEADD, DATEDIFF, intervals and their like.

    Example:
        `EXTRACT(YEAR FROM day)` becomes `CAST(STRFTIME('%Y', day) AS INTEGER)`, and `DATE_TRUNC('month', day)`
        `DATE(day, 'start of month')`.
    """
    for node in reversed(nodes_of(tree)):  # those within others first
        written = _part(node) or _beginning(node) or apart(node) or moved(node)
        if written is not None:
            node.replace(written)
    return tree


def _part(node: exp.Expr) -> exp.Expr | None:
    is_extract = isinstance(node, exp.Extract)
    part = _PARTS.get(node.name.upper() if is_extract else _NAMED.get(type(node), ""))
    if part is None:
        return None
    day = node.expression if is_extract else node.this
    return exp.cast(exp.func("STRFTIME", exp.Literal.string(part), day), exp.DataType.Type.INT)


def _beginning(node: exp.Expr) -> exp.Expr | None:
    if not isinstance(node, exp.DateTrunc | exp.TimestampTrunc) or node.args.get("zone") is not None:
        return None
    modifiers = _BEGINNINGS.get(node.args["unit"].name.upper())
    if modifiers is None:
        return None
    return exp.Anonymous(this="DATE", expressions=[node.this, *map(exp.Literal.string, modifiers)])
