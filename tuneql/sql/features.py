"""Finds the features of a query, by which scores are sliced (`tuneql.sql.slices.FEATURES`)."""

from collections.abc import Callable, Sequence
from typing import Final

from sqlglot import exp

from tuneql.sql.slices import FEATURES

# A query has the feature if a node of one of the types is anywhere in its tree.
_BY_TYPE: Final[dict[str, tuple[type[exp.Expr], ...]]] = {
    "join": (exp.Join,),
    "aggregate": (exp.AggFunc,),
    "group_by": (exp.Group,),
    "having": (exp.Having,),
    "order_by": (exp.Order,),
    "limit": (exp.Limit, exp.Fetch),
    "distinct": (exp.Distinct,),
    "subquery": (exp.Subquery,),
    "set_operation": (exp.SetOperation,),
    "cte": (exp.CTE,),
    "window": (exp.Window,),
    "where": (exp.Where,),
    "or": (exp.Or,),
    "like": (exp.Like, exp.ILike, exp.Glob, exp.RegexpLike),
    "between": (exp.Between,),
    "in": (exp.In,),
    "exists": (exp.Exists,),
    "case": (exp.Case, exp.If),
    "arithmetic": (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod),
}


def features_of(nodes: Sequence[exp.Expr]) -> tuple[str, ...]:
    """The features of a statement, in a fixed order, from all its nodes, see `tuneql.sql.walking`.

    `subquery` is a query inside another, as a table or as a value; `null` is a test with IS NULL or IS NOT NULL.

    Example:
        >>> from tuneql.sql.parsing import parse
        >>> from tuneql.sql.walking import nodes_of
        >>> features_of(nodes_of(parse("SELECT COUNT(*) FROM ships WHERE name IS NULL", "sqlite")[0]))
        ('aggregate', 'where', 'null')
    """
    found = {name for kind in {type(node) for node in nodes} for name in _names(kind)}
    looked_at = ((*_BY_LOOK[type(node)], node) for node in nodes if type(node) in _BY_LOOK)
    found |= {name for name, holds, node in looked_at if holds(node)}
    return tuple(name for name in FEATURES if name in found)


_known: dict[type[exp.Expr], tuple[str, ...]] = {}


def _names(kind: type[exp.Expr]) -> tuple[str, ...]:
    """The features that a node of this type shows; looked up once per type."""
    if kind not in _known:
        _known[kind] = tuple(name for name, types in _BY_TYPE.items() if issubclass(kind, types))
    return _known[kind]


def _holds_query(node: exp.Expr) -> bool:
    return isinstance(node.this, exp.Query) or isinstance(node.args.get("query"), exp.Query)


def _is_outer(node: exp.Expr) -> bool:
    return bool(node.args.get("side"))


def _is_null_test(node: exp.Expr) -> bool:
    return isinstance(node.expression, exp.Null)


# Features that depend on more than the type of a node.
_BY_LOOK: Final[dict[type[exp.Expr], tuple[str, Callable[[exp.Expr], bool]]]] = {
    exp.In: ("subquery", _holds_query),
    exp.Exists: ("subquery", _holds_query),
    exp.Join: ("outer_join", _is_outer),
    exp.Is: ("null", _is_null_test),
}
