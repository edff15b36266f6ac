"""Rewrites for T-SQL, see `tuneql.sql.guard.words`."""

from typing import Final

from sqlglot import exp

from tuneql.sql.guard.words.reserved import in_quotes
from tuneql.sql.guard.words.shared import NAMED_QUERIES, OPTIONS, Word, is_marked
from tuneql.sql.parsing.rewording.calls.unchanged import DATENAME
from tuneql.sql.parsing.rewording.queries.namespaces import written_namespaces


def _ilike(node: exp.Expr) -> exp.Expr:
    """`a ILIKE b`, which T-SQL does not have, as `LOWER(a) LIKE LOWER(b)`."""
    lower = {key: exp.Lower(this=node.args[key]) for key in ("this", "expression")}
    return exp.Like(**{**node.args, **lower})


def _eomonth(node: exp.Expr) -> exp.Expr:
    """`EOMONTH(x)`, written with a cast; `EOMONTH(x, 1)`, read as the end of the month of `DATEADD(MONTH, 1, x)`."""
    day, months = node.this, []
    if isinstance(day, exp.DateAdd):
        day, months = day.this, [day.expression]
    return exp.Anonymous(this="EOMONTH", expressions=[day.this, *months]) if isinstance(day, exp.TsOrDsToDate) else node


_PARTS_BY_FORMAT: Final = {"%Y": "YEAR", "%B": "MONTH", "%A": "WEEKDAY"}


def _datename(node: exp.Expr) -> exp.Expr:
    """`DATENAME(MONTH, x)`, written as FORMAT; see `tuneql.sql.parsing.rewording.calls.unchanged.names_of_parts`."""
    if not is_marked(node, DATENAME):
        return node
    part = exp.Var(this=_PARTS_BY_FORMAT[node.args["format"].name])
    return exp.Anonymous(this=DATENAME, expressions=[part, node.this.this])


def _datediff(node: exp.Expr) -> exp.Expr:
    """T-SQL's `DATEDIFF(DAY, a, b)`, written with casts, which would remove the offset of a DATETIMEOFFSET."""
    for key in ("this", "expression"):
        if isinstance(date := node.args.get(key), exp.TimeStrToTime) and not date.args.get("zone"):
            node.set(key, date.this)
    return node


def _called(table: exp.Expr) -> exp.Expr:
    """`FROM doc.nodes('/a') AS t(x)`, written with NODES in capitals, which is not a method of SQL Server's XML."""
    if isinstance(table, exp.Table) and isinstance(table.this, exp.Anonymous) and table.db:
        table.set("this", exp.Dot.build(table.parts))
        table.set("db", None)
        table.set("catalog", None)
    return table


WORDS_OF_TSQL: Final[tuple[Word, ...]] = (
    OPTIONS,
    NAMED_QUERIES,
    (exp.Identifier, in_quotes("tsql")),
    (exp.CTE, written_namespaces),
    (exp.Table, _called),
    (exp.ILike, _ilike),
    (exp.LastDay, _eomonth),
    (exp.TimeToStr, _datename),
    (exp.CurrentDate, lambda _: exp.cast(exp.Anonymous(this="GETDATE"), exp.DType.DATE)),
    (exp.DateDiff, _datediff),
    (exp.ApproxDistinct, lambda node: exp.Anonymous(this="APPROX_COUNT_DISTINCT", expressions=[node.this])),
    (exp.Getbit, lambda node: exp.Anonymous(this="GET_BIT", expressions=[node.this, node.expression])),
)
"""The types of nodes, each with its rewrite."""
