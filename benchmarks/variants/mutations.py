"""Wrong queries: a gold query with one thing changed.

Such a change is what mutation testing of programs does; for SQL see Tuya, Suárez-Cabal and de la Riva, "Mutating
database queries" (2007), whose operators these are, without those on NULL.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from sqlglot import exp

from tuneql.sql.parsing import parse, regenerate

Kind = Literal[
    "operator", "literal", "column", "aggregate", "join", "distinct", "order", "limit", "set operation", "condition",
    "connector",
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Columns = Mapping[str, Sequence[str]]
"""The columns of each table, in lower case."""


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A changed query, and what was changed."""

    kind: Kind
    sql: str


Change = Callable[[exp.Expr, Columns], Iterator[exp.Expr | None]]
"""What may stand in place of a node; None takes it out. A node given back changed is a copy."""


def mutants(sql: str, dialect: str, columns: Columns) -> tuple[Mutant, ...]:
    """All queries that differ from one in one place.

    Some mean the same as the original (`> 2` and `>= 3` of integers): only rows can tell.

    Args:
        sql: one query.
        dialect: its own.
        columns: of the tables, for a wrong column in place of the right one.

    Raises:
        Unparsable: for text that is not SQL.
    """
    tree = parse(sql, dialect)[0]
    found: dict[str, Kind] = {}
    for place, node in enumerate(tree.walk()):
        for kind, change in _CHANGES:
            for other in change(node, columns):
                found.setdefault(regenerate(_replaced(tree, place, other), dialect), kind)
    found.pop(regenerate(tree, dialect), None)
    return tuple(Mutant(kind=kind, sql=text) for text, kind in found.items())


def _replaced(tree: exp.Expr, place: int, other: exp.Expr | None) -> exp.Expr:
    """A copy of a tree with the node at a place of its walk replaced."""
    copy = tree.copy()
    node = next(each for number, each in enumerate(copy.walk()) if number == place)
    if node is copy:
        return other or copy
    if other is None:
        node.pop()
    else:
        node.replace(other)
    return copy


def _with(node: exp.Expr, **arguments: object) -> exp.Expr:
    copy = node.copy()
    for name, value in arguments.items():
        copy.set(name, value)
    return copy


def _as(node: exp.Expr, kind: type[exp.Expr]) -> exp.Expr:
    return kind(**{name: value for name, value in node.copy().args.items() if name in kind.arg_types})


_COMPARISONS: Final[Mapping[type[exp.Expr], tuple[type[exp.Expr], ...]]] = {
    exp.GT: (exp.GTE, exp.LT), exp.GTE: (exp.GT, exp.LTE), exp.LT: (exp.LTE, exp.GT), exp.LTE: (exp.LT, exp.GTE),
    exp.NEQ: (exp.EQ,), exp.EQ: (exp.NEQ,),
}  # fmt: skip


def _operator(node: exp.Expr, _: Columns) -> Iterator[exp.Expr]:
    is_join = isinstance(node.parent, exp.Join)
    if not is_join:
        yield from (_as(node, kind) for kind in _COMPARISONS.get(type(node), ()))
    if isinstance(node, exp.Like | exp.In | exp.Between | exp.Exists) and not isinstance(node.parent, exp.Not):
        yield exp.Not(this=node.copy())
    if isinstance(node, exp.Not):
        yield node.this.copy()


def _literal(node: exp.Expr, _: Columns) -> Iterator[exp.Expr]:
    if not isinstance(node, exp.Literal) or node.find_ancestor(exp.Limit, exp.Offset, exp.Order, exp.DataType):
        return
    if not node.is_string:
        yield from (exp.Literal.number(f"{float(node.name) + step:g}") for step in (1, -1))
    elif "%" in node.name:
        yield from (
            exp.Literal.string(text) for text in (node.name.strip("%"), node.name.lstrip("%"), node.name.rstrip("%"))
        )
    else:
        yield exp.Literal.string(f"{node.name}x")


def _column(node: exp.Expr, columns: Columns) -> Iterator[exp.Expr]:
    """Another column of the same table: the next two, so that there are not too many."""
    if not isinstance(node, exp.Column) or isinstance(node.this, exp.Star) or isinstance(node.parent, exp.Join):
        return
    select = node.find_ancestor(exp.Select)
    tables = {each.alias_or_name.lower(): each.name.lower() for each in select.find_all(exp.Table)} if select else {}
    if node.table:
        names = columns.get(tables.get(node.table.lower(), ""), ())
    else:
        names = next((found for table in tables.values() if node.name.lower() in (found := columns.get(table, ()))), ())
    if node.name.lower() in names:
        place = list(names).index(node.name.lower())
        for name in (*names[place + 1 :], *names[:place])[:2]:
            yield _with(node, this=exp.to_identifier(name, quoted=not name.isidentifier()))


_AGGREGATES: Final = (exp.Sum, exp.Avg, exp.Min, exp.Max)


def _aggregate(node: exp.Expr, _: Columns) -> Iterator[exp.Expr]:
    if isinstance(node, _AGGREGATES) and not node.expressions:
        place = _AGGREGATES.index(type(node))
        yield from (kind(this=node.this.copy()) for kind in (*_AGGREGATES[place + 1 :], *_AGGREGATES[:place])[:2])
    if isinstance(node, exp.Count) and isinstance(node.this, exp.Column):
        yield exp.Sum(this=node.this.copy())


def _join(node: exp.Expr, _: Columns) -> Iterator[exp.Expr | None]:
    if isinstance(node, exp.Join) and not node.args.get("using") and node.args.get("on") and not node.method:
        yield _with(node, side=None if node.side else "LEFT", kind=None)


def _distinct(node: exp.Expr, _: Columns) -> Iterator[exp.Expr]:
    if isinstance(node, exp.Select) and not node.args.get("group"):
        yield _with(node, distinct=None if node.args.get("distinct") else exp.Distinct())
    if isinstance(node, exp.AggFunc) and isinstance(node.this, exp.Distinct) and len(node.this.expressions) == 1:
        yield _with(node, this=node.this.expressions[0].copy())
    if isinstance(node, exp.Count | exp.Sum | exp.Avg) and isinstance(node.this, exp.Column):
        yield _with(node, this=exp.Distinct(expressions=[node.this.copy()]))


def _order(node: exp.Expr, _: Columns) -> Iterator[exp.Expr | None]:
    if isinstance(node, exp.Ordered):
        yield _with(node, desc=not node.args.get("desc"), nulls_first=not node.args.get("nulls_first"))
    if isinstance(node, exp.Order):
        yield None


def _limit(node: exp.Expr, _: Columns) -> Iterator[exp.Expr | None]:
    if isinstance(node, exp.Limit) and isinstance(node.expression, exp.Literal) and node.expression.is_int:
        yield _with(node, expression=exp.Literal.number(int(node.expression.name) + 1))
        yield None


def _set_operation(node: exp.Expr, _: Columns) -> Iterator[exp.Expr]:
    if isinstance(node, exp.SetOperation):
        for kind in (exp.Union, exp.Intersect, exp.Except):
            if not isinstance(node, kind):
                yield kind(**{**node.copy().args, "distinct": True})
        if isinstance(node, exp.Union):
            yield _with(node, distinct=not node.args.get("distinct"))


def _condition(node: exp.Expr, _: Columns) -> Iterator[exp.Expr | None]:
    """A condition left out."""
    if isinstance(node, exp.And | exp.Or):
        yield from (node.this.copy(), node.expression.copy())
    if isinstance(node, exp.Where | exp.Having):
        yield None


def _connector(node: exp.Expr, _: Columns) -> Iterator[exp.Expr]:
    if isinstance(node, exp.And | exp.Or) and not isinstance(node.parent, exp.Join):
        yield _as(node, exp.Or if isinstance(node, exp.And) else exp.And)


_CHANGES: Final[tuple[tuple[Kind, Change], ...]] = (
    ("operator", _operator), ("literal", _literal), ("column", _column), ("aggregate", _aggregate), ("join", _join),
    ("distinct", _distinct), ("order", _order), ("limit", _limit), ("set operation", _set_operation),
    ("condition", _condition), ("connector", _connector),
)  # fmt: skip
