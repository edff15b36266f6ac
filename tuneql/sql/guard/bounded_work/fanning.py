"""Estimates how many rows a recursive branch makes from one, because of relations without a link to it."""

from collections.abc import Mapping
from math import prod
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.branch import Branch
from tuneql.sql.guard.bounded_work.growth import conditions_of
from tuneql.sql.guard.bounded_work.loose import has_columns
from tuneql.sql.guard.bounded_work.moves import rows_of_list
from tuneql.sql.guard.bounded_work.sources import Source
from tuneql.sql.guard.bounded_work.totals import is_aggregated
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import nodes_of

_MANY: Final = 10  # rows of a relation about which nothing is known


def rows_from_one(branch: Branch, statement: Statement) -> int:
    """How many rows a step makes from one: the product of the lists in its outputs and the relations without a link.

    Relations without a name are lists; a list of columns' values does not count.
    """
    clause = branch.cte.parent
    ctes = {each.alias.lower(): each.this for each in clause.expressions} if clause is not None else {}
    columns = _columns_of_conditions(branch)
    listed = prod(len(rows_of_list(each)) or 1 for each in branch.outputs.values())
    return listed * prod(
        _rows(source, ctes)
        for name, source in branch.sources.items()
        if not (_is_named(Source(source, statement, ctes), columns) if name else has_columns(source))
        and not branch.reads_it(source)
        and not (isinstance(source.parent, exp.Join) and source.parent.args.get("using"))
    )


def _columns_of_conditions(branch: Branch) -> list[exp.Column]:
    conditions = [condition for select in branch.selects for condition in conditions_of(select)]
    return [node for condition in conditions for node in nodes_of(condition) if isinstance(node, exp.Column)]


def _is_named(source: Source, columns: list[exp.Column]) -> bool:
    """Whether a relation has one of some columns; of those without a qualifier, those that have its columns' names."""
    own = source.names or frozenset()
    return any(each.table.lower() == source.name if each.table else each.name.lower() in own for each in columns)


def _rows(source: exp.Expr, ctes: Mapping[str, exp.Expr]) -> int:
    if isinstance(source, exp.Lateral):
        values = source.this.this if isinstance(source.this, exp.Subquery) else None
        return len(values.expressions) if isinstance(values, exp.Values) else 1
    if isinstance(source, exp.Values):
        return len(source.expressions)
    query = source.this if isinstance(source, exp.Subquery) else ctes.get(source.name.lower())
    return _rows_of(query) if query is not None and not source.args.get("db") else _MANY


def _rows_of(query: exp.Expr) -> int:
    if isinstance(query, exp.SetOperation):
        return _rows_of(query.this) + _rows_of(query.expression)
    is_one = isinstance(query, exp.Select) and (not query.args.get("from_") or is_aggregated(query))
    return 1 if is_one else _MANY
