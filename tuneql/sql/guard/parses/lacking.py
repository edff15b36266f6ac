"""Syntax that sqlglot 30.30 reads and writes for engines that do not have it."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_LACKING: Final[dict[type[exp.Expr], tuple[str, tuple[str, ...]]]] = {
    exp.All: ("ALL before a query", ("sqlite",)),
    exp.Any: ("ANY before a query", ("sqlite",)),
    exp.Rollup: ("ROLLUP", ("sqlite",)),
    exp.Cube: ("CUBE", ("sqlite", "mysql")),
    exp.GroupingSets: ("GROUPING SETS", ("sqlite", "mysql")),
    exp.SimilarTo: ("SIMILAR TO", ("sqlite", "mysql", "tsql", "snowflake", "bigquery")),
}
LACKING: Final = tuple(_LACKING)
"""The nodes of such syntax."""


def lacking(node: exp.Expr, statement: Statement) -> str | None:
    """`> ALL (SELECT a)` in SQLite, `GROUP BY CUBE (a)` in MySQL and the like."""
    syntax, engines = _LACKING[node.__class__]
    return f"there is no {syntax} in this dialect" if descends_from(statement.dialect_class, *engines) else None
