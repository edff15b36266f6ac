"""Compiles the columns of a specification's result."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from tuneql.errors import InvalidInput
from tuneql.sql.names import canonical
from tuneql.sql.specification.measures import Measure, measure
from tuneql.sql.specification.scope import Scope
from tuneql.sql.specification.spec import QuerySpec


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the result.

    Attributes:
        said: its name in the specification.
        at: its path.
        measure: what it contains.
        label: its name in the result, if that is not its own.
    """

    said: str
    at: str
    measure: Measure
    label: exp.Identifier | None

    @property
    def tree(self) -> exp.Expr:
        """The column as in SELECT."""
        tree = self.measure.tree.copy()
        return tree if self.label is None else exp.Alias(this=tree, alias=self.label.copy())


def outputs(spec: QuerySpec, scope: Scope, *, at: str) -> tuple[Column, ...]:
    """The columns of the result, in order.

    Raises:
        InvalidInput: a name is unknown, or two columns have the same label.
    """
    found = tuple(_outputs(spec, scope, at))
    labels: set[str] = set()
    for each in found:
        key = canonical(each.label, scope.dialect)
        if key and key in labels:
            remedy = "give each column a name of its own"
            raise InvalidInput(field=f"{each.at}.as", value=key, rule="names two columns", remedy=remedy)
        labels.add(key)
    return found


def _outputs(spec: QuerySpec, scope: Scope, at: str) -> Iterator[Column]:
    for place, each in enumerate(spec.cols):
        here = f"{at}.{place}"
        made = measure(each, scope, at=here)
        if each.label is not None and made.is_star:
            remedy = "leave the name out, or name one column"
            raise InvalidInput(field=f"{here}.as", value=each.label, rule="names all columns at once", remedy=remedy)
        yield Column(
            said=each.column, at=here, measure=made, label=None if each.label is None else scope.identifier(each.label)
        )
