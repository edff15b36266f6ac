"""Rewrites for BigQuery, see `tuneql.sql.guard.words`."""

from typing import Final

from sqlglot import exp

from tuneql.sql.guard.words.shared import SETS_OF_KEYS, Word, interval, shift
from tuneql.sql.parsing.beside import beside
from tuneql.sql.parsing.rewording.values.types import MARK, TIMES


def _nulls_order(node: exp.Expr) -> exp.Expr:
    """BigQuery's `ORDER BY a NULLS LAST`: in windows and aggregates, the generator omits the order of NULLs."""
    is_down, are_first = bool(node.args.get("desc")), bool(node.args.get("nulls_first"))
    if is_down is not are_first:
        return node
    way = "DESC NULLS" if is_down else "NULLS"
    return beside(node.this, way, exp.Var(this="FIRST" if are_first else "LAST"))


def _cast_with_format(node: exp.Expr) -> exp.Expr:
    """BigQuery's `CAST(x AS DATE FORMAT 'YYYY')`: separate the type and the format, which `formats_of_casts` joined."""
    kind, _, text = node.this.partition(MARK)
    cast, written = node.find_ancestor(exp.Cast, exp.TryCast), exp.Literal.string(text)
    if kind not in TIMES or cast is None:
        return node
    cast.set("to", exp.DataType(this=exp.DType.USERDEFINED, kind=kind))
    if isinstance(zoned := node.parent, exp.AtTimeZone):
        cast.set("format", beside(written, "AT TIME ZONE", zoned.args["zone"]))
        return node
    return written


def _sized_type(node: exp.Expr) -> exp.Expr:
    """BigQuery's `CAST(x AS NUMERIC(10, 2))`, written without the digits."""
    cast = node.find_ancestor(exp.Cast, exp.TryCast)
    if cast is not None and not isinstance(cast.this, exp.Array) and not cast.to.is_type(exp.DType.USERDEFINED):
        cast.set("to", exp.DataType(this=exp.DType.USERDEFINED, kind=cast.to.sql("bigquery", comments=False)))
    return node


def _gap_fill(node: exp.Expr) -> exp.Expr:
    """`GAP_FILL((SELECT ...), ...)`, written as `GAP_FILL(TABLE (SELECT ...), ...)`, which is an error."""
    if not isinstance(node.this, exp.Subquery):
        return node
    return exp.Anonymous(this="GAP_FILL", expressions=[each for each in node.args.values() if each is not None])


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


WORDS_OF_BIGQUERY: Final[tuple[Word, ...]] = (
    SETS_OF_KEYS,
    (exp.Interval, interval),
    (exp.Ordered, _nulls_order),
    (exp.With, _last_step),
    (exp.GapFill, _gap_fill),
    (exp.National, _cast_with_format),
    (exp.DataTypeParam, _sized_type),
    *((kind, shift) for kind in (exp.DateAdd, exp.DateSub, exp.TimeAdd, exp.TimeSub)),
    *((kind, shift) for kind in (exp.DatetimeAdd, exp.DatetimeSub, exp.TimestampAdd, exp.TimestampSub)),
)
"""The types of nodes, each with its rewrite."""
