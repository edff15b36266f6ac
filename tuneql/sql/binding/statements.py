"""DuckDB's statements that are no SELECT: PIVOT, UNPIVOT and SUMMARIZE."""

from typing import Final

from sqlglot import exp

from tuneql.sql.binding.pivots import columns_of_statement
from tuneql.sql.binding.relations import Columns, Frame
from tuneql.sql.binding.sources import Sources
from tuneql.sql.clauses import clauses_of
from tuneql.sql.walking import nodes_of

_OF_SUMMARIES: Final = (
    "column_name", "column_type", "min", "max", "approx_unique", "avg", "std", "q25", "q50", "q75", "count",
    "null_percentage",
)  # fmt: skip


def bind_pivot(walk: Sources, node: exp.Pivot, frame: Frame) -> Columns | None:
    """Bind PIVOT or UNPIVOT; returns its columns, or None if they are not known."""
    walk.source(node.this, frame)
    if isinstance(into := node.args.get("into"), exp.UnpivotColumns):
        walk.reached.update(id(each) for each in nodes_of(into))
    walk.expressions(clauses_of(node, ("expressions", "using", "group")), frame)
    return None if frame.is_open else columns_of_statement(node, walk.starred(exp.Star(), frame), walk.dialect)


def bind_summary(walk: Sources, node: exp.Expr, frame: Frame) -> Columns | None:
    """Bind SUMMARIZE of a table or a query, which has a row for each of its columns; None for other statements."""
    if not isinstance(node, exp.Summarize):
        return None
    if isinstance(node.this, exp.Table):
        walk.source(node.this, frame)
    else:
        walk.query(node.this, frame.ctes, frame.outer)
    return {each: each for each in _OF_SUMMARIES}
