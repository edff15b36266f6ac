"""Common table expressions that refer to themselves with nothing that ends it."""

from collections.abc import Iterator

from sqlglot import exp

from tuneql.sql.walking import nodes_of


def endless_recursions(nodes: list[exp.Expr]) -> Iterator[str]:
    """Refuses a recursion that has no condition, no join with a table, and no LIMIT.

    A condition that compares something, in WHERE or ON of the recursive branch, is taken to end it, and so is a join
    with a table on a condition: then each step needs a row that the table has.
    """
    for node in nodes:
        if isinstance(node, exp.CTE) and isinstance(node.this, exp.SetOperation):
            name = node.alias.lower()
            branches = [each for each in _branches(node.this) if _refers(each, name)]
            if any(not _ends(each, name) for each in branches) and not _is_limited(node, name):
                yield f"the recursion of {node.alias} has no condition that ends it, and no LIMIT"


def _branches(query: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(query, exp.SetOperation):
        yield from _branches(query.this)
        yield from _branches(query.expression)
    elif isinstance(query, exp.Subquery):
        yield from _branches(query.this)
    else:
        yield query


def _refers(branch: exp.Expr, name: str) -> bool:
    return any(isinstance(node, exp.Table) and node.name.lower() == name and not node.db for node in nodes_of(branch))


def _ends(branch: exp.Expr, name: str) -> bool:
    where = branch.args.get("where")
    conditions = [where.this] if isinstance(where, exp.Where) else []
    joins = branch.args.get("joins") or []
    conditions += [on for join in joins if isinstance(on := join.args.get("on"), exp.Expr)]
    if any(_compares(each) for each in conditions) or any(join.args.get("using") for join in joins):
        return True
    inner = [node for node in nodes_of(branch) if isinstance(node, exp.Select) and node is not branch]
    return any(_refers(each, name) and _ends(each, name) for each in inner)


def _compares(condition: exp.Expr) -> bool:
    """Whether a condition looks at a column at all; `1 = 1` and `TRUE` do not."""
    parts = condition.flatten() if isinstance(condition, exp.And) else (condition,)
    return any(any(isinstance(node, exp.Column) for node in nodes_of(part)) for part in parts)


def _is_limited(cte: exp.CTE, name: str) -> bool:
    """Whether a LIMIT stands on the recursion itself, or on a plain query that reads it row by row."""
    if cte.this.args.get("limit"):
        return True
    clause = cte.parent
    query = clause.parent if clause is not None else None
    if not isinstance(query, exp.Select) or not query.args.get("limit"):
        return False
    source = query.args.get("from_")
    plain = not any(query.args.get(key) for key in ("joins", "group", "order", "distinct", "where", "having"))
    reads = isinstance(source, exp.From) and source.this.name.lower() == name
    return plain and reads and not any(isinstance(node, exp.AggFunc | exp.Window) for node in query.expressions)
