"""Words that sqlglot 30.30 reads in a dialect, and writes back as words that its engine does not have."""

import re
from collections.abc import Callable, Mapping
from functools import cache, reduce
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.arrows import is_lambda, looked_into
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.parsing.rewording.calls import DATE_PART
from tuneql.sql.parsing.rewording.options import written_options
from tuneql.sql.walking import Nodes

_WHOLE: Final = re.compile(r"-?\d+")

_FRACTION: Final = re.compile(r"-?\d*\.\d+")

_Word = tuple[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]


def _in_parentheses(node: exp.Expr) -> exp.Expr:
    if isinstance(node.this, exp.UNWRAPPED_QUERIES):
        node.set("this", exp.Subquery(this=node.this))
    return node


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


def _json_objectagg(node: exp.Expr) -> exp.Expr:
    """`JSON_OBJECTAGG(k: v)` of the standard is another function than Postgres's own `JSON_OBJECT_AGG(k, v)`."""
    is_standard = any(isinstance(each, exp.JSONKeyValue | exp.ColumnDef) for each in node.expressions)
    return exp.Anonymous(this="JSON_OBJECTAGG", expressions=node.expressions) if is_standard else node


def _whole_units(node: exp.Expr) -> exp.Expr:
    """Postgres cuts `INTERVAL '1.5' HOUR` off at whole hours; of `INTERVAL '1.5 HOURS'` it takes all."""
    amount, unit = node.this, str(node.args.get("unit")).upper()
    has_part = isinstance(amount, exp.Literal) and _FRACTION.fullmatch(amount.name)
    if has_part and "SECOND" not in unit and node.args.get("unit") and not node.args.get("fraction_in_string"):
        node.set("this", exp.Literal.string(amount.name.partition(".")[0] or "0"))
    return node


def _date_part(node: exp.Expr) -> exp.Expr:
    """See `tuneql.sql.parsing.rewording.calls.parts_of_dates`; the parser gives an alias the comments of its value."""
    holder = node.parent if isinstance(node.parent, exp.Alias) else node
    if DATE_PART not in (holder.comments or node.comments or ()) or not isinstance(node.this, exp.Var):
        return node
    return exp.Anonymous(this=DATE_PART, expressions=[exp.Literal.string(node.this.name.lower()), node.expression])


def _xmltable(node: exp.Expr) -> exp.Expr:
    """A column FOR ORDINALITY is written as a name without a type."""
    for each in node.args.get("columns") or ():
        if each.args.get("ordinality"):
            each.set("kind", exp.DataType(this=exp.DType.USERDEFINED, kind="FOR ORDINALITY"))
    return node


def _arrow(node: exp.Expr) -> exp.Expr:
    """DuckDB's `f(a -> 'x')` looks into JSON, but for functions that take a lambda: that is written as one."""
    if is_lambda(node, get_dialect("duckdb")) or len(node.expressions) != 1:
        return node
    column, path = looked_into(node)[0], node.this
    if not isinstance(path, _LOOKS):
        return exp.JSONExtract(this=column, expression=path)
    first = path
    while isinstance(first.this, _LOOKS):  # `a -> 'b' -> 'c'`, of which the parser makes `a -> ('b' -> 'c')`
        first = first.this
    first.set("this", exp.JSONExtract(this=column, expression=first.this))
    return path


_LOOKS: Final = (exp.JSONExtract, exp.JSONExtractScalar)


def _eomonth(node: exp.Expr) -> exp.Expr:
    """`EOMONTH(x, 1)` is read as the end of the month of a later date."""
    later = node.this
    if isinstance(later, exp.DateAdd) and isinstance(day := later.this, exp.TsOrDsToDate):
        return exp.Anonymous(this="EOMONTH", expressions=[day.this, later.expression])
    return node


def _interval(node: exp.Expr) -> exp.Expr:
    """MySQL's function of the name: `INTERVAL(23, 1, 15)` tells between which two the first lies.

    In marks, the number of an interval adds six digits to a moment: `placed + INTERVAL '1' SECOND`.
    """
    if isinstance(amount := node.this, exp.Literal) and _WHOLE.fullmatch(amount.name):
        node.set("this", exp.Literal(this=amount.name, is_string=False))
    inner = node.this.this if isinstance(node.this, exp.Paren) else node.this
    if isinstance(inner, exp.Literal) and inner.is_string and not node.args.get("unit"):
        return inner  # `INTERVAL 1 DAY + '2024-01-01'`, of which the parser makes the sum of two intervals
    is_call = isinstance(inner, exp.Tuple) and not node.args.get("unit")
    return exp.Anonymous(this="INTERVAL", expressions=inner.expressions) if is_call else node


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
    written = _with_word(operands[0], "REGEXP", operands[1])
    is_bound = isinstance(node.parent, _BINDING) and not isinstance(node.parent, exp.Connector)
    return exp.Paren(this=written) if is_bound else written


def _operand(node: exp.Expr) -> exp.Expr:
    is_bound = isinstance(node, _BOUND) and not isinstance(node, exp.Connector | exp.RegexpLike)
    return node if is_bound else exp.Paren(this=node)


def _with_word(left: exp.Expr, word: str, right: exp.Expr) -> exp.Expr:
    """Two values with a word between them that the dialect's generator does not write."""
    return exp.Introducer(this=left, expression=exp.Introducer(this=exp.Var(this=word), expression=right))


# What binds as much as REGEXP or more, and what needs no parentheses beside it.
_BINDING: Final = (exp.Predicate, exp.Binary, exp.Neg, exp.BitwiseNot, exp.Collate, exp.AtTimeZone)
_BOUND: Final = (exp.Column, exp.Literal, exp.Func, exp.Paren, exp.Subquery, exp.Collate, exp.Introducer)


def _json_value(node: exp.Expr) -> exp.Expr:
    """`RETURNING SIGNED` is read as BIGINT, which is a type of columns alone."""
    kind = node.args.get("returning")
    name = _RETURNED.get(kind.this) if isinstance(kind, exp.DataType) else None
    if name is not None:
        node.set("returning", exp.Var(this=name))
    return node


_RETURNED: Final = {exp.DType.BIGINT: "SIGNED", exp.DType.INT: "SIGNED", exp.DType.UBIGINT: "UNSIGNED"}


def _label(node: exp.Expr) -> exp.Expr:
    """A label in text, `UNPIVOT (n FOR m IN (jan AS 'January'))`, is written without its quotation marks."""
    if isinstance(label := node.args.get("alias"), exp.Literal):
        node.set("alias", exp.to_identifier(label.name, quoted=True))
    return node


def _shift(node: exp.Expr) -> exp.Expr:
    """As of an interval, the amount in `DATE_ADD(x, INTERVAL 1 SECOND)` is no text."""
    amount = node.args.get("expression")
    if isinstance(amount, exp.Literal) and _WHOLE.fullmatch(amount.name):
        node.set("expression", exp.Literal(this=amount.name, is_string=False))
    return node


def _lower_hex(node: exp.Expr) -> exp.Expr:
    """Snowflake's `LOWER(HEX_ENCODE(x))`, which is written as `TO_CHAR(x)`: of a text that is the text itself."""
    return exp.Anonymous(this="LOWER", expressions=[exp.Anonymous(this="HEX_ENCODE", expressions=[node.this])])


_AFFINITIES: Final = {
    exp.DType.DECIMAL: "NUMERIC",
    exp.DType.DATE: "DATE",
    exp.DType.DATETIME: "DATETIME",
    exp.DType.TIMESTAMP: "TIMESTAMP",
    exp.DType.TIME: "TIME",
    exp.DType.BOOLEAN: "BOOLEAN",
}


def _affinity(node: exp.Expr) -> exp.Expr:
    """SQLite leaves 7 whole in a cast to NUMERIC, and half of it is 3; it takes all types of other names for that."""
    kind = _AFFINITIES.get(node.to.this) if isinstance(node, exp.Cast) else None
    if kind is not None:
        node.set("to", exp.DataType(this=exp.DType.USERDEFINED, kind=kind))
    return node


def _datediff(node: exp.Expr) -> exp.Expr:
    """T-SQL compares dates as they are; a cast would take the offset from a DATETIMEOFFSET."""
    for key in ("this", "expression"):
        if isinstance(date := node.args.get(key), exp.TimeStrToTime) and not date.args.get("zone"):
            node.set(key, date.this)
    return node


def _values_once(node: exp.Expr) -> exp.Expr:
    """`((VALUES (1)))` loses a pair of parentheses each time that it is written."""
    inner = node.this
    while isinstance(inner, exp.Subquery) and not inner.alias:
        inner = inner.this
    if isinstance(inner, exp.Values) and isinstance(node.parent, exp.From | exp.Join):
        node.set("this", inner)
    return node


def _values_joined(node: exp.Expr) -> exp.Expr:
    """`FROM t, (VALUES (1))`, which is written without its parentheses."""
    is_bare = isinstance(node.parent, exp.Join) and not node.args.get("alias")
    return exp.Paren(this=node.copy()) if is_bare else node


def _with_format(name: str) -> Callable[[exp.Expr], exp.Expr]:
    """A format that is put together, `DATE_FORMAT(d, IF(a, '%M', '%i'))`: the generator takes it for Python's."""

    def as_it_stands(node: exp.Expr) -> exp.Expr:
        made, value = node.args.get("format"), node.this
        if made is None or isinstance(made, exp.Literal):
            return node
        value = value.this if isinstance(value, exp.TsOrDsToTimestamp) else value
        return exp.Anonymous(this=name, expressions=[value, made])

    return as_it_stands


_JOINED: Final[_Word] = (exp.Values, _values_joined)
_OPTIONS: Final[_Word] = (exp.RawString, written_options)
_EVERYWHERE: Final[tuple[_Word, ...]] = ((exp.Any, _in_parentheses), (exp.Subquery, _values_once))
_WORDS: Final[dict[str, tuple[_Word, ...]]] = {
    "postgres": (
        _JOINED,
        _OPTIONS,
        (exp.JSONObjectAgg, _json_objectagg),
        (exp.XMLTable, _xmltable),
        (exp.Extract, _date_part),
        (exp.Interval, _whole_units),
        (exp.CurrentTime, lambda node: node if node.this else exp.Var(this="CURRENT_TIME")),
    ),
    "sqlite": (_JOINED, (exp.Cast, _affinity)),
    "duckdb": (_JOINED, (exp.Lambda, _arrow)),
    "redshift": ((exp.UnixToTime, lambda node: exp.Anonymous(this="TO_TIMESTAMP", expressions=[node.this])),),
    "mysql": (
        _OPTIONS,
        (exp.UtcDate, lambda _: exp.Anonymous(this="UTC_DATE")),
        (exp.TimeToStr, _with_format("DATE_FORMAT")),
        *((kind, _with_format("STR_TO_DATE")) for kind in (exp.StrToDate, exp.StrToTime)),
        (exp.UnixToTime, _with_format("FROM_UNIXTIME")),
        (exp.Values, _without_row),
        (exp.Table, _dual),
        (exp.Interval, _interval),
        (exp.DateAdd, _shift),
        (exp.DateSub, _shift),
        (exp.TimestampAdd, _timestampadd),
        (exp.RegexpLike, _regexp),
        (exp.JSONValue, _json_value),
        (exp.AtTimeZone, lambda node: _with_word(node.this, "AT TIME ZONE", node.args["zone"])),
    ),
    "snowflake": (_JOINED, (exp.PivotAlias, _label), (exp.LowerHex, _lower_hex)),
    "bigquery": (
        (exp.Interval, _interval),
        *((kind, _shift) for kind in (exp.DateAdd, exp.DateSub, exp.TimeAdd, exp.TimeSub)),
        *((kind, _shift) for kind in (exp.DatetimeAdd, exp.DatetimeSub, exp.TimestampAdd, exp.TimestampSub)),
    ),
    "tsql": (
        _OPTIONS,
        (exp.LastDay, _eomonth),
        (exp.CurrentDate, lambda _: exp.cast(exp.Anonymous(this="GETDATE"), exp.DType.DATE)),
        (exp.DateDiff, _datediff),
        (exp.ApproxDistinct, lambda node: exp.Anonymous(this="APPROX_COUNT_DISTINCT", expressions=[node.this])),
        (exp.Getbit, lambda node: exp.Anonymous(this="GET_BIT", expressions=[node.this, node.expression])),
    ),
}


def restore_words(nodes: Nodes, dialect: type[sqlglot.Dialect]) -> exp.Expr:
    """Puts the dialect's own words into a tree that is about to be written, and gives the tree.

    Args:
        nodes: the tree and all that is in it.
        dialect: that of the tree.
    """
    tree, words = nodes[0], _words_of(dialect)
    for kind in words.keys() & nodes.kinds.keys():
        for node in nodes.kinds[kind]:
            written = words[kind](node)
            if written is not node and node is tree:
                tree = written
            elif written is not node:
                node.replace(written)
    return tree


@cache
def _words_of(dialect: type[sqlglot.Dialect]) -> Mapping[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]:
    own = [word for name, words in _WORDS.items() if descends_from(dialect, name) for word in words]
    return dict((*_EVERYWHERE, *own))
