"""Translates comparisons with ANY or ALL of a list or a query, which SQLite does not have, to IN and EXISTS."""

from collections.abc import Mapping
from typing import Final

from sqlglot import exp

_VALUE: Final = "_value"
_COMPARISONS: Final[Mapping[type[exp.Expr], type[exp.Binary]]] = {
    each: each for each in (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)
}
QUANTIFIED: Final = tuple(_COMPARISONS)
"""The comparisons that may have ANY or ALL on their right side."""


def quantified(node: exp.Expr) -> exp.Expr | None:
    """IN or EXISTS for a comparison; None for others, and for what is no list and no simple query.

    Example:
        `a <> ALL (SELECT b FROM t)` becomes `NOT a IN (SELECT b FROM t)`, and `a > ALL (SELECT b FROM t)`
        `NOT EXISTS (SELECT 1 FROM (SELECT b AS _value FROM t) AS _values WHERE NOT COALESCE(a > _value, FALSE))`.
    """
    kind, other = _COMPARISONS.get(type(node)), node.args.get("expression")
    if kind is None or not isinstance(other, exp.Any | exp.All | exp.Anonymous):
        return None
    is_any = isinstance(other, exp.Any)
    if isinstance(other, exp.Anonymous):
        if other.name.upper() != "ALL" or len(other.expressions) != 1:
            return None
        values = other.expressions[0].unnest()
    else:
        values = other.this.unnest()
    if (kind is exp.EQ and is_any) or (kind is exp.NEQ and not is_any):
        found = among(node.this, values)
        return exp.Not(this=found) if found is not None and not is_any else found
    return _exists(kind, node.this, values, is_any=is_any)


def among(value: exp.Expr, values: exp.Expr) -> exp.Expr | None:
    """IN for a list or a query; None for anything else."""
    if isinstance(values, exp.Array):
        return exp.In(this=value.copy(), expressions=[each.copy() for each in values.expressions])
    return exp.In(this=value.copy(), query=exp.Subquery(this=values.copy())) if isinstance(values, exp.Query) else None


def _exists(kind: type[exp.Binary], value: exp.Expr, values: exp.Expr, *, is_any: bool) -> exp.Expr | None:
    if not isinstance(values, exp.Select) or len(values.selects) != 1 or values.selects[0].is_star:
        return None
    inner = values.copy()
    inner.set("expressions", [exp.alias_(inner.selects[0].unalias(), _VALUE)])
    test: exp.Expr = kind(this=value.copy(), expression=exp.column(_VALUE))
    if not is_any:
        test = exp.Not(this=exp.Coalesce(this=test, expressions=[exp.false()]))
    found = exp.Exists(this=exp.select("1").from_(inner.subquery("_values")).where(test, copy=False))
    return found if is_any else exp.Not(this=found)
