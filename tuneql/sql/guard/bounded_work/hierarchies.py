"""CONNECT BY, Snowflake's and Oracle's walk through a hierarchy, without a link between a row and the one before."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.generators import MOST_ROWS
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

# Comparisons that hold for a large part of all pairs of rows.
_NOT_SELECTIVE: Final = (exp.Is, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)


def endless_hierarchies(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Denies CONNECT BY without a condition that links a row to the PRIOR one: every row would follow every row.

    Allowed is a series of numbers: one row, and a small bound of LEVEL.
    """
    for connect in nodes.of(exp.Connect):
        condition = connect.args["connect"]
        if not _links_to_prior(condition) and not _has_level_bound(connect, nodes_of(condition)):
            yield "CONNECT BY has no condition that links a row to the PRIOR one; add one: PRIOR id = parent_id"


def _links_to_prior(condition: exp.Expr) -> bool:
    """Whether a condition links a row to the previous one, so that few pairs remain: one part of AND, or all of OR."""
    if isinstance(condition, exp.Paren):
        return _links_to_prior(condition.this)
    if isinstance(condition, exp.And | exp.Or):
        return (any if isinstance(condition, exp.And) else all)(map(_links_to_prior, condition.flatten()))
    is_of_both = isinstance(condition, exp.Binary) and not isinstance(condition, _NOT_SELECTIVE)
    return (
        is_of_both
        and any(isinstance(each, exp.Prior) for each in nodes_of(condition))
        and not _compares_with_itself(condition)
    )


def _compares_with_itself(condition: exp.Expr) -> bool:
    """`PRIOR a = a`, which links each row to itself, and to all others with the same value."""
    sides = [condition.this, condition.args.get("expression")]
    columns = [each.this if isinstance(each, exp.Prior) else each for each in sides]
    return all(isinstance(each, exp.Column) for each in columns) and len({each.name.lower() for each in columns}) == 1


def _has_level_bound(connect: exp.Expr, inner: list[exp.Expr]) -> bool:
    """`SELECT LEVEL FROM (SELECT 1) CONNECT BY LEVEL <= 10`: one row, and a small bound of LEVEL."""
    select = connect.parent
    source = select.args.get("from_") if select is not None else None
    query = source.this.this if source is not None and isinstance(source.this, exp.Subquery) else None
    is_one_row = source is None or (isinstance(query, exp.Select) and not query.args.get("from_"))
    bounds = [_bound(each) for each in inner if isinstance(each, exp.LT | exp.LTE)]
    return is_one_row and any(bound is not None and bound <= MOST_ROWS for bound in bounds)


def _bound(comparison: exp.Expr) -> float | None:
    is_level = isinstance(comparison.this, exp.Column) and comparison.this.name.lower() == "level"
    return number_in(comparison.args.get("expression")) if is_level else None
