"""Translates `+` and `-` to SQLite, where dates are texts, and texts in sums are numbers."""

from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect, is_another_engine
from tuneql.sql.sqlite.words import call
from tuneql.sql.walking import nodes_of

# Engines in which the difference of two dates is their number of days.
_DAYS: Final = ("postgres", "redshift", "snowflake", "duckdb", "oracle")
_NUMBERS: Final = (
    exp.Mul, exp.Div, exp.IntDiv, exp.Mod, exp.Count, exp.Sum, exp.Avg, exp.Round, exp.Abs, exp.Length, exp.Pow,
    exp.RowNumber,
)  # fmt: skip
_CALLS: Final = frozenset({"JULIANDAY", "ROUNDED", "TRUNCATED", "WHOLE", "WEEK", "MINUS", "INSTR", "LENGTH", "STDDEV"})


def with_sqlite_sums(tree: exp.Expr, dialect: str) -> exp.Expr:
    """The same tree, in which sums tell by their values whether they are of numbers, of dates or, in SQL Server, texts.

    This is the last step: those before it find the dates that a statement itself shows.

    Args:
        tree: of a query; it is changed.
        dialect: of the query.
    """
    chosen = get_dialect(dialect)
    if is_another_engine(chosen):
        for node in reversed(nodes_of(tree)):
            if isinstance(node, exp.Add | exp.Sub) and not _is_plain(node):
                node.replace(call(_function(node, chosen), node.this, node.expression))
    return tree


def _function(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> str:
    if isinstance(node, exp.Add):
        return "PLUS_OR_JOINED" if descends_from(dialect, "tsql") else "PLUS"
    return "MINUS" if descends_from(dialect, *_DAYS) else "MINUS_NO_DATES"


def _is_plain(node: exp.Add | exp.Sub) -> bool:
    """Whether its operands cannot be dates, or SQLite does not know one of them anyway."""
    if isinstance(node.this, exp.Interval) or isinstance(node.expression, exp.Interval):
        return True
    left = _is_number(node.this)
    return left if isinstance(node, exp.Sub) else left and _is_number(node.expression)


def _is_number(node: exp.Expr) -> bool:
    inner = node.this if isinstance(node, exp.Paren | exp.Neg | exp.Window | exp.Filter) else node
    if inner is not node:
        return _is_number(inner)
    if isinstance(node, exp.Add | exp.Sub):
        return _is_number(node.this) or _is_number(node.expression)
    if isinstance(node, exp.Literal):
        return not node.is_string
    if isinstance(node, exp.Cast):
        return node.to.is_type(*exp.DataType.NUMERIC_TYPES)
    if isinstance(node, exp.Coalesce):
        return any(map(_is_number, node.expressions))
    return isinstance(node, _NUMBERS) or (isinstance(node, exp.Anonymous) and node.name.upper() in _CALLS)
