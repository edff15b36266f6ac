"""Removes DISTINCT where no row can come twice, whatever the tables hold.

It stays in `IN (SELECT DISTINCT ...)` and in the parts of a UNION: what is equal to DISTINCT, which goes by the
column's collation, may be told apart by what is around it.
"""

from typing import Final

from sqlglot import exp

_AGGREGATES: Final = (exp.Count, exp.Sum, exp.Avg, exp.Max, exp.Min)

# Where SQLite takes no aggregate of the query around, so that one in a subquery there is the subquery's own.
_ROWS: Final = (exp.Where, exp.Join, exp.From, exp.With)


def without_vain_distinct(tree: exp.Expr) -> exp.Expr:
    """Takes DISTINCT out of queries that give one row, that group by what they give, or that only need to have rows."""
    for query in list(tree.find_all(exp.Select)):
        distinct = query.args.get("distinct")
        if distinct is not None and not distinct.args.get("on") and _is_vain(query):
            query.set("distinct", None)
    return tree


def _is_vain(query: exp.Select) -> bool:
    group = query.args.get("group")
    if group is not None:
        return _gives_its_groups(query, group)
    is_tested = isinstance(query.parent, exp.Exists) and not query.args.get("limit")
    return is_tested or _gives_one_row(query)


def _gives_its_groups(query: exp.Select, group: exp.Group) -> bool:
    """Whether all that a query groups by is among what it gives; SQLite has no grouping sets."""
    outputs = [each.unalias() for each in query.expressions]
    return all(isinstance(key, exp.Column) and key in outputs for key in group.expressions)


def _gives_one_row(query: exp.Select) -> bool:
    """Whether a query without GROUP BY has an aggregate of its own: it then gives one row, or none."""
    around = query.parent_select
    if around is not None and query.find_ancestor(*_ROWS, exp.Select) is around:
        return False
    return any(_is_aggregate(each.unalias()) for each in query.expressions)


def _is_aggregate(output: exp.Expr) -> bool:
    return isinstance(output, _AGGREGATES) and not output.args.get("expressions")
