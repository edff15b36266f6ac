"""Rewrites for DuckDB, see `tuneql.sql.guard.words`."""

from typing import Final

from sqlglot import exp

from tuneql.sql.binding.arrows import columns_before_arrow, is_lambda
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard.words.shared import JOINED_VALUES, JSON_ACCESSES, SIGNS, Word
from tuneql.sql.walking import nodes_of


def _arrow(node: exp.Expr) -> exp.Expr:
    """`f(a -> 'x')` in DuckDB: JSON access, read as a lambda, unless the function takes one."""
    if is_lambda(node, get_dialect("duckdb")) or len(node.expressions) != 1:
        return node
    column, path = columns_before_arrow(node)[0], node.this
    if not isinstance(path, JSON_ACCESSES):
        return exp.JSONExtract(this=column, expression=path)
    first = path
    while isinstance(first.this, JSON_ACCESSES):  # `a -> 'b' -> 'c'`, read as `a -> ('b' -> 'c')`
        first = first.this
    first.set("this", exp.JSONExtract(this=column, expression=first.this))
    return path


def _qualified_columns(node: exp.Expr) -> exp.Expr:
    """DuckDB's `PIVOT (SELECT v.id FROM ...) ON ...`, in which columns are written without the names of tables."""
    queries = [each for each in nodes_of(node) if isinstance(each, exp.Select)]
    for column in (each for query in queries for each in nodes_of(query) if isinstance(each, exp.Column)):
        if column.table:
            column.replace(exp.Dot.build([part.copy() for part in column.parts]))
    return node


WORDS_OF_DUCKDB: Final[tuple[Word, ...]] = (
    JOINED_VALUES,
    (exp.Lambda, _arrow),
    (exp.Pivot, _qualified_columns),
    *SIGNS,
)
"""The types of nodes, each with its rewrite."""
