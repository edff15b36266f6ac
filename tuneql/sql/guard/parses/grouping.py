"""GROUP BY and HAVING that make no groups."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import nodes_of

_GROUPS_NEEDED: Final = ("postgres", "tsql", "snowflake", "bigquery", "sqlite", "duckdb")
_MAY_GROUP: Final = (exp.AggFunc, exp.Anonymous, exp.AnonymousAggFunc)


def group_by_nothing(group: exp.Expr, _: Statement) -> str | None:
    """`GROUP BY ORDER BY a`."""
    return None if any(group.args.values()) else "there is nothing after GROUP BY; add columns, or remove it"


def having_without_groups(having: exp.Expr, statement: Statement) -> str | None:
    """`SELECT a FROM t HAVING a > 1`, which only MySQL accepts, as WHERE."""
    select = having.parent
    if select is None or select.args.get("group") or not descends_from(statement.dialect_class, *_GROUPS_NEEDED):
        return None
    asked = [*select.expressions, having, *filter(None, [select.args.get("order")])]
    nodes = [node for each in asked for node in nodes_of(each, into_queries=False)]
    is_grouped = any(isinstance(node, _MAY_GROUP) for node in nodes)
    names_column = any(isinstance(node, exp.Column) for node in nodes_of(having, into_queries=False))
    if is_grouped or not names_column:
        return None
    return "HAVING needs groups or an aggregate; use WHERE for a condition on single rows"
