"""Queries that return a total: always one row, whatever they read."""

from sqlglot import exp

from tuneql.sql.walking import nodes_of


def is_aggregated(select: exp.Select) -> bool:
    """Whether a SELECT always returns one row: all outputs have aggregates, and there is no GROUP BY."""
    outputs = [each.this if isinstance(each, exp.Alias) else each for each in select.expressions]
    return bool(outputs) and not select.args.get("group") and all(_aggregates(each) for each in outputs)


def _aggregates(output: exp.Expr) -> bool:
    nodes = nodes_of(output, into_queries=False)
    return any(isinstance(node, exp.AggFunc) for node in nodes) and not any(
        isinstance(node, exp.Window) for node in nodes
    )
