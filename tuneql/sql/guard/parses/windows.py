"""Windows that an engine lacks, or that are lacking, and what it has none of in them."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from, shared_dialect
from tuneql.sql.guard.statement import Statement

OF_WINDOWS: Final = (exp.RowNumber, exp.Rank, exp.DenseRank, exp.Ntile)
"""Functions that are of windows alone, and of nothing else in any engine."""
_WITH_NULLS: Final = ("postgres", "sqlite")
_BETWEEN: Final = (exp.IgnoreNulls, exp.RespectNulls, exp.Filter)


def window_missing(call: exp.Expr, _: Statement) -> str | None:
    """`SELECT ROW_NUMBER()`; but `RANK(5) WITHIN GROUP (ORDER BY a)` tells where 5 would stand."""
    around = call.parent
    while isinstance(around, _BETWEEN):
        around = around.parent
    if isinstance(around, exp.Window | exp.WithinGroup) or not isinstance(call, exp.Func):
        return None
    return f"{call.sql_name()} lacks its window; write OVER (ORDER BY ...) behind it"


def ignored_nulls(_: exp.Expr, statement: Statement) -> str | None:
    """`LAST_VALUE(a IGNORE NULLS)`, of which these engines have none, and which is written back without the words."""
    is_lost = descends_from(statement.dialect_class, *_WITH_NULLS) and not descends_from(
        statement.dialect_class, "redshift"
    )
    return "the dialect has no IGNORE NULLS; take the values from a query that leaves NULLs out" if is_lost else None


def frame_cut_off(frame: exp.Expr, statement: Statement) -> str | None:
    """`ROWS 1 PRECEDING EXCLUDE CURRENT ROW`, which is written back without the end where there is none."""
    is_lost = frame.args.get("exclude") and not shared_dialect(statement.dialect).generator().SUPPORTS_WINDOW_EXCLUDE
    return "the dialect has no EXCLUDE in a window's frame" if is_lost else None
