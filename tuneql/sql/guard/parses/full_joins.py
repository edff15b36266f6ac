"""FULL JOIN in MySQL, which does not have it: the generator writes two queries with UNION ALL instead."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

# Clauses that combine rows, so that two queries do not return what one does.
_COMBINING: Final = ("group", "having", "distinct", "windows")


def unsupported_full_join(join: exp.Expr, statement: Statement) -> str | None:
    """FULL JOIN in MySQL, unless it is the only join of a query that returns its rows as they are.

    Only then do the two queries that the generator writes return the same rows.
    """
    if join.args.get("side") != "FULL" or not descends_from(statement.dialect_class, "mysql"):
        return None
    select = join.parent
    if isinstance(select, exp.Select) and len(select.args["joins"]) == 1 and not _combines_rows(select):
        return None
    return "there is no FULL JOIN; write a LEFT JOIN, UNION ALL, and the rows that only the other table has"


def _combines_rows(select: exp.Select) -> bool:
    """Whether a query groups, aggregates or deduplicates its rows, or is a part of a set operation."""
    if isinstance(select.parent, exp.SetOperation) or any(select.args.get(key) for key in _COMBINING):
        return True
    return any(each.find(exp.AggFunc, exp.Window) for each in select.expressions)
