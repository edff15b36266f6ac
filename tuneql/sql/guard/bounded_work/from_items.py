"""The items of a FROM clause, including those of joins in parentheses, and the conditions on their rows."""

from collections.abc import Iterator

from sqlglot import exp

from tuneql.sql.clauses import joined_within
from tuneql.sql.guard.bounded_work.conditions import conditions_of


def items_of(node: exp.Expr) -> Iterator[tuple[exp.Expr, exp.Expr | None]]:
    """The items of a FROM clause, or of a join in parentheses, each with its join; the first has none."""
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
    """One item, or those of a join in parentheses without an alias: `LEFT JOIN (a, b) ON …`."""
    inner = _within(node)
    if inner is None:
        yield node, join
    else:
        (first, own), *others = items_of(inner)
        yield from ((first, own or join), *others)


def _within(node: exp.Expr) -> exp.Expr | None:
    """The join within parentheses without an alias; None for other nodes."""
    return None if node.alias or node.args.get("joins") else joined_within(node)


def all_conditions_of(node: exp.Expr) -> Iterator[exp.Expr]:
    """The conditions of WHERE and ON, including those of joins in parentheses, all of which must hold."""
    yield from conditions_of(node)
    first = node.args.get("from_")
    inner = [_within(first.this) if isinstance(first, exp.From) else joined_within(node)]
    inner += [_within(join.this) for join in node.args.get("joins") or ()]
    for each in inner:
        yield from () if each is None else all_conditions_of(each)
