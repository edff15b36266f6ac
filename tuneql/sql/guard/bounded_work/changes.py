"""Tells how the columns of a recursive branch change from step to step: `n + 1` goes up, `n % 9` returns."""

from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.branch import Branch
from tuneql.sql.guard.bounded_work.loose import decisive_columns
from tuneql.sql.guard.bounded_work.moves import choices_of, is_negative, is_zero_interval, rows_of_list, unwrapped
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.walking import nodes_of

# How a column changes in a step; `elsewhere`: it becomes a value that is not computed from the previous row.
UP, DOWN, STAYS, ELSEWHERE, UNKNOWN = "up", "down", "stays", "elsewhere", "unknown"

GROWING: Final = (exp.Add, exp.Mul, exp.DateAdd, exp.TsOrDsAdd, exp.TimestampAdd, exp.DatetimeAdd, exp.AddMonths)
SHRINKING: Final = (exp.Sub, exp.Div, exp.DateSub, exp.TimestampSub, exp.DatetimeSub)
# Operations that return to earlier values, those that no longer change a value after the first step, and the operands
# with which an operation changes nothing.
_CYCLING: Final = (exp.Mod, exp.Neg, exp.Abs, exp.BitwiseXor, exp.BitwiseAnd, exp.BitwiseOr)
_SETTLING: Final = (
    *(exp.Sign, exp.Round, exp.Floor, exp.Ceil, exp.Coalesce, exp.Greatest, exp.Least),
    *(exp.Upper, exp.Lower, exp.Reverse, exp.Trim),
)
_NEUTRAL: Final[dict[type[exp.Expr], int]] = {**dict.fromkeys((*GROWING, *SHRINKING), 0), exp.Mul: 1, exp.Div: 1}


class Changes(Branch):
    """How a branch's columns change from step to step."""

    def direction(self, name: str, seen: tuple[str, ...] = ()) -> str:
        """How a column changes in a step; columns that only swap their values, `SELECT b, a FROM r`, stay.

        Args:
            name: of the column, in lower case.
            seen: the columns from which this one was reached.
        """
        output = self.outputs.get(name)
        if output is None:
            return UNKNOWN
        if name in seen:
            return STAYS
        if not self.previous_in(output):
            return ELSEWHERE if any(isinstance(each, exp.Column) for each in nodes_of(output)) else STAYS
        core = unwrapped(output)
        if isinstance(core, exp.Column):
            return self.direction(core.name.lower(), (*seen, name))
        is_zero = isinstance(core, exp.Mul) and 0 in {number_in(self.start.get(name)), number_in(core.expression)}
        is_constant = isinstance(core, exp.Add | exp.Sub) and not any(decisive_columns(core))  # `n * 0 + 1`
        if is_zero or is_constant:
            return STAYS
        return self._of_rows(rows_of_list(core)) or self._of_choices(choices_of(core)) or self._of_operation(core)

    def _of_rows(self, rows: list[exp.Expr]) -> str | None:
        """How `UNNEST(ARRAY[n + 1, n])` changes a column: it stays if it is unchanged in one of the rows."""
        if not rows:
            return None
        ways = {STAYS if isinstance(row, exp.Column) else self._of_operation(row) for row in map(unwrapped, rows)}
        return STAYS if STAYS in ways else ways.pop() if len(ways) == 1 else UNKNOWN

    def _of_choices(self, choices: list[exp.Expr]) -> str | None:
        """How CASE and the like change a column: if some choices add and others subtract, it may stay forever."""
        if len(choices) <= 1:
            return None
        ways = {self._of_operation(each) for each in map(unwrapped, choices) if isinstance(each, exp.Add | exp.Sub)}
        return STAYS if ways >= {UP, DOWN} else UNKNOWN

    def _of_operation(self, core: exp.Expr) -> str:
        """How an operation changes a column; a remainder, or a change of sign, returns to earlier values."""
        operand = core.args.get("expression")
        if isinstance(core, _SETTLING) and isinstance(core.this, exp.Column) and self.is_previous(core.this):
            return STAYS
        if isinstance(core, _CYCLING) and not self.previous_in(operand or exp.Null()):
            return STAYS
        if isinstance(core, exp.Add | exp.Sub) and isinstance(inner := unwrapped(core.this), exp.Mod):
            return STAYS if self.previous_in(inner) else UNKNOWN
        if not isinstance(core, (*GROWING, *SHRINKING)):
            return UNKNOWN
        step = number_in(operand)
        if is_zero_interval(operand) or (step is not None and step == _NEUTRAL.get(type(core))):
            return STAYS
        return UP if isinstance(core, GROWING) is not is_negative(operand) else DOWN
