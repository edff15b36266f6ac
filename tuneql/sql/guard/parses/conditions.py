"""Conditions where SQL Server, which has no truth values, needs a value."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_CONDITIONS: Final = (
    exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Is, exp.In, exp.Between,
    exp.Like, exp.ILike, exp.Exists, exp.Not, exp.And, exp.Or,
)  # fmt: skip
_TRANSPARENT: Final = (exp.Paren, exp.Escape)
_OUTPUTS: Final = (exp.Select, exp.Alias, exp.Ordered, exp.Group, exp.Window, exp.AggFunc, exp.Distinct)


def conditions_as_values(statement: Statement) -> Iterator[str]:
    """Denies `SELECT a > 1`, `SUM(a = 'x')`, `ORDER BY a IS NULL` and `GROUP BY a LIKE 'x%'` in T-SQL."""
    if not descends_from(statement.dialect_class, "tsql"):
        return
    for nodes in statement.nodes:
        for kind in nodes.kinds.keys() & _CONDITIONS:
            for node in nodes.kinds[kind]:
                if _is_value(node):
                    yield "a condition is not a value here; write CASE WHEN … THEN 1 ELSE 0 END around it"


def _is_value(condition: exp.Expr) -> bool:
    around = condition.parent
    while isinstance(around, _TRANSPARENT):
        around = around.parent
    return isinstance(around, _OUTPUTS)
