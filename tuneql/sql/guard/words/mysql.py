"""Rewrites for MySQL and MariaDB, see `tuneql.sql.guard.words`."""

from collections.abc import Callable
from functools import reduce
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.words.shared import NAMED_QUERIES, Word, interval, shift
from tuneql.sql.parsing.beside import beside
from tuneql.sql.parsing.rewording.calls.options import written_options


def _values(node: exp.Expr) -> exp.Expr:
    """`VALUES ROW(1, 2)`, in which the parser reads ROW as a function; written as SELECTs, which all versions have."""
    for row in node.expressions:
        if len(row.expressions) == 1 and isinstance(call := row.expressions[0], exp.Anonymous):
            row.set("expressions", call.expressions if call.name.lower() == "row" else [call])
    if isinstance(node.parent, exp.Table):  # in parentheses with a join: ((VALUES ROW(1)) AS v(a) JOIN t ON ...)
        return exp.Subquery(this=_as_selects(node))
    if not isinstance(node.parent, exp.From | exp.Join):
        return _as_selects(node)
    alias = node.args.get("alias")
    if isinstance(alias, exp.TableAlias) and not alias.columns:  # the generator writes SELECTs, which need names
        alias.set("columns", [exp.to_identifier(f"column_{place}") for place in range(_width(node))])
    return node


def _width(values: exp.Expr) -> int:
    return len(values.expressions[0].expressions) if values.expressions else 0


def _as_selects(values: exp.Expr) -> exp.Expr:
    rows: list[exp.Query] = [exp.Select(expressions=row.expressions) for row in values.expressions]
    first, *others = rows
    first.set("expressions", [exp.alias_(each, f"column_{place}") for place, each in enumerate(first.expressions)])
    query = reduce(lambda left, right: exp.Union(this=left, expression=right, distinct=False), others, first)
    for key in ("order", "limit", "offset"):
        query.set(key, values.args.get(key))
    return query


def _timestampadd(node: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this="TIMESTAMPADD", expressions=[node.args.get("unit"), node.expression, node.this])


def _dual(node: exp.Expr) -> exp.Expr:
    """`FROM DUAL`, written in quotation marks, in which it would be an unknown table."""
    name = node.this
    if (
        isinstance(name, exp.Identifier)
        and not name.args.get("quoted")
        and name.name.lower() == "dual"
        and not node.args.get("db")
    ):
        node.set("this", exp.Var(this="DUAL"))
    return node


def _regexp(node: exp.Expr) -> exp.Expr:
    """`a REGEXP b`, written as REGEXP_LIKE, which MariaDB and MySQL 5.7 do not have; only the function has flags."""
    if node.args.get("flag"):
        return node
    operands = (_operand(node.this), _operand(node.expression))
    written = beside(operands[0], "REGEXP", operands[1])
    is_bound = isinstance(node.parent, _BINDING) and not isinstance(node.parent, exp.Connector)
    return exp.Paren(this=written) if is_bound else written


def _operand(node: exp.Expr) -> exp.Expr:
    is_bound = isinstance(node, _BOUND) and not isinstance(node, exp.Connector | exp.RegexpLike)
    return node if is_bound else exp.Paren(this=node)


def _json_value(node: exp.Expr) -> exp.Expr:
    """`JSON_VALUE(a, '$.b' RETURNING SIGNED)`, read as BIGINT, which only columns can have as a type."""
    kind = node.args.get("returning")
    name = _RETURNED.get(kind.this) if isinstance(kind, exp.DataType) else None
    if name is not None:
        node.set("returning", exp.Var(this=name))
    return node


def _format_unchanged(name: str) -> Callable[[exp.Expr], exp.Expr]:
    """`DATE_FORMAT(d, IF(a, '%M', '%i'))`: a computed format, which the generator would convert from Python's."""

    def as_it_stands(node: exp.Expr) -> exp.Expr:
        made, value = node.args.get("format"), node.this
        if made is None or isinstance(made, exp.Literal):
            return node
        value = value.this if isinstance(value, exp.TsOrDsToTimestamp) else value
        return exp.Anonymous(this=name, expressions=[value, made])

    return as_it_stands


def _even_digits(node: exp.Expr) -> exp.Expr:
    """`0xF`, written as `x'F'`, which needs an even number of digits."""
    if len(node.this) % 2:
        node.set("this", f"0{node.this}")
    return node


def _aggregate_if(node: exp.Expr) -> exp.Expr:
    """`SUM(a) FILTER (WHERE b)`, which MySQL does not have, as `SUM(IF(b, a, NULL))`."""
    call, condition = node.this, node.expression.this
    if not isinstance(call, _OF_NO_NULLS) or call.expressions:
        return node
    values = call.this.expressions if isinstance(call.this, exp.Distinct) else [call.this]
    if len(values) == 1:
        value = exp.Literal.number(1) if isinstance(values[0], exp.Star) else values[0].copy()
        values[0].replace(exp.If(this=condition, true=value, false=exp.null()))
    return call if len(values) == 1 else node


def _with_rollup(node: exp.Expr) -> exp.Expr:
    """`GROUP BY ROLLUP (a, b)`, which older MySQL does not have, as `GROUP BY a, b WITH ROLLUP`."""
    rollup = node.expressions[0] if len(node.expressions) == 1 else None
    if isinstance(rollup, exp.Rollup) and not any(isinstance(each, exp.Tuple) for each in rollup.expressions):
        node.set("expressions", rollup.expressions)
        node.set("rollup", [exp.Rollup()])
    return node


def _system_time(node: exp.Expr) -> exp.Expr:
    """MariaDB's `FOR SYSTEM_TIME BETWEEN a AND b`, written with other words."""
    node.set("this", "SYSTEM_TIME")
    if isinstance(ends := node.args.get("expression"), exp.Tuple) and len(ends.expressions) == _TWO:
        word = "TO" if node.text("kind") == "FROM" else "AND"
        node.set("expression", beside(ends.expressions[0], word, ends.expressions[1]))
    return node


# Expressions that bind as tightly as REGEXP or more, and operands that need no parentheses beside it.
_BINDING: Final = (exp.Predicate, exp.Binary, exp.Neg, exp.BitwiseNot, exp.Collate, exp.AtTimeZone)
_BOUND: Final = (exp.Column, exp.Literal, exp.Func, exp.Paren, exp.Subquery, exp.Collate, exp.Introducer)
_RETURNED: Final = {exp.DType.BIGINT: "SIGNED", exp.DType.INT: "SIGNED", exp.DType.UBIGINT: "UNSIGNED"}
_TWO: Final = 2
_OF_NO_NULLS: Final = (exp.Count, exp.Sum, exp.Avg, exp.Min, exp.Max)

WORDS_OF_MYSQL: Final[tuple[Word, ...]] = (
    (exp.RawString, written_options),
    (exp.UtcDate, lambda _: exp.Anonymous(this="UTC_DATE")),
    (exp.TimeToStr, _format_unchanged("DATE_FORMAT")),
    *((kind, _format_unchanged("STR_TO_DATE")) for kind in (exp.StrToDate, exp.StrToTime)),
    (exp.UnixToTime, _format_unchanged("FROM_UNIXTIME")),
    (exp.Values, _values),
    (exp.Table, _dual),
    (exp.Interval, interval),
    (exp.DateAdd, shift),
    (exp.DateSub, shift),
    (exp.TimestampAdd, _timestampadd),
    (exp.RegexpLike, _regexp),
    (exp.JSONValue, _json_value),
    (exp.HexString, _even_digits),
    (exp.Version, _system_time),
    (exp.Filter, _aggregate_if),
    (exp.Group, _with_rollup),
    (exp.AtTimeZone, lambda node: beside(node.this, "AT TIME ZONE", node.args["zone"])),
    NAMED_QUERIES,
)
"""The types of nodes, each with its rewrite."""
