"""Reads comparisons of one column with literals from a syntax tree."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from sqlglot import exp

from tuneql.evaluation.robust.date_calculations import moment_of
from tuneql.evaluation.robust.values import Operator, Test
from tuneql.sql.running.sandbox import Value

_OPERATORS: Final[dict[type[exp.Expr], tuple[Operator, Operator]]] = {
    exp.EQ: ("=", "="), exp.NEQ: ("!=", "!="), exp.LT: ("<", ">"), exp.LTE: ("<=", ">="), exp.GT: (">", "<"),
    exp.GTE: (">=", "<="), exp.Like: ("like", "like"), exp.ILike: ("like", "like"), exp.Glob: ("like", "like"),
}  # fmt: skip
"""Each operator, and the one with the same meaning after its sides are swapped."""

_PART_OF_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

Known = Callable[[exp.Column], bool]


def test_of(node: exp.Expr, known: Known) -> tuple[exp.Column, Test] | None:
    """The column and the test of a comparison; None unless it compares one column with literals.

    Args:
        node: a condition without AND, OR and NOT.
        known: whether a column exists: SQLite reads a quoted name that is not a column as text.
    """
    if isinstance(node, exp.Is):
        return (
            _found(node.this, [exp.Literal.number(0)], "null", known) if isinstance(node.expression, exp.Null) else None
        )
    if isinstance(node, exp.In):
        return _found(node.this, node.expressions, "=", known)
    if isinstance(node, exp.Between):
        return _found(node.this, [node.args["low"], node.args["high"]], "between", known)
    operators = _OPERATORS.get(type(node))
    if operators is None:
        return None
    straight = _found(node.this, [node.expression], operators[0], known)
    return straight or _found(node.expression, [node.this], operators[1], known)


def _found(
    side: exp.Expr, others: Sequence[exp.Expr], operator: Operator, known: Known
) -> tuple[exp.Column, Test] | None:
    literals = [literal_of(each, known) for each in others]
    if isinstance(side, exp.Sum | exp.Avg | exp.Min | exp.Max):
        side = side.this  # they equal their argument in a group of one row
    columns = [each for each in side.find_all(exp.Column) if known(each)]
    if not others or None in literals or len(columns) != 1 or side.find(exp.AggFunc, exp.Query):
        return None
    inside = tuple(_inside(side, each) for each in literals)
    return None if None in inside else (columns[0], Test(operator=operator, literals=inside))


def _inside(side: exp.Expr, literal: Value) -> Value:
    """A value of the column itself, from a literal that an expression over it is compared with: a date for its year.

    None if the expression could mean anything: only values that the column could really have are worth planting.
    """
    if isinstance(side, exp.Column | exp.Paren | exp.Lower | exp.Upper | exp.Cast | exp.Trim):
        return literal
    if isinstance(side, exp.Length) and isinstance(literal, int):
        return "n" * max(0, min(literal, 200))
    if isinstance(side, exp.Func) and (date := _PART_OF_DATE.fullmatch(str(literal))):
        return date[0] + "-06-15"[len(date[0]) - 4 :]
    return literal if isinstance(side, exp.Binary) and not isinstance(literal, str) else None


def literal_of(node: exp.Expr, known: Known) -> Value:
    """The value of a literal, or of a date calculated from literals; None if the node is neither, or is NULL."""
    if (moment := moment_of(node)) is not None:
        return moment
    if isinstance(node, exp.Paren | exp.Cast | exp.Date | exp.Timestamp | exp.TsOrDsToDate) and node.this is not None:
        return literal_of(node.this, known)
    if isinstance(node, exp.Neg):
        value = literal_of(node.this, known)
        return -value if isinstance(value, int | float) else None
    if isinstance(node, exp.Boolean):
        return int(node.this)
    if isinstance(node, exp.Column):
        return node.name if node.this.args.get("quoted") and not node.table and not known(node) else None
    return _literal(node) if isinstance(node, exp.Literal) else None


def _literal(node: exp.Literal) -> Value:
    if node.is_string:
        return str(node.this)
    try:
        return int(node.this)
    except ValueError:
        return float(node.this)
