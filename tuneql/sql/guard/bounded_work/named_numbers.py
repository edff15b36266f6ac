"""Large numbers to which a statement gives a name, by which its generators may read them.

`WITH p AS (SELECT 1000000000 AS n) SELECT g FROM p, generate_series(1, p.n) AS g`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.walking import Nodes, nodes_of

_LARGE: Final = 1000  # less than which a column is hardly taken for, see `amounts`


def named_numbers(nodes: Nodes) -> Mapping[str, exp.Expr]:
    """The large numbers of a statement by their names in lower case; of several with a name, the largest."""
    found: dict[str, exp.Expr] = {}
    for name, value in _named(nodes):
        if abs(number_in(value) or 0) > max(_LARGE, abs(number_in(found.get(name)) or 0)):
            found[name] = value
    return found


def with_numbers(node: exp.Expr, numbers: Mapping[str, exp.Expr]) -> exp.Expr:
    """A copy of an expression with numbers in place of columns of their names; the expression itself without any."""
    if not any(_is_named(each, numbers) for each in nodes_of(node)):
        return node
    return node.copy().transform(lambda each: numbers[each.name.lower()].copy() if _is_named(each, numbers) else each)


def _is_named(node: exp.Expr, numbers: Mapping[str, exp.Expr]) -> bool:
    return isinstance(node, exp.Column) and node.name.lower() in numbers


def _named(nodes: Nodes) -> Iterator[tuple[str, exp.Expr]]:
    """The outputs of queries and the values of rows, each with its name."""
    for alias in nodes.of(exp.Alias):
        yield alias.alias.lower(), alias.this
    for names in nodes.of(exp.TableAlias):
        for row in _rows_of(names.parent) if names.columns else ():
            yield from zip((each.name.lower() for each in names.columns), row, strict=False)


def _rows_of(relation: exp.Expr | None) -> list[Sequence[exp.Expr]]:
    """The rows of VALUES, or the one of a query's outputs."""
    query = relation.this if isinstance(relation, exp.CTE | exp.Subquery) else relation
    if isinstance(query, exp.Values):
        return [row.expressions for row in query.expressions]
    return [query.expressions] if isinstance(query, exp.Select) else []
