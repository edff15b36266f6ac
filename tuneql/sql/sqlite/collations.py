"""Translates collations to SQLite: which texts are equal though some of their letters are capital."""

from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from

# Engines in which 'Ann' = 'ANN', unless a collation says otherwise.
_IGNORES_CASE: Final = ("mysql", "tsql")
_BLIND: Final = ("_CI", "NOCASE")
_BYTES: Final = ("C", "POSIX", "BINARY")


def collated(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    """NOCASE where an engine would ignore case; None for anything else.

    Only comparisons with a literal, which are most of those that mean it: others would lose their indexes.
    """
    if isinstance(node, exp.Collate):
        return _named(node)
    if _is_binary(node) and descends_from(dialect, "mysql"):
        return exp.Collate(this=node.this.copy(), expression=exp.var("BINARY"))
    if not descends_from(dialect, *_IGNORES_CASE) or not isinstance(node, exp.EQ | exp.NEQ | exp.In):
        return None
    if isinstance(node, exp.In):
        is_of_texts = bool(node.expressions) and all(map(_is_text, node.expressions))
        return _in(node) if is_of_texts and _is_plain(node.this) else None
    left, right = node.this, node.expression
    if _is_text(right) and _is_plain(left):
        return type(node)(this=left.copy(), expression=_blind(right))
    return type(node)(this=_blind(left), expression=right.copy()) if _is_text(left) and _is_plain(right) else None


def _named(node: exp.Collate) -> exp.Expr | None:
    """A collation by the name of its counterpart; None if it has none."""
    name = node.expression.name.upper()
    if any(part in name for part in _BLIND):
        return _blind(node.this)
    is_exact = name in _BYTES or name.endswith(("_BIN", "_BIN2")) or "_CS" in name
    return exp.Collate(this=node.this.copy(), expression=exp.var("BINARY")) if is_exact else None


def _in(node: exp.In) -> exp.Expr:
    return exp.In(this=_blind(node.this), expressions=[each.copy() for each in node.expressions])


def _blind(node: exp.Expr) -> exp.Expr:
    return exp.Collate(this=node.copy(), expression=exp.var("NOCASE"))


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal) and node.is_string and any(map(str.isalpha, node.name))


def _is_plain(node: exp.Expr) -> bool:
    """Whether an operand has no collation of its own, and is no sequence of bytes."""
    return not isinstance(node.unnest(), exp.Collate | exp.Literal) and not _is_binary(node)


def _is_binary(node: exp.Expr) -> bool:
    """Whether it is MySQL's `BINARY text`."""
    return isinstance(node, exp.Cast) and node.to.is_type(exp.DataType.Type.BINARY, exp.DataType.Type.VARBINARY)
