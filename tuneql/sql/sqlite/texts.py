"""Translates functions of texts to SQLite where sqlglot does not: its version 3.40, which Python brings, has fewer."""

from functools import reduce

from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.sqlite.words import call, number, text
from tuneql.sql.walking import nodes_of


def with_sqlite_texts(tree: exp.Expr, dialect: str) -> exp.Expr:
    """The same tree, with `||`, SUBSTR and REPLACE for CONCAT, CONCAT_WS, LEFT, RIGHT, REPEAT, and T-SQL's `+`.

    Only literals are written more than once, so that the text stays short however deep such calls are nested.

    Args:
        tree: of a query; it is changed.
        dialect: of the query.

    Example:
        `CONCAT(name, '!')` becomes `(COALESCE(name, '') || '!')`, and `RIGHT(name, 2)` `SUBSTR(name, -2, 2)`.
    """
    chosen = get_dialect(dialect)
    # CONCAT of NULL is NULL there (docs.aws.amazon.com/redshift/latest/dg/r_CONCAT.html); sqlglot has it otherwise.
    ignores_null = not descends_from(chosen, "redshift")
    adds_texts = descends_from(chosen, "tsql")
    for node in reversed(nodes_of(tree)):  # the innermost first
        found = _joined(node, ignores_null=ignores_null) or _part(node)
        if adds_texts and isinstance(node, exp.Add) and (_is_text(node.left) or _is_text(node.right)):
            found = _piped([node.left, node.right])
        if found is not None:
            node.replace(found)
    return tree


def _joined(node: exp.Expr, *, ignores_null: bool) -> exp.Expr | None:
    parts = node.expressions
    if isinstance(node, exp.ConcatWs):
        separator, *others = parts
        if not others or not isinstance(separator, exp.Literal):
            return None
        whole = _piped([_or_empty(_piped([separator, each])) for each in others])
        return call("SUBSTR", whole, number(len(separator.name) + 1))
    if isinstance(node, exp.Concat):
        if node.args.get("coalesce") and ignores_null:
            parts = [_or_empty(each) for each in parts]
        return _piped([*parts, text("")] if len(parts) == 1 else parts)
    return None


def _part(node: exp.Expr) -> exp.Expr | None:
    if isinstance(node, exp.Left):
        return call("SUBSTR", node.this, number(1), node.expression)
    if isinstance(node, exp.Right) and isinstance(node.expression, exp.Literal):
        return call("SUBSTR", node.this, exp.Neg(this=node.expression.copy()), node.expression)
    if isinstance(node, exp.Repeat):
        return call("REPLACE", call("HEX", call("ZEROBLOB", node.args["times"])), text("00"), node.this)
    return None


def _is_text(node: exp.Expr) -> bool:
    """Whether an operand of `+` is surely a text, so that the other must be one, too."""
    inner = node.unnest()
    return (
        isinstance(inner, exp.DPipe)
        or (isinstance(inner, exp.Literal) and inner.is_string)
        or inner.is_type(*exp.DataType.TEXT_TYPES)
    )


def _or_empty(node: exp.Expr) -> exp.Expr:
    return node if isinstance(node, exp.Literal) else call("COALESCE", node, text(""))


def _piped(parts: list[exp.Expr]) -> exp.Expr:
    """Texts one after another; NULL if one of them is."""
    return exp.Paren(this=reduce(lambda left, right: exp.DPipe(this=left, expression=right), [_own(p) for p in parts]))


def _own(part: exp.Expr) -> exp.Expr:
    return exp.Paren(this=part.copy()) if isinstance(part, exp.Binary) else part.copy()
