"""Aggregates of an outer query within its WHERE: `SELECT a FROM t WHERE a > (SELECT AVG(a) FROM u)`, if u has no a.

Where all columns of an aggregate are the outer query's, SQL computes it there, and WHERE cannot have it. A column that
the table in the subquery does not have is often found so, by accident. Window functions stay where they are written.
"""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.clauses import sources_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.parses.aggregates import is_of_rows, name_of, outputs_of, tables_of
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import nodes_of

# MySQL computes it in the subquery (its sql/item_sum.h, "General notes"); of others, nobody knows that they refuse it.
_COMPUTED_OUTSIDE: Final = ("sqlite", "duckdb", "postgres", "tsql")
_AROUND: Final = (exp.Filter, exp.WithinGroup)  # whose columns count as those of the aggregate


def outer_aggregates(statement: Statement) -> Iterator[str]:
    """Denies aggregates in a subquery of WHERE, if all their columns certainly belong to the query around it."""
    if not descends_from(statement.dialect_class, *_COMPUTED_OUTSIDE):
        return
    for nodes, aggregates in zip(statement.nodes, statement.aggregates, strict=True):
        for node in aggregates if len(nodes.of(exp.Select)) > 1 else ():
            columns = _columns_of(node)
            inner = node.find_ancestor(exp.Query)
            outer = _filtered_by(inner) if columns and isinstance(inner, exp.Select) else None
            if outer and all(_is_of(each, outer, inner, statement) for each in columns):
                yield (
                    f"{name_of(node)} of {columns[0].name} is computed in the outer query, whose column it is, "
                    "and not in WHERE's subquery; use the subquery's own columns"
                )


def _columns_of(aggregate: exp.Expr) -> list[exp.Column]:
    """The columns of an aggregate; none of a window function."""
    whole = aggregate
    while isinstance(whole.parent, _AROUND):
        whole = whole.parent
    return [] if isinstance(whole, exp.Window) else [each for each in nodes_of(whole) if isinstance(each, exp.Column)]


def _filtered_by(inner: exp.Expr | None) -> exp.Expr | None:
    """The query that has another in its WHERE."""
    around = inner.parent if inner else None
    while around is not None and not isinstance(around, exp.Select | exp.Where):
        around = around.parent
    return around.parent if isinstance(around, exp.Where) else None


def _is_of(column: exp.Column, outer: exp.Expr, inner: exp.Expr | None, statement: Statement) -> bool:
    """Whether a column certainly belongs to the outer query: the inner one reads only tables, which do not have it."""
    return not _may_be_of(column, inner, statement) and is_of_rows(column, outer, statement)


def _may_be_of(column: exp.Column, inner: exp.Expr | None, statement: Statement) -> bool:
    """Whether a column may belong to a query: to a table, or to something whose columns are not known, or have it."""
    if not isinstance(inner, exp.Select) or inner.args.get("laterals") or is_of_rows(column, inner, statement):
        return True
    tables, name = set(map(id, tables_of(inner, statement)[0])), column.name.lower()
    others = (outputs_of(each, statement) for each in sources_of(inner) if id(each) not in tables)
    return any(not names or "*" in names or name in names for names in others)
