"""Reads how the top level of a query orders its rows, and which of them tie."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlglot import exp

from tuneql.sql.parsing import Unparsable, parse_shared, regenerate


@dataclass(frozen=True, kw_only=True)
class Ordering:
    """The order of a query's rows.

    Attributes:
        keys: positions in its rows of the outputs by which it orders; None if a key is not an output.
        cut: whether LIMIT or OFFSET may cut through rows that tie.
    """

    keys: tuple[int, ...] | None
    cut: bool


@dataclass(frozen=True, kw_only=True)
class Extension:
    """A query that shows which rows of another tie: every key is an output, and no row is cut off.

    Attributes:
        sql: the query.
        keys: the positions of the keys in its rows.
        skipped: how many rows precede the other's first: the other's OFFSET.
    """

    sql: str
    keys: tuple[int, ...]
    skipped: int


def orders_rows(sql: str, dialect: str) -> bool:
    """Whether the top level of a query has ORDER BY, so that the order of its rows is part of its answer."""
    return read_ordering(sql, dialect) is not None


@lru_cache(maxsize=4096)
def read_ordering(sql: str, dialect: str) -> Ordering | None:
    """The order of a query's rows; None if its top level has no ORDER BY, or it does not parse.

    A key counts as an output if it is one by number, by alias, or as the same expression. A random key orders nothing:
    under it alone, all rows tie.
    """
    tree = _top(sql, dialect)
    if tree is None:
        return None
    found = _places(tree)
    keys = tuple(place for place in found if place is not None)
    cut = tree.args.get("limit") is not None or tree.args.get("offset") is not None
    return Ordering(keys=keys if len(keys) == len(found) else None, cut=cut)


@lru_cache(maxsize=1024)
def extend(sql: str, dialect: str) -> Extension | None:
    """The query that shows the ties of one with ORDER BY: keys that are not outputs are appended, LIMIT is left out.

    Returns:
        None if that cannot be written: LIMIT is not a number, or DISTINCT or a set operation prevents that keys are
            appended.
    """
    tree = _top(sql, dialect)
    if tree is None or not isinstance(tree, exp.Query):
        return None
    found = _places(tree)
    if None in found and (not isinstance(tree, exp.Select) or tree.args.get("distinct") is not None):
        return None
    longer = tree.copy()
    skipped = _without_limit(longer)
    if skipped is None:
        return None
    appended = [_key(ordered) for ordered, place in zip(_keys(longer), found, strict=True) if place is None]
    for number, key in enumerate(appended):
        longer.append("expressions", exp.alias_(key.copy(), f"tuneql_key_{number}"))
    # Appended keys are counted from the end, because a star hides how many outputs precede them.
    places = iter(range(-len(appended), 0))
    keys = tuple(next(places) if place is None else place for place in found)
    return Extension(sql=regenerate(longer, dialect, copy=False), keys=keys, skipped=skipped)


def _top(sql: str, dialect: str) -> exp.Expr | None:
    """The query whose ORDER BY orders the rows, if there is one."""
    try:
        trees = parse_shared(sql, dialect)
    except Unparsable:
        return None
    tree = trees[0] if trees else None
    while isinstance(tree, exp.Subquery) and tree.args.get("order") is None:
        tree = tree.this
    return tree if tree is not None and tree.args.get("order") is not None else None


def _places(tree: exp.Expr) -> list[int | None]:
    outputs = tree.selects if isinstance(tree, exp.Query) else []
    return [_place(_key(ordered), outputs) for ordered in _keys(tree)]


def _place(key: exp.Expr, outputs: Sequence[exp.Expr]) -> int | None:
    """Which output a key is; None if it is none, or if a star hides the positions of outputs."""
    if isinstance(key, exp.Literal) and key.is_int:
        return int(key.name) - 1
    if any(each.is_star for each in outputs):
        return None
    if isinstance(key, exp.Column) and not key.table:
        named = [place for place, each in enumerate(outputs) if each.alias_or_name.lower() == key.name.lower()]
        if len(named) == 1:
            return named[0]
    return next((place for place, each in enumerate(outputs) if each.unalias() == key), None)


def _keys(tree: exp.Expr) -> list[exp.Expr]:
    order = tree.args.get("order")
    keys = order.expressions if isinstance(order, exp.Order) else []
    return [key for key in keys if key.find(exp.Rand, exp.Uuid) is None]


def _key(ordered: exp.Expr) -> exp.Expr:
    """What a key of ORDER BY compares: texts that differ in case alone are equal under NOCASE, and tie."""
    key = ordered.this if isinstance(ordered, exp.Ordered) else ordered
    return (
        exp.Lower(this=key.this.copy())
        if isinstance(key, exp.Collate) and key.expression.name.upper() == "NOCASE"
        else key
    )


def _without_limit(tree: exp.Expr) -> int | None:
    """Remove LIMIT and OFFSET; returns the OFFSET, or None if one of them is not a plain number."""
    limit, offset = tree.args.get("limit"), tree.args.get("offset")
    if not _is_plain(limit) or not _is_plain(offset):
        return None
    tree.set("limit", None)
    tree.set("offset", None)
    return int(offset.expression.name) if offset is not None else 0


def _is_plain(clause: exp.Expr | None) -> bool:
    if clause is None:
        return True
    number = clause.args.get("count" if isinstance(clause, exp.Fetch) else "expression")
    return isinstance(number, exp.Literal) and bool(number.is_int) and not clause.args.get("limit_options")
