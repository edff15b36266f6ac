"""The conditions of a query, and the pairs of expressions that they compare."""

from collections.abc import Iterator

from sqlglot import exp


def conditions_of(select: exp.Expr) -> Iterator[exp.Expr]:
    """The parts of WHERE and ON that must all hold."""
    where = select.args.get("where")
    whole = [where.this] if isinstance(where, exp.Where) else []
    whole += [on for join in select.args.get("joins") or () if isinstance(on := join.args.get("on"), exp.Expr)]
    for each in whole:
        while isinstance(each, exp.Paren):
            each = each.this  # noqa: PLW2901 - the condition within
        yield from each.flatten() if isinstance(each, exp.And) else (each,)


def sides_of(condition: exp.Expr) -> Iterator[tuple[exp.Expr, exp.Expr]]:
    """The pairs of expressions that a condition compares, in both orders."""
    if isinstance(condition, exp.Not | exp.Paren):
        yield from sides_of(condition.this)
    elif isinstance(condition, exp.Or):
        yield from (sides for part in condition.flatten() for sides in sides_of(part))
    elif isinstance(condition, exp.Between):
        yield from ((condition.this, condition.args[key]) for key in ("low", "high"))
    elif isinstance(condition, exp.Binary):
        yield condition.this, condition.expression
        yield condition.expression, condition.this
