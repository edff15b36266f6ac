"""Aggregates and window functions where no engine computes them: in WHERE, and within one another."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import nodes_of

_AGGREGATES: Final = (
    exp.Count, exp.CountIf, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.ArrayAgg, exp.GroupConcat, exp.Stddev, exp.Variance,
)  # fmt: skip
_OF_WHOLE_ROWS: Final = (exp.CTE, exp.From, exp.Join, exp.Where)
_OF_GROUPS: Final = (exp.Select, exp.Having, exp.Order, exp.Qualify)
_WITHOUT_NESTING: Final = ("postgres", "mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb")


def misplaced_aggregates(statement: Statement) -> Iterator[str]:
    """What is computed of groups or windows in WHERE, and an aggregate of an aggregate."""
    for nodes in statement.nodes:
        for node in nodes.of(*_AGGREGATES, exp.Window):
            if isinstance(node, exp.Window) or _is_aggregate(node):
                yield from _misplaced(node, statement)


def _misplaced(node: exp.Expr, statement: Statement) -> Iterator[str]:
    around = node.parent
    while around is not None and not isinstance(around, exp.Query):
        if isinstance(around, exp.Where) and isinstance(node, exp.Window):
            yield "a window function stands in WHERE; compute it in a query in FROM, and compare its column"
        elif isinstance(around, exp.Where) and _is_own(node, around):
            yield f"{_name(node)} stands in WHERE, which is asked of single rows; write HAVING, or a query in FROM"
        elif _is_aggregate(around) and not isinstance(node, exp.Window) and _cannot_nest(statement):
            yield f"{_name(around)} is of {_name(node)}; compute {_name(node)} in a query in FROM"
        around = around.parent


def _is_aggregate(node: exp.Expr) -> bool:
    """SQLite's `MAX(a, b)` is of one row, and with OVER it is of windows."""
    is_of_one_row = isinstance(node, exp.Max | exp.Min) and node.expressions
    return isinstance(node, _AGGREGATES) and not is_of_one_row and not _is_of_windows(node)


def _is_of_windows(node: exp.Expr) -> bool:
    """Whether OVER is behind it, or behind its FILTER."""
    around = node.parent
    while isinstance(around, exp.Filter | exp.IgnoreNulls | exp.RespectNulls):
        around = around.parent
    return isinstance(around, exp.Window)


def _cannot_nest(statement: Statement) -> bool:
    return descends_from(statement.dialect_class, *_WITHOUT_NESTING)


def _is_own(aggregate: exp.Expr, where: exp.Expr) -> bool:
    """Whether it is of the rows that the WHERE chooses; of columns, it may be of groups of a query around."""
    if not any(isinstance(node, exp.Column) for node in nodes_of(aggregate)):
        return True
    around = where.parent.parent if where.parent else None
    while around is not None and not isinstance(around, _OF_GROUPS):
        if isinstance(around, _OF_WHOLE_ROWS):
            return True
        around = around.parent
    return around is None


def _name(node: exp.Expr) -> str:
    return node.sql_name() if isinstance(node, exp.Func) else node.key.upper()
