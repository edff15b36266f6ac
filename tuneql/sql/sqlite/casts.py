"""Translates casts to SQLite, which truncates to integers, reads a text that is no number as 0, and ignores lengths."""

from collections.abc import Mapping
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.sqlite.words import call, number, text, whole

_TYPE: Final = exp.DataType.Type
_TRUNCATING: Final = ("tsql", "spark", "hive", "clickhouse")
_CUTTING: Final = ("postgres", "redshift", "mysql", "tsql")
_TEXTS: Final = (_TYPE.VARCHAR, _TYPE.NVARCHAR, _TYPE.CHAR, _TYPE.NCHAR, _TYPE.TEXT)

# The scale of a DECIMAL that names none; in other engines it has as many places as the number.
_SCALES: Final[Mapping[str, int]] = {"mysql": 0, "tsql": 0, "snowflake": 0, "oracle": 0, "duckdb": 3}

# SQL Server's styles of dates as texts (learn.microsoft.com/sql/t-sql/functions/cast-and-convert-transact-sql).
_STYLES: Final[Mapping[str, str]] = {
    "23": "%Y-%m-%d", "20": "%Y-%m-%d %H:%M:%S", "120": "%Y-%m-%d %H:%M:%S", "101": "%m/%d/%Y", "102": "%Y.%m.%d",
    "103": "%d/%m/%Y", "104": "%d.%m.%Y", "105": "%d-%m-%Y", "106": "%d %b %Y", "107": "%b %d, %Y", "108": "%H:%M:%S",
    "110": "%m-%d-%Y", "111": "%Y/%m/%d", "112": "%Y%m%d", "126": "%Y-%m-%dT%H:%M:%S",
}  # fmt: skip


def converted(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    """A cast for SQLite; None if a node is something else, or SQLite's own CAST does the same."""
    if isinstance(node, exp.Convert):
        return _in_style(node, dialect)
    if not isinstance(node, exp.Cast | exp.TryCast):
        return None
    value, kind = node.this, node.to
    if kind.is_type(*_TEXTS):
        return _cut(exp.cast(value.copy(), _TYPE.TEXT), kind, dialect)
    is_whole = kind.is_type(*exp.DataType.INTEGER_TYPES)
    scale = _scale(kind, dialect) if kind.is_type(_TYPE.DECIMAL) else None
    is_real = scale is not None or kind.is_type(*exp.DataType.REAL_TYPES)
    if isinstance(node, exp.TryCast) and (is_whole or is_real):
        value = call("NUMBER_IF_ANY", value)
    if is_whole:
        return whole(value.copy() if descends_from(dialect, *_TRUNCATING) else call("WHOLE", value))
    if scale is not None:
        return exp.cast(call("ROUNDED", value, number(scale)), _TYPE.DOUBLE)
    return exp.cast(value.copy(), _TYPE.DOUBLE) if is_real else None


def _scale(kind: exp.DataType, dialect: type[sqlglot.Dialect]) -> int | None:
    """How many places a DECIMAL has; None for as many as the number."""
    named = [each.name for each in kind.expressions]
    if len(named) > 1:
        return int(named[1]) if named[1].isdigit() else None
    return 0 if named else next((scale for name, scale in _SCALES.items() if descends_from(dialect, name)), None)


def _cut(value: exp.Expr, kind: exp.DataType, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    lengths = [each.name for each in kind.expressions]
    if len(lengths) == 1 and lengths[0].isdigit() and descends_from(dialect, *_CUTTING):
        return call("SUBSTR", value, number(1), number(int(lengths[0])))
    return value if lengths else None


def _in_style(node: exp.Convert, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    """SQL Server's CONVERT to a text; other types are left to sqlglot."""
    kind, value, style = node.this, node.expression, node.args.get("style")
    if not isinstance(kind, exp.DataType) or not kind.is_type(*_TEXTS):
        return None
    if style is None:
        return _cut(exp.cast(value.copy(), _TYPE.TEXT), kind, dialect)
    form = _STYLES.get(style.name)
    if form is None:
        return None
    shown = call("COALESCE", call("FORMATTED", value, text(form)), exp.cast(value.copy(), _TYPE.TEXT))
    return _cut(shown, kind, dialect) or shown
