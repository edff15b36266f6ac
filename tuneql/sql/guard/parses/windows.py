"""Window functions without a window, and parts of windows that the engine does not have."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from, shared_dialect
from tuneql.sql.guard.statement import Statement

WINDOW_FUNCTIONS: Final = (exp.RowNumber, exp.Rank, exp.DenseRank, exp.Ntile)
"""Functions that every engine allows only with a window."""
_WITHOUT_IGNORE_NULLS: Final = ("postgres", "sqlite")
_BETWEEN: Final = (exp.IgnoreNulls, exp.RespectNulls, exp.Filter)


def missing_window(call: exp.Expr, _: Statement) -> str | None:
    """`SELECT ROW_NUMBER()`; but `RANK(5) WITHIN GROUP (ORDER BY a)`, the rank that 5 would have, is valid."""
    around = call.parent
    while isinstance(around, _BETWEEN):
        around = around.parent
    if isinstance(around, exp.Window | exp.WithinGroup) or not isinstance(call, exp.Func):
        return None
    return f"{call.sql_name()} needs a window; write OVER (ORDER BY ...) after it"


def unsupported_ignore_nulls(_: exp.Expr, statement: Statement) -> str | None:
    """`LAST_VALUE(a IGNORE NULLS)`, which these engines do not have; the generator drops the words."""
    is_lost = descends_from(statement.dialect_class, *_WITHOUT_IGNORE_NULLS) and not descends_from(
        statement.dialect_class, "redshift"
    )
    return "there is no IGNORE NULLS; read the values from a subquery without NULLs" if is_lost else None


def unsupported_exclude(frame: exp.Expr, statement: Statement) -> str | None:
    """`ROWS 1 PRECEDING EXCLUDE CURRENT ROW` in a dialect without EXCLUDE; the generator drops it."""
    is_lost = frame.args.get("exclude") and not shared_dialect(statement.dialect).generator().SUPPORTS_WINDOW_EXCLUDE
    return "there is no EXCLUDE in the frame of a window; remove it" if is_lost else None
