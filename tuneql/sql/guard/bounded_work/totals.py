"""Queries that return a total: always one row, whatever they read."""

from typing import Final

from sqlglot import exp

from tuneql.sql.walking import nodes_of

_OF_ROWS: Final = (exp.Window, exp.Explode, exp.Unnest)


def is_aggregated(select: exp.Select) -> bool:
    """Whether a SELECT always returns one row: all outputs have aggregates, and there is no GROUP BY."""
    outputs = [each.this if isinstance(each, exp.Alias) else each for each in select.expressions]
    return bool(outputs) and not select.args.get("group") and all(_aggregates(each) for each in outputs)


def _aggregates(output: exp.Expr) -> bool:
    """Whether an output has an aggregate, which neither a window spreads over the rows nor a function makes rows of."""
    nodes = nodes_of(output, into_queries=False)
    return any(isinstance(node, exp.AggFunc) for node in nodes) and not any(
        isinstance(node, _OF_ROWS) for node in nodes
    )
