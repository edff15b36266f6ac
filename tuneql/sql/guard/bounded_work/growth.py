"""Tells whether a recursive branch ends: which conditions stop its columns, which change from step to step.

`n + 1 … WHERE n < 9` ends, because n goes up to a bound; `n + 1 … WHERE n > 0` does not. `JOIN t ON t.parent = r.id`
counts as an end, because each step needs a row that a table has.
"""

import operator
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.calendars import date_of_part, month_ends, sign_of_modifier
from tuneql.sql.guard.bounded_work.changes import DOWN, GROWING, SHRINKING, STAYS, UNKNOWN, UP, Changes
from tuneql.sql.guard.bounded_work.conditions import conditions_of, sides_of
from tuneql.sql.guard.bounded_work.durations import seconds_in
from tuneql.sql.guard.bounded_work.generators import MOST_ROWS, SHORTEST_STEP
from tuneql.sql.guard.bounded_work.loose import decisive_columns
from tuneql.sql.guard.bounded_work.moves import (
    amount_added,
    choices_of,
    is_in_substring,
    joins_values,
    lengthens,
    reached_at,
    repeats,
    rows_of_list,
    steps_between,
    times_between,
    unwrapped,
)
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.walking import nodes_of

_TEXTS: Final = (exp.DPipe, exp.Concat, exp.ConcatWs, exp.Repeat, exp.ArrayConcat, exp.Stuff, exp.Overlay)

_Kinds = dict[type[exp.Expr], type[exp.Expr]]

# Modifiers of SQLite's dates of less than a minute: '+10 seconds'.
_SECONDS: Final = re.compile(r"[+-]?[1-5]?\d(\.\d+)? seconds?", re.IGNORECASE)

# The comparisons that are an upper or a lower bound of the column on the left.
_BELOW: Final = (exp.LT, exp.LTE)
_ABOVE: Final = (exp.GT, exp.GTE)
_MIRRORED: Final[_Kinds] = {exp.LT: exp.GT, exp.LTE: exp.GTE, exp.GT: exp.LT, exp.GTE: exp.LTE}
_NEGATED: Final[_Kinds] = {exp.LT: exp.GTE, exp.LTE: exp.GT, exp.GT: exp.LTE, exp.GTE: exp.LT, exp.NEQ: exp.EQ}

_COMPARISONS: Final[dict[type[exp.Expr], Callable[[float, float], bool]]] = {
    exp.LT: operator.lt, exp.LTE: operator.le, exp.GT: operator.gt, exp.GTE: operator.ge, exp.NEQ: operator.ne,
}  # fmt: skip


def _is_huge(bound: exp.Expr) -> bool:
    """Whether a bound is an unknown value times a million or more: `n < a * 1000000`."""
    products = (each for each in nodes_of(bound) if isinstance(each, exp.Mul))
    factors = (number_in(side) for each in products for side in (each.this, each.expression))
    return number_in(bound) is None and any(each is not None and each >= MOST_ROWS for each in factors)


class Recursion(Changes):
    """Whether something ends the recursion, how many steps it has, and whether its texts double."""

    @property
    def doubles(self) -> bool:
        """Whether a text is concatenated with itself in a step, so that its length doubles: `s || s`."""
        return any(
            self._is_text(node, name)
            and (isinstance(node, exp.Repeat) or lengthens(node) or repeats(self._whole_texts_in(node)))
            for name, output in self.outputs.items()
            for node in nodes_of(output)
            if self.previous_in(node)
        )

    def _whole_texts_in(self, node: exp.Expr) -> list[exp.Column]:
        """The columns of the previous row in a text, without those of which only a piece is in it."""
        return [each for each in self.previous_in(node) if not is_in_substring(each, node)]

    @property
    def has_short_steps(self) -> bool:
        """Whether a time changes by less than a minute in each step."""
        sums = (unwrapped(output) for output in self.outputs.values())
        steps = (amount_added(each) for each in sums if isinstance(each, (*GROWING, *SHRINKING)))
        has_short_steps = any(isinstance(each, exp.Interval) and seconds_in(each) < SHORTEST_STEP for each in steps)
        texts = (each.name for output in self.outputs.values() for each in output.find_all(exp.Literal))
        return has_short_steps or any(_SECONDS.fullmatch(each) for each in texts)

    def _is_text(self, node: exp.Expr, name: str) -> bool:
        if isinstance(node, _TEXTS) or lengthens(node):
            return True
        if joins_values(node):
            return sum(each.name.lower() == name for each in self.previous_in(node)) > 1
        start = self.start.get(name)
        is_text = isinstance(start, exp.Cast) and start.to.is_type(*exp.DataType.TEXT_TYPES)
        return isinstance(node, exp.Add) and (is_text or (isinstance(start, exp.Literal) and start.is_string))

    @cached_property
    def ends(self) -> bool:
        """Whether a condition ends the recursion, or each step needs a row of a table."""
        conditions = [
            each for select in self.selects for each in conditions_of(select) if not self.keeps_all_rows(each)
        ]
        joins = [join for select in self.selects for join in select.args.get("joins") or ()]
        shared = [name.name.lower() for join in joins for name in join.args.get("using") or ()]
        moves = any(not self.becomes(name, exp.column(name)) for name in shared)
        return moves or any(self._ends_by(each) for each in conditions)

    def _ends_by(self, condition: exp.Expr, *, negated: bool = False) -> bool:
        """Whether a condition, or its negation, becomes false some day, or needs a row of a table in each step."""
        if isinstance(condition, exp.Paren):
            return self._ends_by(condition.this, negated=negated)
        if isinstance(condition, exp.Not):
            return self._ends_by(condition.this, negated=not negated)
        if isinstance(condition, exp.Or | exp.And):
            every = isinstance(condition, exp.Or) is not negated
            parts = [self._ends_by(each, negated=negated) for each in condition.flatten()]
            return all(parts) if every else any(parts)
        kind = _NEGATED.get(type(condition), type(condition)) if negated else type(condition)
        if isinstance(condition, exp.Between) and not negated:
            return any(self._bounds(exp.LTE, condition.this, condition.args["high"])) or any(
                self._bounds(exp.GTE, condition.this, condition.args["low"])
            )
        if isinstance(condition, exp.Binary):
            left, right = condition.this, condition.expression
            mirrored = _MIRRORED.get(kind, kind)
            return self._links(kind, left, right) or any(
                (*self._bounds(kind, left, right), *self._bounds(mirrored, right, left))
            )
        ways = {self.direction(each.name.lower()) for each in self.previous_in(condition)}
        return UNKNOWN in ways or (not negated and ways != {STAYS} and self._is_among(condition))

    def _is_among(self, condition: exp.Expr) -> bool:
        """Whether a value of the previous row must be among some: `n IN (1, 2)`, but not `n % 2 IN (0, 1)`."""
        if isinstance(condition, exp.In) and not any(decisive_columns(condition.this)):
            return False
        return isinstance(condition, exp.In | exp.Exists) and bool(self.previous_in(condition))

    def _links(self, kind: type[exp.Expr], left: exp.Expr, right: exp.Expr) -> bool:
        """Whether each step needs a row of a table that refers to the previous row: a walk through a hierarchy."""
        if kind is not exp.EQ:
            return False
        own, others = self.previous_in(left), self.previous_in(right)
        if bool(own) is bool(others):
            return False
        row, table = (left, right) if own else (right, left)
        stays = isinstance(row, exp.Column) and self.becomes(row.name.lower(), table)
        moves = any(self.direction(each.name.lower()) is not STAYS for each in own or others)
        return moves and not stays and any(isinstance(each, exp.Column) for each in nodes_of(table))

    def _bounds(self, kind: type[exp.Expr], moving: exp.Expr, bound: exp.Expr) -> Iterator[bool]:
        """For each column of `moving`, whether a comparison stops it: `moving kind bound`, such as `n + 1 < 9`.

        The bound must not change itself, nor be huge, and the column must move toward it.
        """
        if any(self.direction(each.name.lower()) is not STAYS for each in self.previous_in(bound)) or _is_huge(bound):
            return
        if not any(decisive_columns(moving)):
            return
        for column in self.previous_in(moving):
            name = column.name.lower()
            direction = self.direction(name)
            plain = _is_plain(moving)
            yield (
                (direction == UNKNOWN and not (plain and self._stays_within(name, kind, bound)))
                or (direction == UP and month_ends(kind, moving, bound, self._step(name)))
                or (direction == UP and plain and issubclass(kind, (*_BELOW, exp.EQ)))
                or (direction == DOWN and plain and issubclass(kind, (*_ABOVE, exp.EQ)))
            )

    def _stays_within(self, name: str, kind: type[exp.Expr], bound: exp.Expr) -> bool:
        """Whether a bound is never reached, because a column moves away from it, or returns."""
        if name not in self.outputs:
            return True
        output = unwrapped(self.outputs[name])
        if isinstance(output, _TEXTS):
            return issubclass(kind, _ABOVE) or (kind is exp.NEQ and self._outgrows(name, bound))
        sign = sign_of_modifier(output)
        return issubclass(kind, {"+": _ABOVE, "-": _BELOW}.get(sign, ())) or self._comes_back(name, kind, bound)

    def _outgrows(self, name: str, bound: exp.Expr) -> bool:
        """Whether a text that grows is never a literal, because that is no longer than the first text: `s <> 'b'`."""
        start = unwrapped(self.start.get(name, exp.Null()))
        shortest = len(start.name) if isinstance(start, exp.Literal) else 0
        return isinstance(bound, exp.Literal) and len(bound.name) <= shortest

    def _comes_back(self, name: str, kind: type[exp.Expr], bound: exp.Expr) -> bool:
        """Whether a column may return to a number within a bound: `CASE WHEN n < 9 THEN n + 1 ELSE 1 END`."""
        last, compare = number_in(bound), _COMPARISONS.get(kind)
        numbers = (number_in(each) for each in choices_of(unwrapped(self.outputs[name])))
        return last is not None and compare is not None and any(n is not None and compare(n, last) for n in numbers)

    def _step(self, name: str) -> exp.Expr | None:
        """The amount by which a column changes in a step."""
        return amount_added(unwrapped(self.outputs[name]))

    @cached_property
    def steps(self) -> int:
        """How many steps there are, if literals tell; else 0."""
        found = [self._steps_to(each) for select in self.selects for each in conditions_of(select)]
        return min((each for each in found if each), default=0)

    def _steps_to(self, condition: exp.Expr) -> int:
        return max((self._steps_until(*each) for each in sides_of(condition)), default=0)

    def _kept(self, bound: exp.Expr) -> exp.Expr | None:
        """What a bound is known to be: of `n < most`, the first value of a column that stays, or one of WITH."""
        column = bound.this.expressions[0] if isinstance(bound, exp.Subquery) and bound.this.expressions else bound
        name = column.name.lower()
        if not isinstance(column, exp.Column):
            return bound
        if column is bound and self.is_previous(column):
            return self.start.get(name) if self.direction(name) == STAYS else bound
        return self._given.get(name, bound)

    @cached_property
    def _given(self) -> dict[str, exp.Expr]:
        """The values of the other expressions of WITH that are one row: `p AS (SELECT 100 AS most)`."""
        clause = self.cte.parent
        others = [each.this for each in clause.expressions if each is not self.cte] if clause is not None else []
        rows = [each for each in others if isinstance(each, exp.Select) and not each.args.get("from_")]
        return {output.alias_or_name.lower(): output.unalias() for row in rows for output in row.expressions}

    def _steps_until(self, moving: exp.Expr, bound: exp.Expr) -> int:
        last, column = number_in(self._kept(bound)), next(iter(self.previous_in(moving)), None)
        if column is None or date_of_part(moving, "YEAR") is not None:
            return 0
        output = unwrapped(self.outputs.get(name := column.name.lower()) or column)
        if last is None:
            return times_between(self.start.get(name), bound, output)
        last = reached_at(moving, last)
        output = next(map(unwrapped, rows_of_list(output)), output)
        if isinstance(moving, exp.Length) and isinstance(output, _TEXTS):  # at least one character in each step
            return int(min(last, MOST_ROWS * 1e6)) + 1
        if self.direction(name) not in {UP, DOWN}:
            return 0
        return int(min(steps_between(number_in(self.start.get(name)), last, output), MOST_ROWS * 1e6))


def _is_plain(node: exp.Expr) -> bool:
    """Whether an expression rises and falls with its column: `n`, `n + 1`, `YEAR(d)`."""
    core = unwrapped(node)
    if isinstance(core, exp.Column):
        return True
    if (date := date_of_part(core, "YEAR")) is not None:
        return _is_plain(date)
    return isinstance(core, (*GROWING, *SHRINKING)) and _is_plain(core.this)
