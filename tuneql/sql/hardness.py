"""Rates how hard a query is, by Spider's counts.

The buckets and counts are those of `evaluation.py` in taoyds/spider (`eval_hardness`), taken from the syntax tree
instead of Spider's own parser, which does not count CTEs, window functions or subqueries in FROM. Here CTEs and these
subqueries count as nested queries, and window functions as further components.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlglot import exp

from tuneql.sql.slices import Hardness
from tuneql.sql.walking import Family, nodes_of

_COMPOUND = (exp.SetOperation, exp.Subquery)
_ALTERNATIVES = (exp.Or, exp.Like, exp.ILike)

# The nodes that are counted; most are not.
_counted: Final = Family((exp.Select, exp.AggFunc, exp.Window, exp.Connector, *_ALTERNATIVES))


def hardness_of(nodes: Sequence[exp.Expr]) -> Hardness:
    """The bucket of a statement, from all its nodes, see `tuneql.sql.walking`.

    Anything but a query counts as `extra`.

    Example:
        >>> from tuneql.sql.parsing import parse
        >>> hardness_of(nodes_of(parse("SELECT name FROM ships WHERE id = 1", "sqlite")[0]))
        'easy'
    """
    return _bucket(*_counts(nodes)) if isinstance(nodes[0], exp.Query) else "extra"


def _bucket(clauses: int, nested: int, others: int) -> Hardness:
    if clauses <= 1 and others == 0 and nested == 0:
        return "easy"
    if nested == 0 and ((others <= 2 and clauses <= 1) or (clauses <= 2 and others < 2)):  # noqa: PLR2004 -- Spider's
        return "medium"
    return "hard" if _is_hard(clauses, nested, others) else "extra"


def _is_hard(clauses: int, nested: int, others: int) -> bool:
    if nested:
        return clauses <= 1 and others == 0 and nested <= 1
    return (others > 2 and clauses <= 2) or (clauses == 3 and others <= 2)  # noqa: PLR2004 -- Spider's


def _counts(everything: Sequence[exp.Expr]) -> tuple[int, int, int]:
    """Clauses, nested queries, and other things of the first SELECT of a query."""
    select = everything[0]
    while isinstance(select, _COMPOUND):
        select = select.this
    counted = _counted_of(everything)
    nested = sum(isinstance(node, exp.Select) for node in counted) - 1
    if nested or select is not everything[0]:
        counted = _counted_of(nodes_of(select, into_queries=False))
    return _clauses(select, counted), nested, _others(select, counted)


def _counted_of(nodes: Iterable[exp.Expr]) -> list[exp.Expr]:
    return [node for node in nodes if _counted[node.__class__]]


def _clauses(select: exp.Expr, nodes: Iterable[exp.Expr]) -> int:
    present = sum(bool(select.args.get(key)) for key in ("where", "group", "order", "limit"))
    alternatives = sum(isinstance(node, _ALTERNATIVES) and _is_condition(node) for node in nodes)
    windows = any(isinstance(node, exp.Window) for node in nodes)
    return present + len(select.args.get("joins") or ()) + alternatives + windows


def _is_condition(node: exp.Expr) -> bool:
    return node.find_ancestor(exp.Where, exp.Having, exp.Join) is not None


def _others(select: exp.Expr, nodes: Iterable[exp.Expr]) -> int:
    aggregates = sum(isinstance(node, exp.AggFunc) for node in nodes)
    where, group = select.args.get("where"), select.args.get("group")
    return sum(
        (
            aggregates > 1,
            len(select.expressions) > 1,
            where is not None and any(_connects(node, where) for node in nodes),
            group is not None and len(group.expressions) > 1,
        )
    )


def _connects(node: exp.Expr, where: exp.Expr) -> bool:
    return isinstance(node, exp.Connector) and node.find_ancestor(exp.Where) is where
