"""What a query is made of: the features by which scores are sliced."""

from functools import lru_cache
from typing import Final

from sqlglot import exp

from tuneql.sql.parsing import Unparsable, parse_shared
from tuneql.sql.walking import nodes_of

# In the order of the report. A node of one of the types, anywhere in the tree, is the feature.
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
FEATURES: Final = (*_BY_TYPE, "outer_join", "null")


@lru_cache(maxsize=8192)
def features(sql: str, dialect: str) -> tuple[str, ...]:
    """The features of a query, in the order of `FEATURES`; none if it does not parse.

    `subquery` is a query inside another, as a table or as a value; `null` is a test with IS NULL or IS NOT NULL.

    Example:
        >>> features("SELECT COUNT(*) FROM ships WHERE name IS NULL", "sqlite")
        ('aggregate', 'where', 'null')
    """
    try:
        nodes = [node for tree in parse_shared(sql, dialect) for node in nodes_of(tree)]
    except Unparsable:
        return ()
    found = {name for kind in {type(node) for node in nodes} for name in _names(kind)}
    found |= {name for name, holds in _BY_LOOK.items() if any(map(holds, nodes))}
    return tuple(name for name in FEATURES if name in found)


_known: dict[type[exp.Expr], tuple[str, ...]] = {}


def _names(kind: type[exp.Expr]) -> tuple[str, ...]:
    """The features that a node of this type is; looked up once a type."""
    if kind not in _known:
        _known[kind] = tuple(name for name, types in _BY_TYPE.items() if issubclass(kind, types))
    return _known[kind]


def _is_nested(node: exp.Expr) -> bool:
    held = (node.this, node.args.get("query")) if isinstance(node, exp.In | exp.Exists) else ()
    return any(isinstance(each, exp.Query) for each in held)


def _is_outer(node: exp.Expr) -> bool:
    return isinstance(node, exp.Join) and bool(node.side)


def _is_null_test(node: exp.Expr) -> bool:
    return isinstance(node, exp.Is) and isinstance(node.expression, exp.Null)


_BY_LOOK: Final = {"subquery": _is_nested, "outer_join": _is_outer, "null": _is_null_test}
