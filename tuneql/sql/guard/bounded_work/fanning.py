"""Estimates how many rows a recursive branch makes from one, because of relations without a link to it."""

from math import prod
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.branch import Branch
from tuneql.sql.guard.bounded_work.growth import conditions_of
from tuneql.sql.guard.bounded_work.loose import has_columns
from tuneql.sql.guard.bounded_work.moves import rows_of_list
from tuneql.sql.walking import nodes_of

_MANY: Final = 10  # rows of a relation about which nothing is known


def rows_from_one(branch: Branch) -> int:
    """How many rows a step makes from one: the product of the lists in its outputs and the relations without a link.

    Relations without a name are lists; a list of columns' values does not count.
    """
    mentioned = {
        node.table.lower()
        for select in branch.selects
        for condition in conditions_of(select)
        for node in nodes_of(condition)
        if isinstance(node, exp.Column)
    }
    listed = prod(len(rows_of_list(each)) or 1 for each in branch.outputs.values())
    return listed * prod(
        _rows(source)
        for name, source in branch.sources.items()
        if not (name in mentioned if name else has_columns(source))
        and not branch.reads_it(source)
        and not (isinstance(source.parent, exp.Join) and source.parent.args.get("using"))
    )


def _rows(source: exp.Expr) -> int:
    if isinstance(source, exp.Lateral):
        values = source.this.this if isinstance(source.this, exp.Subquery) else None
        return len(values.expressions) if isinstance(values, exp.Values) else 1
    if isinstance(source, exp.Values):
        return len(source.expressions)
    return _rows_of(source.this) if isinstance(source, exp.Subquery) else _MANY


def _rows_of(query: exp.Expr) -> int:
    if isinstance(query, exp.SetOperation):
        return _rows_of(query.this) + _rows_of(query.expression)
    return 1 if isinstance(query, exp.Select) and not query.args.get("from_") else _MANY
