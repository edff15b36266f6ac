"""Translates what SQLite has no words for to calls of `tuneql.sql.sqlite.functions`."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect, is_another_engine
from tuneql.sql.sqlite.aggregates import aggregate
from tuneql.sql.sqlite.casts import converted
from tuneql.sql.sqlite.collations import collated
from tuneql.sql.sqlite.distinct_on import without_distinct_on
from tuneql.sql.sqlite.formats import FORMATS
from tuneql.sql.sqlite.patterns import PATTERNS
from tuneql.sql.sqlite.quantified import among, quantified
from tuneql.sql.sqlite.words import call, number, text
from tuneql.sql.walking import nodes_of

Made = exp.Expr | None
Dialect = type[sqlglot.Dialect]

_WEEKS: Final[Mapping[str, str]] = {"ISOWEEK": "iso", "ISO_WEEK": "iso", "WEEKISO": "iso", "ISOWK": "iso"}
_PRESENT: Final = frozenset({"SYSDATE", "SYSDATETIME", "GETUTCDATE", "UTC_TIMESTAMP", "LOCALTIMESTAMP"})
_RENAMED: Final[Mapping[str, str]] = {"EVERY": "MIN", "PREFIX": "STARTS_WITH", "SUFFIX": "ENDS_WITH"}
_MOMENTS: Final = frozenset({"TO_TIMESTAMP", "TO_TIMESTAMP_NTZ", "TO_TIMESTAMP_LTZ", "TO_TIMESTAMP_TZ"})


def with_sqlite_calls(tree: exp.Expr, dialect: str) -> exp.Expr:
    """The same tree, in which SQLite knows more of the functions, with the meaning that they have in their dialect.

    Args:
        tree: of a query; it is changed.
        dialect: of the query; nothing changes for one that is derived from no other engine's.
    """
    chosen = get_dialect(dialect)
    if not is_another_engine(chosen):
        return tree
    tree = without_distinct_on(tree)
    for node in nodes_of(tree):
        _name_all(node)
    for node in reversed(nodes_of(tree)):  # the innermost first
        made = _MADE.get(type(node))
        found = made(node, chosen) if made is not None else None
        found = found or aggregate(node, chosen) or converted(node, chosen)
        found = found or quantified(node) or collated(node, chosen)
        if found is not None:
            node.replace(found)
    return tree


def _name_all(node: exp.Expr) -> None:
    """Name the outputs that GROUP BY ALL and ORDER BY ALL mean."""
    if not isinstance(node, exp.Select) or any(each.is_star for each in node.selects):
        return
    group, order = node.args.get("group"), node.args.get("order")
    if group is not None and group.args.get("all"):
        keys = [each.unalias() for each in node.selects if each.find(exp.AggFunc) is None]
        keys = [key.copy() for key in keys if not isinstance(key, exp.Literal)]
        node.set("group", exp.Group(expressions=keys) if keys else None)
    keys = order.expressions if order is not None else []
    if len(keys) == 1 and isinstance(keys[0].this, exp.Var) and keys[0].this.name.upper() == "ALL":
        node.set("order", exp.Order(expressions=[_at(keys[0], place + 1) for place in range(len(node.selects))]))


def _at(key: exp.Expr, place: int) -> exp.Expr:
    """A key of ORDER BY for an output, by its place."""
    found = key.copy()
    found.set("this", number(place))
    return found


def _extracted(node: exp.Expr, dialect: Dialect) -> Made:
    part = node.name.upper()
    if part == "WEEK":
        return call("WEEK", node.expression, text(_week_kind(dialect)))
    if part in _WEEKS:
        return call("WEEK", node.expression, text(_WEEKS[part]))
    return call("ISO_YEAR", node.expression) if part == "ISOYEAR" else None


def _week_kind(dialect: Dialect) -> str:
    if descends_from(dialect, "tsql"):
        return "january"
    return "sunday" if descends_from(dialect, "mysql", "bigquery") else "iso"


def _week(node: exp.Expr, dialect: Dialect) -> Made:
    mode = node.args.get("mode")
    if mode is None or mode.name == "0":
        return call("WEEK", node.this, text(_week_kind(dialect)))
    return call("WEEK", node.this, text("iso")) if mode.name == "3" else None


def _element(node: exp.Expr, _: Dialect) -> Made:
    """An element of a text that is split, or characters of a text; of anything else, what no function is called."""
    split, places = node.this.unnest(), node.expressions
    place = places[0] if len(places) == 1 else None
    if isinstance(split, exp.Split | exp.StringToArray) and isinstance(place, exp.Literal):
        return call("SPLIT_AT", split.this, split.expression, place)
    if isinstance(place, exp.Slice) and _is_count(place.this) and _is_count(place.expression):
        length = int(place.expression.name) - int(place.this.name) + 1
        return call("SUBSTR", node.this, place.this, number(max(length, 0)))
    return call("ELEMENT_OF_LIST", node.this)  # SQLite would take [0] for a name


def _is_count(node: exp.Expr | None) -> bool:
    return isinstance(node, exp.Literal) and bool(node.is_int) and node.name != "0"


def _count(node: exp.Expr, _: Dialect) -> Made:
    """The number of different combinations of values; MySQL's does not count those with NULL."""
    distinct = node.this
    values = distinct.expressions if isinstance(distinct, exp.Distinct) else []
    if len(values) == 1 and isinstance(values[0], exp.Tuple):
        values = values[0].expressions
    elif len(values) == 1:
        return None
    if not values:
        return None
    together = reduce(_beside, [call("QUOTE", each) for each in values])
    if len(distinct.expressions) > 1:
        together = exp.Case(
            ifs=[exp.If(this=exp.Is(this=each.copy(), expression=exp.null()), true=exp.null()) for each in values],
            default=together,
        )
    return exp.Count(this=exp.Distinct(expressions=[together]))


def _beside(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    return exp.DPipe(this=exp.DPipe(this=left, expression=text(",")), expression=right)


def _either(node: exp.Expr, _: Dialect) -> Made:
    sides = [
        exp.Paren(this=exp.NEQ(this=exp.Paren(this=each.copy()), expression=number(0)))
        for each in (node.this, node.expression)
    ]
    return exp.Paren(this=exp.NEQ(this=sides[0], expression=sides[1]))


def _within_list(node: exp.Expr, _: Dialect) -> Made:
    unnest = node.args.get("unnest")
    lists = unnest.expressions if isinstance(unnest, exp.Unnest) else []
    return among(node.this, lists[0]) if len(lists) == 1 else None


def _rounded(node: exp.Expr, _: Dialect) -> Made:
    """What SQLite's own ROUND cannot: places before the point, and rounding towards zero."""
    places = node.args.get("decimals")
    truncate = node.args.get("truncate")
    if truncate is not None and truncate.name != "0":
        return call("TRUNCATED", node.this, places or number(0))
    if places is None or isinstance(places, exp.Literal):
        return None
    return call("ROUNDED", node.this, places)


def _truncated(node: exp.Expr, _: Dialect) -> Made:
    places = node.args.get("decimals")
    return call("TRUNCATED", node.this, *([places] if places is not None else []))


def _present(_: exp.Expr, __: Dialect) -> Made:
    return exp.CurrentTimestamp()


def _by_name(node: exp.Expr, dialect: Dialect) -> Made:
    """Functions that keep their own names in the tree."""
    name, arguments = node.name.upper(), node.expressions
    if name in _PRESENT and not arguments:
        return exp.CurrentTimestamp()
    if name in _MOMENTS and len(arguments) == 1:
        return call("MOMENT", *arguments)
    if name == "DATE_PART" and len(arguments) == 2 and isinstance(arguments[0], exp.Literal):  # noqa: PLR2004
        extract = exp.Extract(this=exp.var(arguments[0].name), expression=arguments[1].copy())
        return _extracted(extract, dialect) or extract
    if name in _RENAMED:
        return call(_RENAMED[name], *arguments)
    if name == "MAKE_DATE":
        return call("PRINTF", text("%04d-%02d-%02d"), *arguments)
    is_format = name == "FORMAT" and len(arguments) == 2 and descends_from(dialect, "tsql")  # noqa: PLR2004
    return call("FORMAT_NUMBER", *arguments) if is_format else None


_MADE: Final[Mapping[type[exp.Expr], Callable[[exp.Expr, Dialect], Made]]] = {
    **FORMATS,
    **PATTERNS,
    exp.Extract: _extracted,
    exp.Week: _week,
    exp.WeekOfYear: lambda node, _: call("WEEK", node.this, text("iso")),
    exp.Bracket: _element,
    exp.In: _within_list,
    exp.Count: _count,
    exp.ApproxDistinct: lambda node, _: exp.Count(this=exp.Distinct(expressions=[node.this.copy()])),
    exp.Mod: lambda node, _: call("REMAINDER", node.this, node.expression),
    exp.Xor: _either,
    exp.Round: _rounded,
    exp.Trunc: _truncated,
    exp.CurrentDatetime: _present,
    exp.Anonymous: _by_name,
}
