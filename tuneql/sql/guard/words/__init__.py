"""Words that sqlglot 30.30 reads in a dialect, and writes back as words that its engine does not have."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.arrows import is_lambda, looked_into
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.guard.words.mysql import WORDS_OF_MYSQL
from tuneql.sql.guard.words.reserved import in_brackets
from tuneql.sql.guard.words.shared import Word, interval, named, shift, with_word
from tuneql.sql.parsing.rewording.calls import DATE_PART
from tuneql.sql.parsing.rewording.options import written_options
from tuneql.sql.parsing.rewording.searches import written_keys
from tuneql.sql.parsing.rewording.types import MARK, TIMES
from tuneql.sql.walking import Nodes, nodes_of

_COMPARING: Final = (exp.Binary, exp.Predicate)
_FRACTION: Final = re.compile(r"-?\d*\.\d+")


def _in_parentheses(node: exp.Expr) -> exp.Expr:
    if isinstance(node.this, exp.UNWRAPPED_QUERIES):
        node.set("this", exp.Subquery(this=node.this))
    return node


def _negation(node: exp.Expr) -> exp.Expr:
    """`a NOT IN (1, 2) IS TRUE`: written before its operand, NOT is of all of a comparison."""
    parent = node.parent
    if isinstance(parent, _COMPARING) and not isinstance(parent, exp.Connector):
        node.replace(paren := exp.Paren())
        paren.set("this", node)
    return node


def _apart(node: exp.Expr) -> exp.Expr:
    """`- ~a`, `~ ~a` and `~ -a`, which are written without the space, and read as one sign then."""
    if isinstance(node.parent, exp.BitwiseNot) or (
        isinstance(node, exp.BitwiseNot) and isinstance(node.parent, exp.Neg)
    ):
        node.replace(paren := exp.Paren())
        paren.set("this", node)
    return node


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


def _key(node: exp.Expr) -> exp.Expr:
    """Postgres's `UPPER(a -> 'b' ->> c)`, read as `a -> ('b' ->> c)`: what looks like a document is a key."""
    if isinstance(node.this, exp.Literal):
        node.set("this", exp.Var(this=node.this.sql("postgres")))
    return node


def _position(node: exp.Expr) -> exp.Expr:
    """`STRPOS(a COLLATE "C", b)`, written as POSITION, which takes no operator of text without parentheses."""
    for key in ("this", "substr"):
        value = node.args.get(key)
        if not isinstance(value, _UNDIVIDED) or isinstance(value, exp.Binary):
            node.set(key, exp.Paren(this=value))
    return node


_UNDIVIDED: Final = (exp.Column, exp.Literal, exp.Func, exp.Cast, exp.Paren, exp.Subquery)


def _like_in_any_case(node: exp.Expr) -> exp.Expr:
    lower = {key: exp.Lower(this=node.args[key]) for key in ("this", "expression")}
    return exp.Like(**{**node.args, **lower})


def _eomonth(node: exp.Expr) -> exp.Expr:
    """`EOMONTH(x, 1)` is read as the end of the month of a later date."""
    later = node.this
    if isinstance(later, exp.DateAdd) and isinstance(day := later.this, exp.TsOrDsToDate):
        return exp.Anonymous(this="EOMONTH", expressions=[day.this, later.expression])
    return node


def _label(node: exp.Expr) -> exp.Expr:
    """A label in text, `UNPIVOT (n FOR m IN (jan AS 'January'))`, is written without its quotation marks."""
    if isinstance(label := node.args.get("alias"), exp.Literal):
        node.set("alias", exp.to_identifier(label.name, quoted=True))
    return node


def _label_in_text(node: exp.Expr) -> exp.Expr:
    """Redshift's label in text, which is written as a name otherwise, and a name is in small letters."""
    if isinstance(label := node.args.get("alias"), exp.Literal):
        node.set("alias", exp.Var(this=label.sql("redshift")))
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


def _nulls(node: exp.Expr) -> exp.Expr:
    """`ORDER BY a NULLS LAST` as it stands: in windows and aggregates the generator leaves out where NULLs go."""
    is_down, are_first = bool(node.args.get("desc")), bool(node.args.get("nulls_first"))
    if is_down is not are_first:
        return node
    way = "DESC NULLS" if is_down else "NULLS"
    return with_word(node.this, way, exp.Var(this="FIRST" if are_first else "LAST"))


def _cast_with_format(node: exp.Expr) -> exp.Expr:
    """The type and the format that `formats_of_casts` has put into one text."""
    kind, _, text = node.this.partition(MARK)
    cast, written = node.find_ancestor(exp.Cast, exp.TryCast), exp.Literal.string(text)
    if kind not in TIMES or cast is None:
        return node
    cast.set("to", exp.DataType(this=exp.DType.USERDEFINED, kind=kind))
    if isinstance(zoned := node.parent, exp.AtTimeZone):
        cast.set("format", with_word(written, "AT TIME ZONE", zoned.args["zone"]))
        return node
    return written


def _sized(node: exp.Expr) -> exp.Expr:
    """The digits of BigQuery's `CAST(x AS NUMERIC(10, 2))`, which the generator leaves out."""
    cast = node.find_ancestor(exp.Cast, exp.TryCast)
    if cast is not None and not isinstance(cast.this, exp.Array) and not cast.to.is_type(exp.DType.USERDEFINED):
        cast.set("to", exp.DataType(this=exp.DType.USERDEFINED, kind=cast.to.sql("bigquery")))
    return node


def _is_true(node: exp.Expr) -> exp.Expr:
    """`active IS NOT TRUE`, which is not Snowflake's; written as `NOT active`, it would leave out what is NULL."""
    if node.args["expression"].__class__ is not exp.Boolean:
        return node
    value = exp.Paren(this=node.this) if isinstance(node.this, _COMPARING) else node.this
    return exp.NullSafeEQ(this=value, expression=node.expression)


def _parse_json(node: exp.Expr) -> exp.Expr:
    """Snowflake's `PARSE_JSON(x, 'd')`, which takes keys that come twice."""
    mode = node.args.get("expression")
    return node if mode is None else exp.Anonymous(this="PARSE_JSON", expressions=[node.this, mode])


def _last_step(node: exp.Expr) -> exp.Expr:
    """`|> ORDER BY a |> SELECT b`, of which the parser makes `SELECT *` from an expression, and its order is lost."""
    select = node.parent
    while node.expressions and isinstance(select, exp.Select) and _is_all_of(select, last := node.expressions[-1]):
        select.set("from_", None)
        for key, value in last.this.args.items():
            select.set(key, value)
        node.set("expressions", node.expressions[:-1])
    if not node.expressions and select is not None:
        select.set("with_", None)
    return node


def _is_all_of(select: exp.Select, step: exp.Expr) -> bool:
    """Whether it is `SELECT *` from a step, and no more."""
    clauses = {key for key, value in select.args.items() if value}
    is_all = clauses == {"with_", "from_", "expressions"} and select.expressions == [exp.Star()]
    is_step = step.alias.startswith("__tmp") and isinstance(step.this, exp.Select) and not step.this.args.get("with_")
    return is_all and is_step and select.args["from_"].this == exp.Table(this=exp.to_identifier(step.alias))


def _qualified(node: exp.Expr) -> exp.Expr:
    """`PIVOT (SELECT v.id FROM ...) ON ...`: of all columns in it the generator leaves the names alone."""
    queries = [each for each in nodes_of(node) if isinstance(each, exp.Select)]
    for column in (each for query in queries for each in nodes_of(query) if isinstance(each, exp.Column)):
        if column.table:
            column.replace(exp.Dot.build([part.copy() for part in column.parts]))
    return node


_JOINED: Final[Word] = (exp.Values, _values_joined)
_NAMED: Final[Word] = (exp.Subquery, lambda node: named(_values_once(node)))
_OPTIONS: Final[Word] = (exp.RawString, written_options)
_SIGNS: Final[tuple[Word, ...]] = ((exp.BitwiseNot, _apart), (exp.Neg, _apart))
_EVERYWHERE: Final[tuple[Word, ...]] = ((exp.Any, _in_parentheses), (exp.Subquery, _values_once), (exp.Not, _negation))
_WORDS: Final[dict[str, tuple[Word, ...]]] = {
    "postgres": (
        _JOINED,
        _OPTIONS,
        *_SIGNS,
        (exp.JSONObjectAgg, _json_objectagg),
        (exp.XMLTable, _xmltable),
        (exp.RecursiveWithSearch, written_keys),
        *((kind, _key) for kind in (*_LOOKS, exp.JSONBExtract, exp.JSONBExtractScalar)),
        (exp.Extract, _date_part),
        (exp.StrPosition, _position),
        (exp.Interval, _whole_units),
        (exp.CurrentTime, lambda node: node if node.this else exp.Var(this="CURRENT_TIME")),
    ),
    "sqlite": (_JOINED, (exp.Cast, _affinity)),
    "duckdb": (_JOINED, (exp.Lambda, _arrow), (exp.Pivot, _qualified), *_SIGNS),
    "redshift": (
        (exp.UnixToTime, lambda node: exp.Anonymous(this="TO_TIMESTAMP", expressions=[node.this])),
        (exp.PivotAlias, _label_in_text),
    ),
    "mysql": (*WORDS_OF_MYSQL, _NAMED),
    "snowflake": (
        _JOINED,
        (exp.PivotAlias, _label),
        (exp.LowerHex, _lower_hex),
        (exp.ParseJSON, _parse_json),
        (exp.Is, _is_true),
    ),
    "bigquery": (
        (exp.Interval, interval),
        (exp.Ordered, _nulls),
        (exp.With, _last_step),
        (exp.National, _cast_with_format),
        (exp.DataTypeParam, _sized),
        *((kind, shift) for kind in (exp.DateAdd, exp.DateSub, exp.TimeAdd, exp.TimeSub)),
        *((kind, shift) for kind in (exp.DatetimeAdd, exp.DatetimeSub, exp.TimestampAdd, exp.TimestampSub)),
    ),
    "tsql": (
        _OPTIONS,
        _NAMED,
        (exp.Identifier, in_brackets),
        (exp.ILike, _like_in_any_case),
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
