"""Compiles by what a specification's rows are sorted."""

from collections.abc import Sequence

from sqlglot import exp

from tuneql.errors import InvalidInput
from tuneql.sql.names import canonical
from tuneql.sql.specification.grouping import Groups
from tuneql.sql.specification.measures import measure
from tuneql.sql.specification.outputs import Column
from tuneql.sql.specification.scope import Scope
from tuneql.sql.specification.spec import Order, QuerySpec


def orders(spec: QuerySpec, columns: Sequence[Column], grouped: Groups, scope: Scope) -> exp.Order | None:
    """The ORDER BY clause; None if there is no order.

    Raises:
        InvalidInput: a name is unknown, or is not known for the rows to be sorted.
    """
    sorted_by = [
        _ordered(_key(each, spec, columns, grouped, scope, at=f"spec.order_by.{place}"), each, scope)
        for place, each in enumerate(spec.order_by)
    ]
    return exp.Order(expressions=sorted_by) if sorted_by else None


def _key(
    said: Order, spec: QuerySpec, columns: Sequence[Column], grouped: Groups, scope: Scope, *, at: str
) -> exp.Expr:
    label = _label(said, columns, scope)
    if label is not None:
        return label
    found = measure(said, scope, at=at)
    grouped.check(found, value=said.column, at=at)
    if found.is_star:
        raise InvalidInput(field=at, value=said.column, rule="is nothing to sort by", remedy="name a column")
    if spec.distinct and found.tree not in [each.measure.tree for each in columns]:
        rule = "is not a column of the result, which is distinct"
        raise InvalidInput(field=at, value=said.column, rule=rule, remedy="add it to cols, or leave distinct out")
    return found.tree.copy()


def _label(said: Order, columns: Sequence[Column], scope: Scope) -> exp.Column | None:
    """The name of a column of the result, if the key is one."""
    if said.aggregate is not None:
        return None
    key = canonical(scope.identifier(said.column), scope.dialect)
    labels = (each.label for each in columns if each.label is not None)
    found = next((label for label in labels if canonical(label, scope.dialect) == key), None)
    return None if found is None else exp.Column(this=found.copy())


def _ordered(key: exp.Expr, said: Order, scope: Scope) -> exp.Ordered:
    """The key with the dialect's default order of nulls, as the parser would note it, so that none is written."""
    falls = said.direction == "DESC"
    first = "nulls_are_large" if falls else "nulls_are_small"
    return exp.Ordered(this=key, desc=falls or None, nulls_first=first == scope.dialect.NULL_ORDERING)
