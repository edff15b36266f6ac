"""Translates divisions to SQLite, which keeps the fraction only if a side is stored as a fraction.

In engines whose `/` of integers is an integer, it is a fraction for decimals: also for 20.00, which SQLite stores as 20
in a column that is declared DECIMAL (sqlite.org/datatype3.html#type_affinity). And in Postgres the parts of dates are
decimals.
"""

import re
from collections.abc import Iterable
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.walking import nodes_of

_DECIMAL: Final = re.compile(r"dec|numeric|number|money|fixed", re.IGNORECASE)
_SAME_TYPE: Final = (
    exp.Paren,
    exp.Neg,
    exp.Sum,
    exp.Avg,
    exp.Min,
    exp.Max,
    exp.Abs,
    exp.Window,
    exp.Filter,
    exp.Nullif,
)
_WHOLE_DIVISION: Final = ("postgres", "redshift", "tsql", "presto", "trino")


def decimals_of(columns: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The names, in lower case, that only decimal columns have.

    Args:
        columns: names and declared types of all columns of a database.
    """
    found, others = set[str](), set[str]()
    for name, declared in columns:
        (found if _DECIMAL.match(declared) else others).add(name.lower())
    return frozenset(found - others)


def with_sqlite_quotients(tree: exp.Expr, dialect: str, decimals: frozenset[str] = frozenset()) -> exp.Expr:
    """The same tree, in which divisions of decimals, and in Postgres of parts of dates, keep the fraction.

    Args:
        tree: of a query; it is changed.
        dialect: of the query.
        decimals: names of columns, see `decimals_of`; an output that calculates with one counts as another.
    """
    chosen = get_dialect(dialect)
    if not descends_from(chosen, *_WHOLE_DIVISION):
        return tree
    nodes, has_parts = nodes_of(tree), descends_from(chosen, "postgres", "redshift")
    names = set(decimals)
    for alias in [each for each in nodes if isinstance(each, exp.Alias)] * (2 if names else 0):
        if _is_decimal(alias.this, names, has_parts=has_parts):  # twice, for those that others are made of
            names.add(alias.alias.lower())
    for node in nodes:
        sides = (node.this, node.expression) if isinstance(node, exp.Div) else ()
        if any(_is_decimal(each, names, has_parts=has_parts) for each in sides):
            node.set("this", exp.cast(node.this, exp.DataType.Type.DOUBLE))
    return tree


def _is_decimal(node: exp.Expr | None, names: set[str], *, has_parts: bool) -> bool:
    """Whether an expression is, or calculates with, a decimal."""
    if isinstance(node, _SAME_TYPE):
        return _is_decimal(node.this, names, has_parts=has_parts)
    if isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Coalesce):
        sides = (node.this, *node.expressions) if isinstance(node, exp.Coalesce) else (node.this, node.expression)
        return any(_is_decimal(each, names, has_parts=has_parts) for each in sides)
    if isinstance(node, exp.Column):
        return node.name.lower() in names
    return has_parts and isinstance(node, exp.Extract)
