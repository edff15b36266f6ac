"""Window functions without a window, and parts of windows that the engine does not have."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from, shared_dialect
from tuneql.sql.guard.statement import Statement

_RANKS: Final = (exp.RowNumber, exp.Rank, exp.DenseRank, exp.Ntile, exp.PercentRank, exp.CumeDist)
_OF_OTHER_ROWS: Final = (exp.Lag, exp.Lead)
_OF_FRAMES: Final = (exp.FirstValue, exp.LastValue, exp.NthValue)
WINDOW_FUNCTIONS: Final = (*_RANKS, *_OF_OTHER_ROWS, *_OF_FRAMES)
"""Functions that the engines allow only with a window."""
PERCENTILES: Final = (exp.PercentileCont, exp.PercentileDisc)
"""Aggregates that need a window in some engines."""
PATTERN_FUNCTIONS: Final = (exp.First, exp.Last)
"""Functions that some engines have only in MATCH_RECOGNIZE."""
_ONLY_IN_PATTERNS: Final = ("bigquery", "snowflake")
_WITH_FRAMES_AS_AGGREGATES: Final = ("hive",)
_WITHOUT_IGNORE_NULLS: Final = ("postgres", "sqlite")
_WITHOUT_DISTINCT: Final = ("postgres", "mysql", "tsql", "sqlite")
_ORDERS_FRAMES: Final = ("tsql", "redshift")
_WITHOUT_GROUPS: Final = ("redshift", "mysql", "tsql", "snowflake", "bigquery")
_WITHOUT_AMOUNTS: Final = ("tsql",)
_LAST: Final = 4  # the place of the last row that a frame can have
_BETWEEN: Final = (exp.IgnoreNulls, exp.RespectNulls, exp.Filter)


def missing_window(call: exp.Expr, statement: Statement) -> str | None:
    """`SELECT ROW_NUMBER()`; but `RANK(5) WITHIN GROUP (ORDER BY a)`, the rank that 5 would have, is valid."""
    around = call.parent
    while isinstance(around, _BETWEEN):
        around = around.parent
    if isinstance(around, exp.Window):
        return _missing_order(call, around, statement)
    if isinstance(around, exp.WithinGroup) or not isinstance(call, exp.Func) or _has_other_meaning(call, statement):
        return None
    return f"{call.sql_name()} needs a window; write OVER (ORDER BY ...) after it"


def percentile_without_window(call: exp.Expr, statement: Statement) -> str | None:
    """`PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a)` in T-SQL, where it is no aggregate."""
    group = call.parent
    is_whole = isinstance(group, exp.WithinGroup) and isinstance(group.parent, exp.Window)
    if is_whole or not isinstance(call, exp.Func) or not descends_from(statement.dialect_class, "tsql"):
        return None
    name = call.sql_name()
    return f"{name} needs a window; write OVER (PARTITION BY ...) after it, or use APPROX_{name}"


def _has_other_meaning(call: exp.Expr, statement: Statement) -> bool:
    """Whether a call has another meaning: in MATCH_RECOGNIZE, or as an aggregate of Spark."""
    if isinstance(call, _OF_FRAMES) and descends_from(statement.dialect_class, *_WITH_FRAMES_AS_AGGREGATES):
        return True
    return not isinstance(call, _RANKS) and call.find_ancestor(exp.MatchRecognize) is not None


def outside_of_patterns(call: exp.Expr, statement: Statement) -> str | None:
    """`FIRST(a)`, an aggregate in other engines."""
    is_lacking = descends_from(statement.dialect_class, *_ONLY_IN_PATTERNS)
    if not is_lacking or call.find_ancestor(exp.MatchRecognize) is not None:
        return None
    return f"{call.key.upper()} is only for MATCH_RECOGNIZE; write {call.key.upper()}_VALUE with a window"


def _missing_order(call: exp.Expr, window: exp.Window, statement: Statement) -> str | None:
    """`ROW_NUMBER() OVER ()`, which T-SQL refuses; the order of a named window may be in the WINDOW clause."""
    has_order = window.args.get("order") or window.args.get("alias")
    if has_order or not isinstance(call, exp.Func) or not descends_from(statement.dialect_class, "tsql"):
        return None
    return f"{call.sql_name()} needs an order; write ORDER BY in the parentheses after OVER"


def over_nothing(window: exp.Expr, _: Statement) -> str | None:
    """`SUM(a) OVER FROM t`, which the generator writes as `OVER ()`; SQLite reads an alias."""
    is_empty = window.args.get("over") and not window.args.get("alias") and "partition_by" not in window.args
    return "OVER needs a window after it: OVER () or OVER (ORDER BY ...)" if is_empty else None


def distinct_over(window: exp.Expr, statement: Statement) -> str | None:
    """`COUNT(DISTINCT a) OVER (…)`, which these engines do not have."""
    call = window.this
    while isinstance(call, _BETWEEN):
        call = call.this
    is_distinct = isinstance(call, exp.AggFunc) and isinstance(call.this, exp.Distinct)
    lacks = is_distinct and descends_from(statement.dialect_class, *_WITHOUT_DISTINCT)
    return "DISTINCT is not allowed with OVER; count the distinct values in a subquery" if lacks else None


def unsupported_ignore_nulls(_: exp.Expr, statement: Statement) -> str | None:
    """`LAST_VALUE(a IGNORE NULLS)`, which these engines do not have; the generator drops the words."""
    is_lost = descends_from(statement.dialect_class, *_WITHOUT_IGNORE_NULLS) and not descends_from(
        statement.dialect_class, "redshift"
    )
    return "there is no IGNORE NULLS; read the values from a subquery without NULLs" if is_lost else None


def backward_frame(frame: exp.Expr, _: Statement) -> str | None:
    """`ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW`, and `ROWS UNBOUNDED FOLLOWING`, which would end with this row."""
    start, end = (_place(frame, side) for side in ("start", "end"))
    if start <= end and start < _LAST and end > 0:
        return None
    return "the frame of a window ends before it begins; write its earlier row before AND"


def _place(frame: exp.Expr, side: str) -> int:
    """Where one side of a frame is, from its first possible row, 0, over the current one, 2, to the last, 4."""
    bound, direction = frame.args.get(side), frame.args.get(f"{side}_side")
    if direction is None:
        return 2
    distance = 1 if isinstance(bound, exp.Expr) else 2
    return 2 + (distance if direction == "FOLLOWING" else -distance)


def frame_without_order(frame: exp.Expr, statement: Statement) -> str | None:
    """`OVER (GROUPS 2 PRECEDING)`, and any frame in T-SQL and Redshift; a named window may have the order."""
    window, kind = frame.parent, str(frame.args.get("kind")).upper()
    if not isinstance(window, exp.Window) or window.args.get("alias"):
        return None
    keys = getattr(window.args.get("order"), "expressions", [])
    has_amount = any(isinstance(frame.args.get(side), exp.Expr) for side in ("start", "end"))
    if kind == "RANGE" and has_amount and len(keys) != 1:
        return f"RANGE with an amount needs an ORDER BY with one key in the window, not {len(keys) or 'none'}"
    is_needed = kind == "GROUPS" or descends_from(statement.dialect_class, *_ORDERS_FRAMES)
    return "a frame needs an ORDER BY in the window" if is_needed and not keys else None


def unsupported_frame(frame: exp.Expr, statement: Statement) -> str | None:
    """GROUPS, RANGE with an amount and EXCLUDE in engines without them; the generator drops EXCLUDE."""
    kind, dialect = str(frame.args.get("kind")).upper(), statement.dialect_class
    if kind == "GROUPS" and descends_from(dialect, *_WITHOUT_GROUPS):
        return "there is no GROUPS in the frame of a window; use ROWS or RANGE"
    has_amount = any(isinstance(frame.args.get(side), exp.Expr) for side in ("start", "end"))
    if kind == "RANGE" and has_amount and descends_from(dialect, *_WITHOUT_AMOUNTS):
        return "RANGE takes only UNBOUNDED and CURRENT ROW; use ROWS for a number of rows"
    is_lost = frame.args.get("exclude") and not shared_dialect(statement.dialect).generator().SUPPORTS_WINDOW_EXCLUDE
    return "there is no EXCLUDE in the frame of a window; remove it" if is_lost else None
