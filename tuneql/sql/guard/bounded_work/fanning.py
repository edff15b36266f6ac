"""Estimates how many rows a recursive branch makes from one, because of relations without a link to it."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.branch import Branch
from tuneql.sql.guard.bounded_work.conditions import conditions_of
from tuneql.sql.guard.bounded_work.loose import has_columns, is_loose
from tuneql.sql.guard.bounded_work.moves import rows_of_list
from tuneql.sql.guard.bounded_work.sources import Source
from tuneql.sql.guard.bounded_work.totals import is_aggregated
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import nodes_of

_BOUNDS: Final = (exp.LT, exp.LTE, exp.GT, exp.GTE)
_MANY: Final = 10  # rows of a relation about which nothing is known


def rows_from_one(branch: Branch, statement: Statement) -> int:
    """How many rows a step makes from one: the product of the lists in its outputs and the relations without a link.

    Relations without a name are lists; a list of columns' values does not count.
    """
    clause = branch.cte.parent
    ctes = {each.alias.lower(): each.this for each in clause.expressions} if clause is not None else {}
    conditions = [each for select in branch.selects for each in conditions_of(select) if not is_loose(each)]
    listed = prod(len(rows_of_list(each)) or 1 for each in branch.outputs.values())
    return listed * prod(
        _rows(source, ctes)
        for name, source in branch.sources.items()
        if not (_is_linked(Source(source, statement, ctes), conditions) if name else has_columns(source))
        and not branch.reads_it(source)
        and not (isinstance(source.parent, exp.Join) and source.parent.args.get("using"))
    )


def _is_linked(source: Source, conditions: Sequence[exp.Expr]) -> bool:
    """Whether some conditions keep few rows of a relation for each: all but a single bound of it, `t.id > r.id`."""
    own = [each for each in conditions if _names(each, source)]
    return len(own) > 1 or any(not isinstance(each, _BOUNDS) for each in own)


def _names(condition: exp.Expr, source: Source) -> bool:
    """Whether a condition names a column of a relation; of those without a qualifier, one of its columns."""
    own = source.names or frozenset()
    columns = (each for each in nodes_of(condition) if isinstance(each, exp.Column))
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
