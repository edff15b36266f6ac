"""Compiles what a specification computes: columns, `*`, aggregates of either, and expressions of the dialect."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.errors import InvalidInput
from tuneql.sql.parsing import quiet_sqlglot
from tuneql.sql.specification.scope import Scope
from tuneql.sql.specification.spec import Having, Order, Output

_OF_NUMBERS: Final = ("SUM", "AVG")
_NO_NUMBERS: Final = ("text", "date", "datetime", "time", "bytes", "bool")
# Any value is accepted for an expression, because its type is unknown.
_UNKNOWN: Final = "any"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """An expression of a specification.

    Attributes:
        tree: its syntax tree.
        family: of its values, see `tuneql.sql.schemas.tables.Described`.
    """

    tree: exp.Expr
    family: str

    @property
    def is_star(self) -> bool:
        """Whether it stands for all columns, of one table or of all."""
        return isinstance(self.tree, exp.Star) or (isinstance(self.tree, exp.Column) and self.tree.is_star)

    @property
    def is_aggregate(self) -> bool:
        """Whether it computes one value from many rows."""
        return self.tree.find(exp.AggFunc) is not None


def measure(said: Output | Order | Having, scope: Scope, *, at: str) -> Measure:
    """Compile what a part of a specification computes.

    Raises:
        InvalidInput: it names no column, or the aggregate does not accept such values.
    """
    named = at if said.is_short else f"{at}.column"
    if said.aggregate is not None:
        return _aggregate(said.aggregate, said, scope, at=at, named=named)
    if said.distinct:
        remedy = 'add "aggregate", or set "distinct" of the whole specification'
        raise InvalidInput(field=f"{at}.distinct", value=True, rule="goes with an aggregate alone", remedy=remedy)
    return plain(said.column, scope, at=named)


def _aggregate(name: str, said: Output | Order | Having, scope: Scope, *, at: str, named: str) -> Measure:
    if said.column == "*":
        if name != "COUNT" or said.distinct:
            rule = f"is nothing that {name}{' DISTINCT' if said.distinct else ''} takes"
            raise InvalidInput(field=named, value="*", rule=rule, remedy="name a column, or COUNT all rows")
        return Measure(tree=exp.func(name, exp.Star(), dialect=scope.dialect), family="int")
    found = scope.resolve(said.column, at=named)
    family = found.described.family
    if name in _OF_NUMBERS and family in _NO_NUMBERS:
        rule = f"takes numbers, and {found.name} is {family}"
        raise InvalidInput(
            field=f"{at}.aggregate", value=name, rule=rule, remedy="name a column of numbers, or COUNT it"
        )
    column = scope.column(found)
    tree = exp.func(name, exp.Distinct(expressions=[column]) if said.distinct else column, dialect=scope.dialect)
    return Measure(tree=tree, family={"COUNT": "int", "AVG": "num"}.get(name, family))


def plain(name: str, scope: Scope, *, at: str) -> Measure:
    """Compile a name without more: a column, `*`, or an expression.

    Raises:
        InvalidInput: it is none of them.
    """
    if name == "*":
        return Measure(tree=exp.Star(), family=_UNKNOWN)
    if scope.find(name):
        found = scope.resolve(name, at=at)
        return Measure(tree=scope.column(found), family=found.described.family)
    return _expression(name, scope, at=at)


def _expression(text: str, scope: Scope, *, at: str) -> Measure:
    """An expression of the dialect, such as `COUNT(*)` or `UPPER(name)`; the guard checks it later."""
    tree = _read(text, scope, at=at)
    if tree is None or (isinstance(tree, exp.Column) and not tree.is_star):
        raise scope.unknown(text, at=at)
    if tree.find(exp.Query, exp.Block, exp.Command) is not None:
        raise InvalidInput(
            field=at, value=text, rule="holds a statement", remedy="name columns, and ask for other tables with joins"
        )
    for column in [*_named(tree)]:
        name = ".".join(part.name for part in column.parts)
        column.replace(scope.column(scope.resolve(name, at=at)))
    return Measure(tree=tree, family="int" if isinstance(tree, exp.Count) else _UNKNOWN)


def _named(tree: exp.Expr) -> Iterator[exp.Column]:
    for column in tree.find_all(exp.Column):
        if not column.is_star:
            yield column


def _read(text: str, scope: Scope, *, at: str) -> exp.Expr | None:
    """The tree of an expression; None for a word that is not a name in this dialect."""
    try:
        with quiet_sqlglot():
            tree: exp.Expr = exp.maybe_parse(text, dialect=scope.dialect)
    except (SqlglotError, ValueError, TypeError, AttributeError, RecursionError):
        if text.isidentifier():
            return None
        rule = "is neither a column's name nor an expression of this dialect"
        raise InvalidInput(field=at, value=text, rule=rule, remedy="name columns of the schema") from None
    return tree
