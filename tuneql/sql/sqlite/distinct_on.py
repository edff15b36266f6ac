"""Translates SELECT DISTINCT ON to SQLite: the first row of each group is the one that ROW_NUMBER numbers 1.

sqlglot does the same, but loses ORDER BY, and cuts off rows by LIMIT before it chooses among them.
"""

from sqlglot import exp

from tuneql.sql.sqlite.words import number
from tuneql.sql.walking import nodes_of


def without_distinct_on(tree: exp.Expr) -> exp.Expr:
    """The same tree without DISTINCT ON, except where a star hides the names of the outputs; it is changed."""
    for node in reversed(nodes_of(tree)):
        distinct = node.args.get("distinct") if isinstance(node, exp.Select) else None
        if isinstance(node, exp.Select) and distinct is not None and distinct.args.get("on") is not None:
            found = _rewritten(node, distinct.args["on"]) if not any(each.is_star for each in node.selects) else node
            if node is tree:
                tree = found
            node.replace(found)
    return tree


def _rewritten(select: exp.Select, on: exp.Expr) -> exp.Select:
    """`SELECT output, ... FROM (SELECT ..., ROW_NUMBER() OVER (...) AS _row) WHERE _row = 1 ORDER BY key, ...`."""
    outputs, inner = select.selects, select.copy()
    order = inner.args.get("order")
    keys = list(order.expressions) if order is not None else []
    for key in keys:
        key.set("this", _meant(key.this, outputs).copy())
    for clause in ("distinct", "order", "limit", "offset", "with_"):
        inner.set(clause, None)
    partition = [_meant(each, outputs).copy() for each in (on.expressions or [on])]
    row = exp.Window(this=exp.RowNumber(), partition_by=partition, order=exp.Order(expressions=keys) if keys else None)
    named = [exp.alias_(each.unalias().copy(), f"_output_{place}") for place, each in enumerate(outputs)]
    keyed = [exp.alias_(key.this.copy(), f"_key_{place}") for place, key in enumerate(keys)]
    inner.set("expressions", [*named, *keyed, exp.alias_(row, "_row")])
    found = exp.Select(
        with_=select.args.get("with_"),
        expressions=[_renamed(each, place) for place, each in enumerate(outputs)],
        from_=exp.From(this=inner.subquery("_rows")),
        where=exp.Where(this=exp.EQ(this=exp.column("_row"), expression=number(1))),
        limit=select.args.get("limit"),
        offset=select.args.get("offset"),
    )
    ordered = [_with_key(key, place) for place, key in enumerate(keys)]
    found.set("order", exp.Order(expressions=ordered) if ordered else None)
    return found


def _meant(key: exp.Expr, outputs: list[exp.Expr]) -> exp.Expr:
    """The expression that a position, or the name of an output, stands for."""
    if isinstance(key, exp.Literal) and key.is_int and 0 < int(key.name) <= len(outputs):
        return outputs[int(key.name) - 1].unalias()
    if isinstance(key, exp.Column) and not key.table:
        return next((each.unalias() for each in outputs if each.alias.lower() == key.name.lower()), key)
    return key


def _renamed(output: exp.Expr, place: int) -> exp.Expr:
    return exp.alias_(exp.column(f"_output_{place}"), output.alias_or_name or f"output_{place}", quoted=True)


def _with_key(key: exp.Expr, place: int) -> exp.Expr:
    found = key.copy()
    found.set("this", exp.column(f"_key_{place}"))
    return found
