"""The items of a FROM clause, including those of joins in parentheses, and the conditions on their rows."""

from collections.abc import Iterator

from sqlglot import exp

from tuneql.sql.clauses import joined_within
from tuneql.sql.guard.bounded_work.growth import conditions_of


def items_of(node: exp.Expr) -> Iterator[tuple[exp.Expr, exp.Expr | None]]:
    """What a FROM clause, or a join in parentheses, is of: each with the join that brings it in."""
    first = node.args.get("from_")
    if isinstance(first, exp.From):
        yield from _opened(first.this, None)
    elif not isinstance(node, exp.Select):
        bare = node.copy()
        bare.set("joins", None)
        yield from _opened(bare, None)
    for join in node.args.get("joins") or ():
        yield from _opened(join.this, join)


def _opened(node: exp.Expr, join: exp.Expr | None) -> Iterator[tuple[exp.Expr, exp.Expr | None]]:
    """`LEFT JOIN (a, b) ON …`: without a name of its own, a join in parentheses is no more than what is in it."""
    inner = _within(node)
    if inner is None:
        yield node, join
    else:
        (first, own), *others = items_of(inner)
        yield from ((first, own or join), *others)


def _within(node: exp.Expr) -> exp.Expr | None:
    return None if node.alias or node.args.get("joins") else joined_within(node)


def all_conditions_of(node: exp.Expr) -> Iterator[exp.Expr]:
    """All that must hold of the rows of a FROM clause."""
    yield from conditions_of(node)
    first = node.args.get("from_")
    inner = [_within(first.this) if isinstance(first, exp.From) else joined_within(node)]
    inner += [_within(join.this) for join in node.args.get("joins") or ()]
    for each in inner:
        yield from () if each is None else all_conditions_of(each)
