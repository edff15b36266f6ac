"""Restores a dialect's own words where sqlglot 30.30 would write others, which its engine lacks or reads differently.

Each rewrite is for the nodes of one type in one dialect, see `_WORDS`: it gets a node and returns the one to write,
which may be the same. The docstring of a rewrite shows the SQL in question.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.arrows import columns_before_arrow, is_lambda
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.guard.words.mysql import WORDS_OF_MYSQL
from tuneql.sql.guard.words.reserved import in_quotes
from tuneql.sql.guard.words.shared import Word, interval, named, shift, with_word
from tuneql.sql.parsing.rewording.calls import DATE_PART
from tuneql.sql.parsing.rewording.namespaces import written_namespaces
from tuneql.sql.parsing.rewording.options import written_options
from tuneql.sql.parsing.rewording.searches import written_keys
from tuneql.sql.parsing.rewording.types import MARK, TIMES
from tuneql.sql.walking import Nodes, nodes_of

_COMPARING: Final = (exp.Binary, exp.Predicate)
_FRACTION: Final = re.compile(r"-?\d*\.\d+")


def _query_in_parentheses(node: exp.Expr) -> exp.Expr:
    """`a = ANY (SELECT b FROM t)`, written without the parentheses."""
    if isinstance(node.this, exp.UNWRAPPED_QUERIES):
        node.set("this", exp.Subquery(this=node.this))
    return node


def _negation(node: exp.Expr) -> exp.Expr:
    """`a NOT IN (1, 2) IS TRUE`: the generator puts NOT first, where it would negate all of it."""
    parent = node.parent
    if isinstance(parent, _COMPARING) and not isinstance(parent, exp.Connector):
        node.replace(paren := exp.Paren())
        paren.set("this", node)
    return node


def _signs_apart(node: exp.Expr) -> exp.Expr:
    """`- ~a`, `~ ~a` and `~ -a`, written without the space, so that they read as one operator."""
    if isinstance(node.parent, exp.BitwiseNot) or (
        isinstance(node, exp.BitwiseNot) and isinstance(node.parent, exp.Neg)
    ):
        node.replace(paren := exp.Paren())
        paren.set("this", node)
    return node


def _json_objectagg(node: exp.Expr) -> exp.Expr:
    """The standard's `JSON_OBJECTAGG(k: v)`, written as Postgres's own `JSON_OBJECT_AGG(k, v)`, which differs."""
    is_standard = any(isinstance(each, exp.JSONKeyValue | exp.ColumnDef) for each in node.expressions)
    return exp.Anonymous(this="JSON_OBJECTAGG", expressions=node.expressions) if is_standard else node


def _whole_units(node: exp.Expr) -> exp.Expr:
    """`INTERVAL '1.5' HOUR`, which is one hour in Postgres; written `INTERVAL '1.5 HOURS'`, it would be 90 minutes."""
    amount, unit = node.this, str(node.args.get("unit")).upper()
    has_part = isinstance(amount, exp.Literal) and _FRACTION.fullmatch(amount.name)
    if has_part and "SECOND" not in unit and node.args.get("unit") and not node.args.get("fraction_in_string"):
        node.set("this", exp.Literal.string(amount.name.partition(".")[0] or "0"))
    return node


def _date_part(node: exp.Expr) -> exp.Expr:
    """`DATE_PART('hour', a)`, written as EXTRACT; see `tuneql.sql.parsing.rewording.calls.parts_of_dates`.

    If the call has an alias, the parser puts the comment that marks it there.
    """
    holder = node.parent if isinstance(node.parent, exp.Alias) else node
    if DATE_PART not in (holder.comments or node.comments or ()) or not isinstance(node.this, exp.Var):
        return node
    return exp.Anonymous(this=DATE_PART, expressions=[exp.Literal.string(node.this.name.lower()), node.expression])


def _xmltable(node: exp.Expr) -> exp.Expr:
    """`XMLTABLE(... COLUMNS n FOR ORDINALITY)`, written as a name without a type."""
    for each in node.args.get("columns") or ():
        if each.args.get("ordinality"):
            each.set("kind", exp.DataType(this=exp.DType.USERDEFINED, kind="FOR ORDINALITY"))
    return node


def _arrow(node: exp.Expr) -> exp.Expr:
    """`f(a -> 'x')` in DuckDB: JSON access, read as a lambda, unless the function takes one."""
    if is_lambda(node, get_dialect("duckdb")) or len(node.expressions) != 1:
        return node
    column, path = columns_before_arrow(node)[0], node.this
    if not isinstance(path, _JSON_ACCESSES):
        return exp.JSONExtract(this=column, expression=path)
    first = path
    while isinstance(first.this, _JSON_ACCESSES):  # `a -> 'b' -> 'c'`, read as `a -> ('b' -> 'c')`
        first = first.this
    first.set("this", exp.JSONExtract(this=column, expression=first.this))
    return path


_JSON_ACCESSES: Final = (exp.JSONExtract, exp.JSONExtractScalar)


def _json_key(node: exp.Expr) -> exp.Expr:
    """Postgres's `UPPER(a -> 'b' ->> c)`, read as `a -> ('b' ->> c)`, in which the key 'b' is read as a document."""
    if isinstance(node.this, exp.Literal):
        node.set("this", exp.Var(this=node.this.sql("postgres")))
    return node


def _strpos(node: exp.Expr) -> exp.Expr:
    """`STRPOS(a COLLATE "C", b)`, written as POSITION, in which operators need parentheses."""
    for key in ("this", "substr"):
        value = node.args.get(key)
        if not isinstance(value, _UNDIVIDED) or isinstance(value, exp.Binary):
            node.set(key, exp.Paren(this=value))
    return node


_UNDIVIDED: Final = (exp.Column, exp.Literal, exp.Func, exp.Cast, exp.Paren, exp.Subquery)


def _ilike(node: exp.Expr) -> exp.Expr:
    """`a ILIKE b`, which T-SQL does not have, as `LOWER(a) LIKE LOWER(b)`."""
    lower = {key: exp.Lower(this=node.args[key]) for key in ("this", "expression")}
    return exp.Like(**{**node.args, **lower})


def _eomonth(node: exp.Expr) -> exp.Expr:
    """`EOMONTH(x, 1)`, read as the end of the month of `DATEADD(MONTH, 1, x)`."""
    later = node.this
    if isinstance(later, exp.DateAdd) and isinstance(day := later.this, exp.TsOrDsToDate):
        return exp.Anonymous(this="EOMONTH", expressions=[day.this, later.expression])
    return node


def _pivot_label(node: exp.Expr) -> exp.Expr:
    """`UNPIVOT (n FOR m IN (jan AS 'January'))`, written without the quotation marks of the label."""
    if isinstance(label := node.args.get("alias"), exp.Literal):
        node.set("alias", exp.to_identifier(label.name, quoted=True))
    return node


def _pivot_label_in_text(node: exp.Expr) -> exp.Expr:
    """Redshift's `jan AS 'January'`, written as a name, which Redshift reads in lower case."""
    if isinstance(label := node.args.get("alias"), exp.Literal):
        node.set("alias", exp.Var(this=label.sql("redshift")))
    return node


def _lower_hex(node: exp.Expr) -> exp.Expr:
    """Snowflake's `LOWER(HEX_ENCODE(x))`, written as `TO_CHAR(x)`, which returns a text unchanged."""
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
    """`CAST(7 AS NUMERIC) / 2` in SQLite, which is 3, because NUMERIC keeps 7 an integer; written as REAL, it is 3.5.

    SQLite treats types with unknown names, such as DATE, as NUMERIC.
    """
    kind = _AFFINITIES.get(node.to.this) if isinstance(node, exp.Cast) else None
    if kind is not None:
        node.set("to", exp.DataType(this=exp.DType.USERDEFINED, kind=kind))
    return node


def _datediff(node: exp.Expr) -> exp.Expr:
    """T-SQL's `DATEDIFF(DAY, a, b)`, written with casts, which would remove the offset of a DATETIMEOFFSET."""
    for key in ("this", "expression"):
        if isinstance(date := node.args.get(key), exp.TimeStrToTime) and not date.args.get("zone"):
            node.set(key, date.this)
    return node


def _values_once(node: exp.Expr) -> exp.Expr:
    """`FROM ((VALUES (1)))`, written with one pair of parentheses less each time."""
    inner = node.this
    while isinstance(inner, exp.Subquery) and not inner.alias:
        inner = inner.this
    if isinstance(inner, exp.Values) and isinstance(node.parent, exp.From | exp.Join):
        node.set("this", inner)
    return node


def _values_joined(node: exp.Expr) -> exp.Expr:
    """`FROM t, (VALUES (1))`, written without the parentheses."""
    is_bare = isinstance(node.parent, exp.Join) and not node.args.get("alias")
    return exp.Paren(this=node.copy()) if is_bare else node


def _nulls_order(node: exp.Expr) -> exp.Expr:
    """BigQuery's `ORDER BY a NULLS LAST`: in windows and aggregates, the generator omits the order of NULLs."""
    is_down, are_first = bool(node.args.get("desc")), bool(node.args.get("nulls_first"))
    if is_down is not are_first:
        return node
    way = "DESC NULLS" if is_down else "NULLS"
    return with_word(node.this, way, exp.Var(this="FIRST" if are_first else "LAST"))


def _cast_with_format(node: exp.Expr) -> exp.Expr:
    """BigQuery's `CAST(x AS DATE FORMAT 'YYYY')`: separate the type and the format, which `formats_of_casts` joined."""
    kind, _, text = node.this.partition(MARK)
    cast, written = node.find_ancestor(exp.Cast, exp.TryCast), exp.Literal.string(text)
    if kind not in TIMES or cast is None:
        return node
    cast.set("to", exp.DataType(this=exp.DType.USERDEFINED, kind=kind))
    if isinstance(zoned := node.parent, exp.AtTimeZone):
        cast.set("format", with_word(written, "AT TIME ZONE", zoned.args["zone"]))
        return node
    return written


def _sized_type(node: exp.Expr) -> exp.Expr:
    """BigQuery's `CAST(x AS NUMERIC(10, 2))`, written without the digits."""
    cast = node.find_ancestor(exp.Cast, exp.TryCast)
    if cast is not None and not isinstance(cast.this, exp.Array) and not cast.to.is_type(exp.DType.USERDEFINED):
        cast.set("to", exp.DataType(this=exp.DType.USERDEFINED, kind=cast.to.sql("bigquery")))
    return node


def _is_boolean(node: exp.Expr) -> exp.Expr:
    """`active IS NOT TRUE` in Snowflake, which lacks it; written as `NOT active`, it would omit rows with NULL."""
    if node.args["expression"].__class__ is not exp.Boolean:
        return node
    value = exp.Paren(this=node.this) if isinstance(node.this, _COMPARING) else node.this
    return exp.NullSafeEQ(this=value, expression=node.expression)


def _parse_json(node: exp.Expr) -> exp.Expr:
    """Snowflake's `PARSE_JSON(x, 'd')`, written without 'd', which permits duplicate keys."""
    mode = node.args.get("expression")
    return node if mode is None else exp.Anonymous(this="PARSE_JSON", expressions=[node.this, mode])


def _last_step(node: exp.Expr) -> exp.Expr:
    """`|> ORDER BY a |> SELECT b`, read as `SELECT *` from a common table expression, whose order does not count."""
    select = node.parent
    while node.expressions and isinstance(select, exp.Select) and _is_star_of(select, last := node.expressions[-1]):
        select.set("from_", None)
        for key, value in last.this.args.items():
            select.set(key, value)
        node.set("expressions", node.expressions[:-1])
    if not node.expressions and select is not None:
        select.set("with_", None)
    return node


def _is_star_of(select: exp.Select, step: exp.Expr) -> bool:
    """Whether a query is just `SELECT *` from a step of pipes, for which the parser makes a table `__tmp1`."""
    clauses = {key for key, value in select.args.items() if value}
    is_all = clauses == {"with_", "from_", "expressions"} and select.expressions == [exp.Star()]
    is_step = step.alias.startswith("__tmp") and isinstance(step.this, exp.Select) and not step.this.args.get("with_")
    return is_all and is_step and select.args["from_"].this == exp.Table(this=exp.to_identifier(step.alias))


def _qualified_columns(node: exp.Expr) -> exp.Expr:
    """DuckDB's `PIVOT (SELECT v.id FROM ...) ON ...`, in which columns are written without the names of tables."""
    queries = [each for each in nodes_of(node) if isinstance(each, exp.Select)]
    for column in (each for query in queries for each in nodes_of(query) if isinstance(each, exp.Column)):
        if column.table:
            column.replace(exp.Dot.build([part.copy() for part in column.parts]))
    return node


_JOINED: Final[Word] = (exp.Values, _values_joined)
_NAMED: Final[Word] = (exp.Subquery, lambda node: named(_values_once(node)))
_OPTIONS: Final[Word] = (exp.RawString, written_options)
_SIGNS: Final[tuple[Word, ...]] = ((exp.BitwiseNot, _signs_apart), (exp.Neg, _signs_apart))
_EVERYWHERE: Final[tuple[Word, ...]] = (
    (exp.Any, _query_in_parentheses),
    (exp.Subquery, _values_once),
    (exp.Not, _negation),
)
_WORDS: Final[dict[str, tuple[Word, ...]]] = {
    "postgres": (
        _JOINED,
        _OPTIONS,
        *_SIGNS,
        (exp.Identifier, in_quotes("postgres")),
        (exp.JSONObjectAgg, _json_objectagg),
        (exp.XMLTable, _xmltable),
        (exp.RecursiveWithSearch, written_keys),
        *((kind, _json_key) for kind in (*_JSON_ACCESSES, exp.JSONBExtract, exp.JSONBExtractScalar)),
        (exp.Extract, _date_part),
        (exp.StrPosition, _strpos),
        (exp.Interval, _whole_units),
        (exp.CurrentTime, lambda node: node if node.this else exp.Var(this="CURRENT_TIME")),
    ),
    "sqlite": (_JOINED, (exp.Identifier, in_quotes("sqlite")), (exp.Cast, _affinity)),
    "duckdb": (_JOINED, (exp.Lambda, _arrow), (exp.Pivot, _qualified_columns), *_SIGNS),
    "redshift": (
        (exp.UnixToTime, lambda node: exp.Anonymous(this="TO_TIMESTAMP", expressions=[node.this])),
        (exp.PivotAlias, _pivot_label_in_text),
    ),
    "mysql": (*WORDS_OF_MYSQL, _NAMED),
    "snowflake": (
        _JOINED,
        (exp.PivotAlias, _pivot_label),
        (exp.LowerHex, _lower_hex),
        (exp.ParseJSON, _parse_json),
        (exp.Is, _is_boolean),
    ),
    "bigquery": (
        (exp.Interval, interval),
        (exp.Ordered, _nulls_order),
        (exp.With, _last_step),
        (exp.National, _cast_with_format),
        (exp.DataTypeParam, _sized_type),
        *((kind, shift) for kind in (exp.DateAdd, exp.DateSub, exp.TimeAdd, exp.TimeSub)),
        *((kind, shift) for kind in (exp.DatetimeAdd, exp.DatetimeSub, exp.TimestampAdd, exp.TimestampSub)),
    ),
    "tsql": (
        _OPTIONS,
        _NAMED,
        (exp.Identifier, in_quotes("tsql")),
        (exp.CTE, written_namespaces),
        (exp.ILike, _ilike),
        (exp.LastDay, _eomonth),
        (exp.CurrentDate, lambda _: exp.cast(exp.Anonymous(this="GETDATE"), exp.DType.DATE)),
        (exp.DateDiff, _datediff),
        (exp.ApproxDistinct, lambda node: exp.Anonymous(this="APPROX_COUNT_DISTINCT", expressions=[node.this])),
        (exp.Getbit, lambda node: exp.Anonymous(this="GET_BIT", expressions=[node.this, node.expression])),
    ),
}


def restore_words(nodes: Nodes, dialect: type[sqlglot.Dialect]) -> exp.Expr:
    """Restore the dialect's own words in a tree before it is written; returns its root, which may be a new one.

    Args:
        nodes: of the tree, with its root first; the tree is changed.
        dialect: of the tree.
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
