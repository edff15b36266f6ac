"""Compiles how a specification groups its rows, and decides which columns a group has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlglot import exp

from tuneql.errors import InvalidInput
from tuneql.sql.specification.measures import Measure, plain
from tuneql.sql.specification.outputs import Column
from tuneql.sql.specification.scope import Scope
from tuneql.sql.specification.spec import QuerySpec


@dataclass(frozen=True, kw_only=True)
class Groups:
    """The contents of GROUP BY.

    Attributes:
        keys: what rows are grouped by; none if all rows are one group, or there are no groups.
        together: whether rows are grouped at all.
    """

    keys: tuple[exp.Expr, ...] = ()
    together: bool = False

    def check(self, found: Measure, *, value: str, at: str) -> None:
        """Refuse what a group of rows does not have.

        Raises:
            InvalidInput: it is a column that rows are not grouped by, or all columns.
        """
        if self.together and (found.is_star or not self._knows(found.tree)):
            rule = "stands beside aggregates, and rows are not grouped by it"
            raise InvalidInput(field=at, value=value, rule=rule, remedy="add it to group_by, or aggregate it")

    def _knows(self, tree: exp.Expr) -> bool:
        if isinstance(tree, exp.AggFunc) or tree in self.keys:
            return True
        return not isinstance(tree, exp.Column) and all(map(self._knows, tree.iter_expressions()))


def groups(spec: QuerySpec, columns: Sequence[Column], scope: Scope) -> Groups:
    """The grouping of a specification; if it has aggregates and does not name one, by its other columns.

    Raises:
        InvalidInput: a name is unknown, or a column is not known for a group.
    """
    if spec.group_by:
        keys = tuple(_keys(spec, scope, "spec.group_by"))
    elif _aggregates(spec, columns):
        keys = tuple(each.measure.tree for each in columns if _is_key(each.measure))
    else:
        return Groups()
    found = Groups(keys=tuple(dict.fromkeys(keys)), together=True)
    for each in columns:
        found.check(each.measure, value=each.said, at=each.at)
    return found


def _keys(spec: QuerySpec, scope: Scope, at: str) -> Iterator[exp.Expr]:
    for place, name in enumerate(spec.group_by):
        key = plain(name, scope, at=f"{at}.{place}")
        if key.is_star or key.is_aggregate:
            rule = "is nothing to group rows by"
            raise InvalidInput(field=f"{at}.{place}", value=name, rule=rule, remedy="name columns")
        yield key.tree


def _aggregates(spec: QuerySpec, columns: Sequence[Column]) -> bool:
    named = any(each.aggregate for each in spec.order_by) or bool(spec.having)
    return named or any(each.measure.is_aggregate for each in columns)


def _is_key(found: Measure) -> bool:
    return not found.is_star and not found.is_aggregate and found.tree.find(exp.Column) is not None
