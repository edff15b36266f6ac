"""PIVOT of SQL Server, which has less than that of other engines, and of DuckDB without an aggregate.

From https://learn.microsoft.com/en-us/sql/t-sql/queries/from-using-pivot-and-unpivot.
"""

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement


def unsupported_pivot(pivot: exp.Expr, statement: Statement) -> str | None:
    """`PIVOT (SUM(a) AS total FOR b IN ('x' AS y))`, in which SQL Server needs names, as in `IN ([x])`."""
    if any(isinstance(each.unalias(), exp.Column) for each in pivot.args.get("using") or ()):
        return "USING of a PIVOT needs an aggregate, such as SUM"
    if not descends_from(statement.dialect_class, "tsql"):
        return None
    if not pivot.alias:
        return "a PIVOT needs an alias; write AS p after it"
    listed = [each for field in pivot.args.get("fields") or () for each in _listed(field)]
    if not all(isinstance(each, exp.Column | exp.Identifier) for each in listed):
        return "IN of a PIVOT lists names without aliases, also for numbers and texts: IN ([2024], [new])"
    aggregates = [] if pivot.args.get("unpivot") else pivot.expressions
    if len(aggregates) > 1 or any(isinstance(each, exp.Alias) for each in aggregates):
        return "PIVOT takes one aggregate, without an alias; use SUM(CASE WHEN …) for several"
    is_of_all = any(isinstance(each, exp.Count) and isinstance(each.this, exp.Star) for each in aggregates)
    return "COUNT(*) is not allowed in a PIVOT; count a column" if is_of_all else None


def _listed(field: exp.Expr) -> list[exp.Expr]:
    return [query] if (query := field.args.get("query")) is not None else field.expressions
