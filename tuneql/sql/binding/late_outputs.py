"""Outputs that have a value only after grouping: aggregates and window functions.

WHERE cannot use `n` of `SELECT COUNT(*) AS n`.
"""

from collections.abc import Set as AbstractSet
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.names import canonical
from tuneql.sql.walking import Nodes, nodes_of

# The functions that are aggregates in all dialects, by their nodes and, if they have none, by their names.
_AGGREGATES = (
    exp.Count, exp.CountIf, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.ArrayAgg, exp.GroupConcat, exp.Stddev, exp.Variance,
    exp.StddevPop, exp.StddevSamp, exp.VariancePop, exp.Corr, exp.Median, exp.PercentileCont, exp.PercentileDisc,
    exp.ApproxDistinct, exp.ArgMax, exp.ArgMin, exp.LogicalAnd, exp.LogicalOr, exp.AnyValue, exp.Mode, exp.CovarPop,
    exp.CovarSamp, exp.RegrSlope, exp.RegrIntercept, exp.RegrR2, exp.RegrCount, exp.RegrAvgx, exp.RegrAvgy, exp.RegrSxx,
    exp.RegrSyy, exp.RegrSxy, exp.BitwiseAndAgg, exp.BitwiseOrAgg, exp.BitwiseXorAgg, exp.JSONArrayAgg,
    exp.JSONObjectAgg, exp.JSONBObjectAgg,
)  # fmt: skip
_NAMES: Final = frozenset(
    """every jsonb_agg json_arrayagg json_objectagg json_group_array json_group_object jsonb_group_array xmlagg
    jsonb_group_object range_agg range_intersect_agg""".split()  # noqa: SIM905
)


def aggregates_in(nodes: Nodes) -> list[exp.Expr]:
    """The aggregates and window functions of a statement."""
    found = nodes.of(*_AGGREGATES, exp.Window, exp.Anonymous)
    return [node for node in found if isinstance(node, exp.Window) or is_aggregate(node)]


def is_aggregate(node: exp.Expr) -> bool:
    """Whether a node is an aggregate of groups: not SQLite's `MAX(a, b)` of one row, nor `MAX(a) OVER (…)`."""
    if isinstance(node, exp.Anonymous):
        return node.name.lower() in _NAMES and not _is_of_windows(node)
    is_of_one_row = isinstance(node, exp.Max | exp.Min) and node.expressions
    return isinstance(node, _AGGREGATES) and not is_of_one_row and not _is_of_windows(node)


def has_aggregate(*values: exp.Expr) -> bool:
    """Whether there is such an aggregate in some expressions or clauses, not counting those of queries within them."""
    return any(is_aggregate(node) for each in values for node in nodes_of(each, into_queries=False))


def _is_of_windows(node: exp.Expr) -> bool:
    """Whether an aggregate has OVER, also after FILTER or WITHIN GROUP."""
    around = node.parent
    while isinstance(around, exp.Filter | exp.WithinGroup | exp.IgnoreNulls | exp.RespectNulls):
        around = around.parent
    return isinstance(around, exp.Window)


def output_with(node: exp.Expr) -> exp.Expr:
    """The output of a SELECT that contains a node; in other clauses, the outermost node below the query."""
    while isinstance(node.parent, exp.Expr) and not isinstance(node.parent, exp.Query):
        node = node.parent
    return node


class LateOutputs:
    """The aliases of such outputs, in canonical form, by their SELECT; most statements have none."""

    def __init__(self, nodes: Nodes, dialect: type[sqlglot.Dialect]) -> None:
        self._of: dict[int, dict[str, set[str]]] = {}
        for node in aggregates_in(nodes):
            output = output_with(node)
            if isinstance(output, exp.Alias) and output.arg_key == "expressions":
                self._add(output, node, dialect)

    def _add(self, output: exp.Alias, node: exp.Expr, dialect: type[sqlglot.Dialect]) -> None:
        names = self._of.setdefault(id(output.parent), {"where": set(), "group": set(), "having": set()})
        for clause in names if isinstance(node, exp.Window) else ("where", "group"):
            names[clause].add(canonical(output.args["alias"], dialect))

    def before(self, clause: str, select: exp.Select) -> AbstractSet[str]:
        """The aliases of a SELECT without a value yet in a clause: in WHERE and GROUP BY all, in HAVING windows'."""
        return self._of.get(id(select), {}).get(clause, _NO_NAMES)


_NO_NAMES: Final[frozenset[str]] = frozenset()
