"""Translates divisions and averages to SQLite, which keeps fractions by how values are stored, and not by types.

In engines whose `/` of integers is an integer, it is a fraction for decimals: also for 20.00, which SQLite stores as 20
in a column that is declared DECIMAL (sqlite.org/datatype3.html#type_affinity). In Postgres the parts of dates are
decimals. In SQL Server an average of integers is an integer (learn.microsoft.com/sql/t-sql/functions/avg-transact-sql).
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.walking import nodes_of

_INTEGER: Final = re.compile(r"(tiny|small|medium|big)?int|long|serial", re.IGNORECASE)
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


class Columns(NamedTuple):
    """Names of columns, in lower case, that hold decimals or integers in all tables that have them."""

    decimals: frozenset[str] = frozenset()
    integers: frozenset[str] = frozenset()


UNKNOWN: Final = Columns()
"""For a database whose columns are not known."""


def columns_of(declared: Iterable[tuple[str, str]]) -> Columns:
    """The columns of a database, by their names and declared types."""
    kinds: dict[str, set[str]] = {}
    for name, written in declared:
        kind = "decimal" if _DECIMAL.match(written) else "integer" if _INTEGER.match(written) else ""
        kinds.setdefault(name.lower(), set()).add(kind)
    return Columns(
        *(frozenset(name for name, held in kinds.items() if held == {each}) for each in ("decimal", "integer"))
    )


def with_sqlite_quotients(tree: exp.Expr, dialect: str, columns: Columns = UNKNOWN) -> exp.Expr:
    """The same tree, in which divisions and averages keep a fraction if, and only if, the dialect does.

    Args:
        tree: of a query; it is changed.
        dialect: of the query.
        columns: of its database; an output that calculates with decimals counts as another column of them.
    """
    chosen = get_dialect(dialect)
    if not descends_from(chosen, *_WHOLE_DIVISION):
        return tree
    nodes, has_parts = nodes_of(tree), descends_from(chosen, "postgres", "redshift")
    names = set(columns.decimals)
    for alias in [each for each in nodes if isinstance(each, exp.Alias)] * (2 if names else 0):
        if _is_decimal(alias.this, names, has_parts=has_parts):  # twice, for those that others are made of
            names.add(alias.alias.lower())
    for node in reversed(nodes):  # the innermost first
        sides = (node.this, node.expression) if isinstance(node, exp.Div) else ()
        if any(_is_decimal(each, names, has_parts=has_parts) for each in sides):
            node.set("this", exp.cast(node.this, exp.DataType.Type.DOUBLE))
        if isinstance(node, exp.Avg) and descends_from(chosen, "tsql") and _is_integer(node.this, columns.integers):
            average = node.parent if isinstance(node.parent, exp.Window) else node
            average.replace(exp.cast(average.copy(), exp.DataType.Type.INT))
    return tree


def _is_integer(node: exp.Expr | None, names: frozenset[str]) -> bool:
    """Whether an expression is certainly an integer, or NULL."""
    if isinstance(node, exp.Case):
        results = [each.args.get("true") for each in node.args["ifs"]]
        default = node.args.get("default")
        return all(_is_integer(each, names) for each in [*results, *([default] if default is not None else [])])
    if isinstance(node, exp.If):
        return _is_integer(node.args.get("true"), names) and _is_integer(node.args.get("false"), names)
    if isinstance(node, exp.Add | exp.Sub | exp.Mul):
        return _is_integer(node.this, names) and _is_integer(node.expression, names)
    if isinstance(node, exp.Paren | exp.Neg | exp.Distinct):
        return _is_integer(node.expressions[0] if isinstance(node, exp.Distinct) else node.this, names)
    if isinstance(node, exp.Column):
        return node.name.lower() in names
    return isinstance(node, exp.Null) or (isinstance(node, exp.Literal) and bool(node.is_int))


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
