"""Translates aggregate functions to SQLite's and to those of `tuneql.sql.sqlite.functions`."""

from collections.abc import Mapping
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.sqlite.words import call, number, text

# Names in SQL Server.
_RENAMED: Final[Mapping[str, str]] = {"VAR": "VARIANCE", "VARP": "VARIANCE_POP", "STDEVP": "STDDEV_POP"}

# Engines whose LISTAGG has no separator unless it is told one; in others it is a comma.
_NO_SEPARATOR: Final = ("snowflake", "redshift", "oracle")
_KINDS: Final[Mapping[type[exp.Expr], str]] = {
    exp.Median: "cont", exp.PercentileCont: "cont", exp.PercentileDisc: "disc", exp.Quantile: "disc",
}  # fmt: skip


def aggregate(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    """A call for SQLite; None if a node is something else, or SQLite knows it itself."""
    if isinstance(node, exp.WithinGroup):
        return _within(node, dialect)
    if isinstance(node, exp.GroupConcat) and not isinstance(node.parent, exp.WithinGroup):
        return _joined(node.this, node.args.get("separator"), dialect)
    share = _share(node)
    if share is not None:
        return call("QUANTILE", node.this, share, text(_KINDS[type(node)]))
    if isinstance(node, exp.Anonymous) and node.name.upper() in _RENAMED and len(node.expressions) == 1:
        return call(_RENAMED[node.name.upper()], *node.expressions)
    return None


def _share(node: exp.Expr) -> exp.Expr | None:
    """Of a quantile, the share of values that lie below it."""
    if isinstance(node, exp.Median):
        return exp.Literal.number("0.5")
    return node.args.get("quantile") or node.args.get("expression") if type(node) in _KINDS else None


def _within(node: exp.WithinGroup, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    """An aggregate WITHIN GROUP (ORDER BY ...)."""
    function, order = node.this, node.expression
    if isinstance(function, exp.GroupConcat):
        ordered = exp.Order(this=function.this.copy(), expressions=order.expressions)
        return _joined(ordered, function.args.get("separator"), dialect)
    key = order.expressions[0] if len(order.expressions) == 1 else None
    if not isinstance(key, exp.Ordered):
        return None
    if isinstance(function, exp.Mode):
        return call("MODE", key.this)
    share = function.this
    if type(function) not in _KINDS or not isinstance(share, exp.Literal):
        return None
    if key.args.get("desc"):
        if type(function) is exp.PercentileDisc:
            return None
        share = exp.Paren(this=exp.Sub(this=number(1), expression=share.copy()))
    return call("QUANTILE", key.this, share, text(_KINDS[type(function)]))


def _joined(what: exp.Expr, separator: exp.Expr | None, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    """Texts joined in an order, or each once; None if SQLite's GROUP_CONCAT does both."""
    keys = what.expressions if isinstance(what, exp.Order) else []
    value = what.this if isinstance(what, exp.Order) else what
    is_distinct = isinstance(value, exp.Distinct)
    if isinstance(value, exp.Distinct):
        if len(value.expressions) != 1:
            return None
        value = value.expressions[0]
    if isinstance(value, exp.Limit) or not (keys or is_distinct or _has_none(separator, dialect)):
        return None
    separator = separator or text("" if _has_none(separator, dialect) else ",")
    orders = ",".join(map(_order, keys))
    return call("JOINED", value, separator, text(f"{'distinct ' * is_distinct}{orders}"), *(key.this for key in keys))


def _has_none(separator: exp.Expr | None, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether texts follow one another without separator, because none is named."""
    return separator is None and descends_from(dialect, *_NO_SEPARATOR)


def _order(key: exp.Expr) -> str:
    return f"{'desc' if key.args.get('desc') else 'asc'} {'first' if key.args.get('nulls_first') else 'last'}"
