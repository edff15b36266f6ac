"""Words of MySQL and MariaDB that sqlglot 30.30 writes back as others."""

from collections.abc import Callable
from functools import reduce
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.words.shared import Word, interval, shift, with_word
from tuneql.sql.parsing.rewording.options import written_options


def _without_row(node: exp.Expr) -> exp.Expr:
    """MySQL writes `VALUES ROW(1, 2)`; here each row is a tuple, and no function call in one."""
    for row in node.expressions:
        if len(row.expressions) == 1 and isinstance(call := row.expressions[0], exp.Anonymous):
            row.set("expressions", call.expressions if call.name.lower() == "row" else [call])
    if not isinstance(node.parent, exp.From | exp.Join):
        return _as_select(node)
    alias = node.args.get("alias")
    if isinstance(alias, exp.TableAlias) and not alias.columns:  # it is written as SELECTs, which name them otherwise
        alias.set("columns", [exp.to_identifier(f"column_{place}") for place in range(_width(node))])
    return node


def _width(values: exp.Expr) -> int:
    return len(values.expressions[0].expressions) if values.expressions else 0


def _as_select(values: exp.Expr) -> exp.Expr:
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
    """In quotation marks, DUAL is a table like any other, and there is none."""
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
    """MariaDB and MySQL 5.7 have the operator, and not the function, which says no more unless it has flags."""
    if node.args.get("flag"):
        return node
    operands = (_operand(node.this), _operand(node.expression))
    written = with_word(operands[0], "REGEXP", operands[1])
    is_bound = isinstance(node.parent, _BINDING) and not isinstance(node.parent, exp.Connector)
    return exp.Paren(this=written) if is_bound else written


def _operand(node: exp.Expr) -> exp.Expr:
    is_bound = isinstance(node, _BOUND) and not isinstance(node, exp.Connector | exp.RegexpLike)
    return node if is_bound else exp.Paren(this=node)


def _json_value(node: exp.Expr) -> exp.Expr:
    """`RETURNING SIGNED` is read as BIGINT, which is a type of columns alone."""
    kind = node.args.get("returning")
    name = _RETURNED.get(kind.this) if isinstance(kind, exp.DataType) else None
    if name is not None:
        node.set("returning", exp.Var(this=name))
    return node


def _with_format(name: str) -> Callable[[exp.Expr], exp.Expr]:
    """A format that is put together, `DATE_FORMAT(d, IF(a, '%M', '%i'))`: the generator takes it for Python's."""

    def as_it_stands(node: exp.Expr) -> exp.Expr:
        made, value = node.args.get("format"), node.this
        if made is None or isinstance(made, exp.Literal):
            return node
        value = value.this if isinstance(value, exp.TsOrDsToTimestamp) else value
        return exp.Anonymous(this=name, expressions=[value, made])

    return as_it_stands


def _even(node: exp.Expr) -> exp.Expr:
    """MySQL's `0xF`: as `x'F'` it would lack half a byte."""
    if len(node.this) % 2:
        node.set("this", f"0{node.this}")
    return node


def _filtered(node: exp.Expr) -> exp.Expr:
    """`SUM(a) FILTER (WHERE b)`, which MySQL does not have, as `SUM(IF(b, a, NULL))`."""
    call, condition = node.this, node.expression.this
    if not isinstance(call, _OF_NO_NULLS) or call.expressions:
        return node
    values = call.this.expressions if isinstance(call.this, exp.Distinct) else [call.this]
    if len(values) == 1:
        value = exp.Literal.number(1) if isinstance(values[0], exp.Star) else values[0].copy()
        values[0].replace(exp.If(this=condition, true=value, false=exp.null()))
    return call if len(values) == 1 else node


def _system_time(node: exp.Expr) -> exp.Expr:
    """MariaDB's `FOR SYSTEM_TIME BETWEEN a AND b`."""
    node.set("this", "SYSTEM_TIME")
    if isinstance(ends := node.args.get("expression"), exp.Tuple) and len(ends.expressions) == _TWO:
        word = "TO" if node.text("kind") == "FROM" else "AND"
        node.set("expression", with_word(ends.expressions[0], word, ends.expressions[1]))
    return node


# What binds as much as REGEXP or more, and what needs no parentheses beside it.
_BINDING: Final = (exp.Predicate, exp.Binary, exp.Neg, exp.BitwiseNot, exp.Collate, exp.AtTimeZone)
_BOUND: Final = (exp.Column, exp.Literal, exp.Func, exp.Paren, exp.Subquery, exp.Collate, exp.Introducer)
_RETURNED: Final = {exp.DType.BIGINT: "SIGNED", exp.DType.INT: "SIGNED", exp.DType.UBIGINT: "UNSIGNED"}
_TWO: Final = 2
_OF_NO_NULLS: Final = (exp.Count, exp.Sum, exp.Avg, exp.Min, exp.Max)

WORDS_OF_MYSQL: Final[tuple[Word, ...]] = (
    (exp.RawString, written_options),
    (exp.UtcDate, lambda _: exp.Anonymous(this="UTC_DATE")),
    (exp.TimeToStr, _with_format("DATE_FORMAT")),
    *((kind, _with_format("STR_TO_DATE")) for kind in (exp.StrToDate, exp.StrToTime)),
    (exp.UnixToTime, _with_format("FROM_UNIXTIME")),
    (exp.Values, _without_row),
    (exp.Table, _dual),
    (exp.Interval, interval),
    (exp.DateAdd, shift),
    (exp.DateSub, shift),
    (exp.TimestampAdd, _timestampadd),
    (exp.RegexpLike, _regexp),
    (exp.JSONValue, _json_value),
    (exp.HexString, _even),
    (exp.Version, _system_time),
    (exp.Filter, _filtered),
    (exp.AtTimeZone, lambda node: with_word(node.this, "AT TIME ZONE", node.args["zone"])),
)
"""By the kind of node that each is of."""
