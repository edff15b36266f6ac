"""Compiles the conditions of a specification to SQL expressions."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlglot import exp

from tuneql.errors import InvalidInput
from tuneql.sql.specification.literals import Value, listed, literal
from tuneql.sql.specification.measures import Measure
from tuneql.sql.specification.spec import Filter

_COMPARISONS: Final[Mapping[str, type[exp.Binary]]] = {
    "=": exp.EQ, "!=": exp.NEQ, "<>": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE,
}  # fmt: skip
_WITHOUT_PATTERNS: Final = ("int", "num", "bool", "bytes")
_ENDS: Final = 2


def condition(said: Filter, left: Measure, *, at: str) -> exp.Expr:
    """Compile one condition.

    Null in a list of values is a value like others: `IN` then includes rows without a value, and `NOT IN` excludes
    them.

    Args:
        said: with its operator and value.
        left: what is compared.
        at: the condition's path, for messages.

    Raises:
        InvalidInput: the value does not fit the operator, or what it is compared with.
    """
    operator, negated = said.operator.removeprefix("NOT "), said.operator.startswith("NOT ")
    made = _condition(operator, said, left, f"{at}.value", negated=negated)
    return exp.Not(this=made) if negated and not isinstance(made, exp.And) else made


def _condition(operator: str, said: Filter, left: Measure, at: str, *, negated: bool) -> exp.Expr:
    tree, value = left.tree, said.value
    if operator in {"IS NULL", "IS NOT NULL"}:
        return _nothing(tree, value, at, negated=operator == "IS NOT NULL")
    if operator == "IN":
        return _among(tree, listed(value), left.family, at, negated=negated)
    if operator == "BETWEEN":
        return _between(tree, listed(value), left.family, at)
    if isinstance(value, Sequence) and not isinstance(value, str):
        remedy = "give one value, or use the operator IN"
        raise InvalidInput(field=at, value=value, rule=f"is a list, of which {operator} takes none", remedy=remedy)
    if operator == "LIKE":
        return exp.Like(this=tree.copy(), expression=_pattern(value, left, at))
    return _COMPARISONS[operator](this=tree.copy(), expression=literal(value, left.family, at=at))


def _nothing(tree: exp.Expr, value: object, at: str, *, negated: bool) -> exp.Expr:
    if value is not None:
        raise InvalidInput(
            field=at, value=value, rule="is a value, and this operator takes none", remedy="leave it out"
        )
    found = exp.Is(this=tree.copy(), expression=exp.Null())
    return exp.Not(this=found) if negated else found


def _among(tree: exp.Expr, values: Sequence[Value], family: str, at: str, *, negated: bool) -> exp.Expr:
    given = [(place, value) for place, value in enumerate(values) if value is not None]
    if not given:
        raise InvalidInput(field=at, value=values, rule="lists no value", remedy="list at least one")
    several = len(values) > 1
    literals = [literal(value, family, at=f"{at}.{place}" if several else at) for place, value in given]
    found: exp.Expr = exp.In(this=tree.copy(), expressions=literals)
    if len(given) == len(values):
        return found
    nothing = exp.Is(this=tree.copy(), expression=exp.Null())
    if negated:
        return exp.And(this=exp.Not(this=found), expression=exp.Not(this=nothing))
    return exp.Or(this=found, expression=nothing)


def _between(tree: exp.Expr, values: Sequence[Value], family: str, at: str) -> exp.Expr:
    if len(values) != _ENDS:
        raise InvalidInput(field=at, value=values, rule="is not a pair of values", remedy="give the least and the most")
    low, high = (literal(value, family, at=f"{at}.{place}") for place, value in enumerate(values))
    return exp.Between(this=tree.copy(), low=low, high=high)


def _pattern(value: object, left: Measure, at: str) -> exp.Expr:
    if not isinstance(value, str):
        remedy = "give a text, in which % stands for any others"
        raise InvalidInput(field=at, value=value, rule="is not a pattern, which LIKE needs", remedy=remedy)
    if left.family in _WITHOUT_PATTERNS:
        rule = f"is a pattern of texts, and the column is {left.family}"
        raise InvalidInput(field=at, value=value, rule=rule, remedy="compare with another operator")
    return exp.Literal.string(value)


def all_of(conditions: Iterable[exp.Expr]) -> exp.Expr | None:
    """All of some conditions; None if there are none."""
    return _combined(conditions, exp.And, exp.Or)


def any_of(conditions: Iterable[exp.Expr]) -> exp.Expr | None:
    """Any of some conditions; None if there are none."""
    return _combined(conditions, exp.Or, exp.And)


def _combined(
    conditions: Iterable[exp.Expr], connector: type[exp.Connector], weaker: type[exp.Connector]
) -> exp.Expr | None:
    """A chain to the left, as the parser makes it, with parentheses where they are needed."""
    parts = [*conditions]
    if len(parts) > 1:
        parts = [exp.Paren(this=each) if isinstance(each, weaker) else each for each in parts]
    return functools.reduce(lambda left, right: connector(this=left, expression=right), parts) if parts else None
