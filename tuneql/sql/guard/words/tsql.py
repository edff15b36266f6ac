"""Rewrites for T-SQL, see `tuneql.sql.guard.words`."""

from typing import Final

from sqlglot import exp

from tuneql.sql.guard.words.reserved import in_quotes
from tuneql.sql.guard.words.shared import NAMED_QUERIES, OPTIONS, Word
from tuneql.sql.parsing.rewording.namespaces import written_namespaces


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


def _datediff(node: exp.Expr) -> exp.Expr:
    """T-SQL's `DATEDIFF(DAY, a, b)`, written with casts, which would remove the offset of a DATETIMEOFFSET."""
    for key in ("this", "expression"):
        if isinstance(date := node.args.get(key), exp.TimeStrToTime) and not date.args.get("zone"):
            node.set(key, date.this)
    return node


WORDS_OF_TSQL: Final[tuple[Word, ...]] = (
    OPTIONS,
    NAMED_QUERIES,
    (exp.Identifier, in_quotes("tsql")),
    (exp.CTE, written_namespaces),
    (exp.ILike, _ilike),
    (exp.LastDay, _eomonth),
    (exp.CurrentDate, lambda _: exp.cast(exp.Anonymous(this="GETDATE"), exp.DType.DATE)),
    (exp.DateDiff, _datediff),
    (exp.ApproxDistinct, lambda node: exp.Anonymous(this="APPROX_COUNT_DISTINCT", expressions=[node.this])),
    (exp.Getbit, lambda node: exp.Anonymous(this="GET_BIT", expressions=[node.this, node.expression])),
)
"""The types of nodes, each with its rewrite."""
