"""CONNECT BY, Snowflake's and Oracle's walk through a hierarchy, without a link between a row and the one before."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.generators import MOST_ROWS
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

# What holds of a good part of all pairs of rows.
_OF_MANY: Final = (exp.Is, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)


def endless_hierarchies(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Refuses CONNECT BY that ties no row to the PRIOR one, but for as many as LEVEL has a small bound for, of one."""
    for connect in nodes.of(exp.Connect):
        condition = connect.args["connect"]
        if not _ties(condition) and not _counts(connect, nodes_of(condition)):
            yield "CONNECT BY without a condition on PRIOR makes every row from every row"


def _ties(condition: exp.Expr) -> bool:
    """Whether a condition holds of few pairs of a row and the one before: of AND one part must, of OR all parts."""
    if isinstance(condition, exp.Paren):
        return _ties(condition.this)
    if isinstance(condition, exp.And | exp.Or):
        return (any if isinstance(condition, exp.And) else all)(map(_ties, condition.flatten()))
    is_of_both = isinstance(condition, exp.Binary) and not isinstance(condition, _OF_MANY)
    return is_of_both and any(isinstance(each, exp.Prior) for each in nodes_of(condition)) and not _is_own(condition)


def _is_own(condition: exp.Expr) -> bool:
    """`PRIOR a = a`, which makes each row follow itself, and all others of its value."""
    sides = [condition.this, condition.args.get("expression")]
    columns = [each.this if isinstance(each, exp.Prior) else each for each in sides]
    return all(isinstance(each, exp.Column) for each in columns) and len({each.name.lower() for each in columns}) == 1


def _counts(connect: exp.Expr, inner: list[exp.Expr]) -> bool:
    select = connect.parent
    source = select.args.get("from_") if select is not None else None
    query = source.this.this if source is not None and isinstance(source.this, exp.Subquery) else None
    is_one_row = source is None or (isinstance(query, exp.Select) and not query.args.get("from_"))
    bounds = [_bound(each) for each in inner if isinstance(each, exp.LT | exp.LTE)]
    return is_one_row and any(bound is not None and bound <= MOST_ROWS for bound in bounds)


def _bound(comparison: exp.Expr) -> float | None:
    is_level = isinstance(comparison.this, exp.Column) and comparison.this.name.lower() == "level"
    return number_in(comparison.args.get("expression")) if is_level else None
