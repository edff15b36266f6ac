"""Columns that a comparison adds and subtracts again, whose values do not matter: `a.n = b.n + (a.n - b.n)`."""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.numbers import number_in

_COMPARISONS: Final = (exp.EQ, exp.NullSafeEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)
_SUMS: Final = (exp.Add, exp.Sub)
# The signs of the left and the right operand; a comparison `a = b` is read as `a - b`.
_SIGNS: Final[Mapping[type[exp.Expr], tuple[int, int]]] = {
    exp.Add: (1, 1), exp.Sub: (1, -1), **dict.fromkeys(_COMPARISONS, (1, -1)),
}  # fmt: skip

_Term = tuple[exp.Column, float]


def cancelled(condition: exp.Expr) -> Iterator[exp.Column]:
    """The columns whose occurrences on both sides of a comparison sum up to nothing."""
    if not isinstance(condition, _COMPARISONS):
        return
    if not any(isinstance(side.unnest(), _SUMS) for side in (condition.this, condition.expression)):
        return
    terms = list(_terms(condition, 1.0))
    sums: dict[exp.Column, float] = {}
    for column, factor in terms:
        sums[column] = sums.get(column, 0.0) + factor
    yield from (column for column, _ in terms if sums[column] == 0)


def _terms(node: exp.Expr, factor: float) -> Iterator[_Term]:
    """The columns of a sum, each with its factor; operands that are not sums are omitted."""
    if isinstance(node, exp.Column):
        yield node, factor
    elif isinstance(node, exp.Paren):
        yield from _terms(node.this, factor)
    elif isinstance(node, exp.Neg):
        yield from _terms(node.this, -factor)
    elif node.__class__ in _SIGNS:
        for side, sign in zip((node.this, node.expression), _SIGNS[node.__class__], strict=True):
            yield from _terms(side, factor * sign)
    elif isinstance(node, exp.Mul) and (times := number_in(node.expression)) is not None:
        yield from _terms(node.this, factor * times)
