"""Syntax that sqlglot 30.30 reads and writes for SQLite, which does not have it."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

LACKING: Final[dict[type[exp.Expr], str]] = {
    exp.All: "ALL before a query",
    exp.Any: "ANY before a query",
    exp.Rollup: "ROLLUP",
    exp.Cube: "CUBE",
    exp.GroupingSets: "GROUPING SETS",
    exp.Lateral: "LATERAL",
}
"""The syntax, by its node."""


def lacking_in_sqlite(node: exp.Expr, statement: Statement) -> str | None:
    """`> ALL (SELECT a)`, `GROUP BY ROLLUP (a)` and the like in SQLite."""
    is_lost = descends_from(statement.dialect_class, "sqlite")
    return f"there is no {LACKING[node.__class__]} in SQLite" if is_lost else None
