"""The shape of a statement: what stays when its literals are masked."""

import re
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import get_dialect
from tuneql.sql.parsing import Unparsable, parse, regenerate
from tuneql.sql.resolution import is_text

_LITERAL: Final = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")


def template(sql: str, dialect: str) -> str:
    """A statement with `?` for each literal, one spelling of keywords and names, and no comments.

    For grouping, deduplication and leak checks: two statements that differ in nothing but values, spacing, case, or
    the length of an IN list have one template. Text that does not parse gets a rougher one, and never an error.

    Example:
        >>> template("select NAME from ships where id in (1, 2) and flag = 'NO'", "sqlite")
        'SELECT name FROM ships WHERE id IN (?) AND flag = ?'
    """
    try:
        trees = parse(sql, dialect)
        return "; ".join(regenerate(_masked(tree, dialect), dialect) for tree in trees)
    except (Unparsable, RecursionError):
        return _LITERAL.sub("?", " ".join(sql.lower().split()))


def _masked(tree: exp.Expr, dialect: str) -> exp.Expr:
    chosen = get_dialect(dialect)
    for node in list(tree.walk()):
        if isinstance(node, exp.Literal) or (isinstance(node, exp.Column) and is_text(node, chosen)):
            _mask(node)
        elif isinstance(node, exp.Identifier):
            node.set("this", node.name.lower())
            node.set("quoted", not node.name.isidentifier())
    for node in tree.find_all(exp.In):
        if node.expressions and all(isinstance(each, exp.Placeholder) for each in node.expressions):
            node.set("expressions", node.expressions[:1])
    return tree


def _mask(node: exp.Expr) -> None:
    signed = node.parent if isinstance(node.parent, exp.Neg) else node
    signed.replace(exp.Placeholder())
