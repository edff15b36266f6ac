"""Walking syntax trees."""

from sqlglot import exp


def nodes_of(tree: exp.Expr, *, into_queries: bool = True) -> list[exp.Expr]:
    """A node and all below it, in no particular order.

    sqlglot's own walks are generators of generators; this is a few times as fast, and scoring walks every statement
    more than once.

    Args:
        tree: where to begin.
        into_queries: whether to go below a SELECT other than `tree`; the SELECT itself is among the nodes.
    """
    found, stack = [], [tree]
    while stack:
        node = stack.pop()
        found.append(node)
        if not into_queries and node is not tree and isinstance(node, exp.Select):
            continue
        for value in node.args.values():
            if value.__class__ is list:
                stack.extend([each for each in value if isinstance(each, exp.Expr)])
            elif isinstance(value, exp.Expr):
                stack.append(value)
    return found
