"""Reads by how much one step of a recursion changes a column."""

import operator
from collections.abc import Callable
from math import log
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.calendars import modifier_of
from tuneql.sql.guard.bounded_work.durations import seconds_in
from tuneql.sql.guard.bounded_work.moments import seconds_between
from tuneql.sql.guard.bounded_work.numbers import number_in

_JOINERS: Final = frozenset(
    {"printf", "overlay", "jsonb_build_array", "json_build_array", "jsonb_build_object", "json_build_object"}
)
_INVERSE: Final[dict[type[exp.Expr], Callable[[float, float], float]]] = {
    exp.Add: operator.sub, exp.Sub: operator.add, exp.Mul: operator.truediv, exp.Div: operator.mul,
    exp.IntDiv: operator.mul,
}  # fmt: skip
_WRAPPERS: Final = (
    *(exp.Paren, exp.Cast, exp.TryCast, exp.Length),
    *(exp.Date, exp.Timestamp, exp.TsOrDsToDate, exp.LastDay),
)

_MOVING: Final[dict[str, type[exp.Expr]]] = {
    "adddate": exp.DateAdd, "addtime": exp.DateAdd, "subdate": exp.DateSub, "subtime": exp.DateSub,
}  # fmt: skip


def steps_between(first: float | None, last: float, output: exp.Expr) -> float:
    """How many steps of adding or multiplying lead from one number to another; 0 for other operations.

    Args:
        first: the first number; None for 0, or 1 if it is multiplied.
        last: the last number.
        output: the operation, such as `n + 2`.
    """
    by = number_in(output.args.get("expression"))
    if isinstance(output, exp.Add | exp.Sub):
        return abs(last - (first or 0)) / abs(by or 1) + 1
    if isinstance(output, exp.Mul | exp.Div) and by is not None and by > 0 and last > 0:
        return abs(log((last + 1) / max(first or 1, 1))) / abs(log(by)) + 1
    return 0


def reached_at(moving: exp.Expr, last: float) -> float:
    """The number of a column at which an expression of it reaches another: 1000 for `n - 900` and 100."""
    inner = unwrapped(moving)
    while inner.__class__ in _INVERSE and (by := number_in(inner.expression)):
        last, inner = _INVERSE[inner.__class__](last, by), unwrapped(inner.this)
    return last


def times_between(start: exp.Expr | None, bound: exp.Expr, output: exp.Expr) -> int:
    """How often an amount of time is added to get from one moment to another; 0 if it cannot be told."""
    seconds, step = seconds_between(start, bound), modifier_of(output) or amount_added(output)
    return 0 if seconds is None or step is None else int(seconds / seconds_in(step)) + 1


def joins_values(node: exp.Expr) -> bool:
    """Whether a call combines its arguments in a text or a document: `PRINTF('%s%s', a, b)`."""
    is_named = isinstance(node, exp.Anonymous) and node.name.lower() in _JOINERS
    return is_named or isinstance(node, exp.Format | exp.Overlay)


def lengthens(node: exp.Expr) -> bool:
    """Whether a call replaces a text by a longer one: `REPLACE(s, 'a', 'aa')`."""
    put = node.args.get("replacement") if isinstance(node, exp.Replace) else None
    return isinstance(put, exp.Literal) and len(put.name) > len(node.expression.name)


def rows_of_list(node: exp.Expr) -> list[exp.Expr]:
    """The values of `UNNEST(ARRAY[a, b])`, each of which becomes a row."""
    is_list = isinstance(node, exp.Explode) and isinstance(node.this, exp.Array)
    return list(node.this.expressions) if is_list else []


def amount_added(moved: exp.Expr) -> exp.Expr | None:
    """The amount that is added: an operand or an interval; of `DATEADD(SECOND, 1, t)`, `INTERVAL '1' SECOND`."""
    step, unit = moved.args.get("expression"), moved.args.get("unit")
    if unit is None or not isinstance(step, exp.Literal | exp.Neg):
        return step
    return exp.Interval(this=exp.Literal.string(step.name), unit=unit.copy())


def unwrapped(node: exp.Expr) -> exp.Expr:
    """The expression within casts and the like; of MySQL's `ADDDATE(d, 1)`, the `DATE_ADD` that it means."""
    while isinstance(node, _WRAPPERS):
        node = node.this
    kind = _MOVING.get(node.name.lower()) if isinstance(node, exp.Anonymous) else None
    if kind is None or len(node.expressions) != 2:  # noqa: PLR2004 - a date, and what is added
        return node
    date, amount = (each.copy() for each in node.expressions)
    return kind(this=date, expression=amount)


def choices_of(node: exp.Expr) -> list[exp.Expr]:
    """The values among which CASE, IF, GREATEST or LEAST chooses; for other expressions, the expression itself."""
    if isinstance(node, exp.Greatest | exp.Least):
        return [node.this, *node.expressions]
    found = [each.args.get("true") for each in node.args.get("ifs") or (node,)]
    return [each for each in (*found, node.args.get("default"), node.args.get("false")) if each is not None]


def is_zero_interval(amount: object) -> bool:
    """Whether an amount is `INTERVAL 0 DAY`."""
    return isinstance(amount, exp.Interval) and isinstance(amount.this, exp.Literal) and amount.this.name == "0"


def is_negative(amount: object) -> bool:
    """Whether a number, or an interval, is written with a minus."""
    if isinstance(amount, exp.Interval | exp.Paren):
        amount = amount.this
    if isinstance(amount, exp.Literal):
        return amount.name.strip().startswith("-")
    return isinstance(amount, exp.Neg)


def is_in_substring(node: exp.Expr, text: exp.Expr) -> bool:
    """Whether a column of a text is within `SUBSTR(a, 1, 3)`, or only an argument of SUBSTR that is not the text."""
    while node is not text and node.parent is not None:
        if isinstance(node.parent, exp.Substring) and (node.arg_key != "this" or node.parent.args.get("length")):
            return True
        node = node.parent
    return False


def repeats(columns: list[exp.Column]) -> bool:
    """Whether a column occurs more than once."""
    names = [each.name.lower() for each in columns]
    return len(set(names)) < len(names)
