"""Removes DISTINCT if no row can come twice, whatever the tables hold.

It stays in `IN (SELECT DISTINCT ...)` and in the parts of a UNION: values that are equal to DISTINCT, which uses the
column's collation, may differ to what surrounds it.
"""

from typing import Final

from sqlglot import exp

_AGGREGATES: Final = (exp.Count, exp.Sum, exp.Avg, exp.Max, exp.Min)

# Clauses in which SQLite permits no aggregate of the surrounding query, so that one in a subquery belongs to this.
_ROWS: Final = (exp.Where, exp.Join, exp.From, exp.With)


def without_redundant_distinct(tree: exp.Expr) -> exp.Expr:
    """Remove DISTINCT from queries that give one row, output all that they group by, or are only tested for rows."""
    for query in list(tree.find_all(exp.Select)):
        distinct = query.args.get("distinct")
        if distinct is not None and not distinct.args.get("on") and _is_redundant(query):
            query.set("distinct", None)
    return tree


def _is_redundant(query: exp.Select) -> bool:
    group = query.args.get("group")
    if group is not None:
        return _gives_its_groups(query, group)
    is_tested = isinstance(query.parent, exp.Exists) and not query.args.get("limit")
    return is_tested or _gives_one_row(query)


def _gives_its_groups(query: exp.Select, group: exp.Group) -> bool:
    """Whether a query outputs everything that it groups by; SQLite has no grouping sets."""
    outputs = [each.unalias() for each in query.expressions]
    return all(isinstance(key, exp.Column) and key in outputs for key in group.expressions)


def _gives_one_row(query: exp.Select) -> bool:
    """Whether a query without GROUP BY has an aggregate of its own, and so gives at most one row."""
    around = query.parent_select
    if around is not None and query.find_ancestor(*_ROWS, exp.Select) is around:
        return False
    return any(_is_aggregate(each.unalias()) for each in query.expressions)


def _is_aggregate(output: exp.Expr) -> bool:
    return isinstance(output, _AGGREGATES) and not output.args.get("expressions")
