"""Syntax that sqlglot 30.30 reads and writes for engines that do not have it."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_ALL_BUT_DUCKDB: Final = ("postgres", "sqlite", "mysql", "tsql", "snowflake", "bigquery")
_ALL_BUT_POSTGRES: Final = ("redshift", "sqlite", "mysql", "tsql", "snowflake", "bigquery")
_ONE_BY_ONE: Final = "one query for each grouping, with UNION ALL"
# The syntax, what to write instead, and the engines without it.
_LACKING: Final[dict[type[exp.Expr], tuple[str, str, tuple[str, ...]]]] = {
    exp.All: ("ALL before a query", "MAX or MIN in the query", ("sqlite", "bigquery")),
    exp.Any: ("ANY before a query", "IN, or MAX or MIN in the query", ("sqlite", "bigquery")),
    exp.Rollup: ("ROLLUP", _ONE_BY_ONE, ("sqlite",)),
    exp.Cube: ("CUBE", _ONE_BY_ONE, ("sqlite", "mysql")),
    exp.GroupingSets: ("GROUPING SETS", _ONE_BY_ONE, ("sqlite", "mysql")),
    exp.Glob: ("GLOB", "LIKE", ("postgres", "mysql", "tsql", "snowflake", "bigquery")),
    exp.Comprehension: ("FOR before IN", "the condition alone", _ALL_BUT_DUCKDB),
    exp.RecursiveWithSearch: ("SEARCH or CYCLE", "a column with the path", _ALL_BUT_POSTGRES),
    exp.Overlaps: ("OVERLAPS", "two comparisons", ("sqlite", "mysql", "tsql", "bigquery")),
    exp.Slice: ("colon between brackets", "ARRAY_SLICE", ("bigquery",)),
    exp.SimilarTo: ("SIMILAR TO", "LIKE", ("sqlite", "mysql", "tsql", "snowflake", "bigquery")),
    exp.WithinGroup: ("WITHIN GROUP", "the position in a subquery with ROW_NUMBER() OVER (ORDER BY ...)", ("sqlite",)),
    exp.BitwiseXor: ("^", "POWER(a, b), or (a | b) - (a & b) for the bits", ("sqlite",)),
}
LACKING: Final = tuple(_LACKING)
"""The nodes of such syntax."""


def lacking(node: exp.Expr, statement: Statement) -> str | None:
    """`> ALL (SELECT a)` in SQLite, `GROUP BY CUBE (a)` in MySQL and the like."""
    syntax, other, engines = _LACKING[node.__class__]
    is_of_patterns = isinstance(node.parent, exp.Like) and descends_from(statement.dialect_class, "bigquery")
    is_lacking = descends_from(statement.dialect_class, *engines) and not is_of_patterns  # LIKE ANY ('a%', 'b%')
    return f"there is no {syntax}; write {other}" if is_lacking else None
