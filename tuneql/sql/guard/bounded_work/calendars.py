"""Dates that change from step to step of a recursion, and limits on a part of one: `YEAR(d) < 2025`."""

from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.numbers import number_in

_PARTS: Final[dict[type[exp.Expr], str]] = {exp.Year: "YEAR", exp.Month: "MONTH"}
_WITHIN_A_MONTH: Final = frozenset({"MONTH", "WEEK", "DAY"})
_MONTHS: Final = 12


def date_of_part(node: exp.Expr, part: str) -> exp.Expr | None:
    """The date of `YEAR(date)` or `EXTRACT(YEAR FROM date)`; None if the node is not such a call for the part."""
    key = "this" if _PARTS.get(type(node)) == part else None
    if isinstance(node, exp.Extract) and node.this.name.upper() == part:
        key = "expression"
    date = node.args.get(key) if key else None
    return date if isinstance(date, exp.Expr) else None


def month_ends(kind: type[exp.Expr], month: exp.Expr, bound: exp.Expr, step: exp.Expr | None) -> bool:
    """Whether `MONTH(d) < 12` or `MONTH(d) = 1` becomes false, because steps of at most one month miss no month."""
    last = number_in(bound)
    if date_of_part(month, "MONTH") is None or last is None or not isinstance(step, exp.Interval):
        return False
    comes_to_all = step.this.name == "1" and str(step.args.get("unit")).upper() in _WITHIN_A_MONTH
    lacks_one = kind is exp.EQ or (kind is exp.LT and last <= _MONTHS) or (kind is exp.LTE and last < _MONTHS)
    return comes_to_all and lacks_one


def sign_of_modifier(node: exp.Expr) -> str:
    """The first character of the only modifier of SQLite's `DATE(d, '-1 day')`; "" for other nodes."""
    modifier = modifier_of(node)
    return modifier.name[:1] if modifier is not None else ""


def modifier_of(node: exp.Expr) -> exp.Literal | None:
    """The only modifier of SQLite's `DATE(d, '-1 day')`; None for other nodes."""
    is_date = isinstance(node, exp.Anonymous) and node.name.upper() in {"DATE", "DATETIME"}
    modifiers = [each for each in node.expressions[1:] if isinstance(each, exp.Literal)] if is_date else []
    return modifiers[0] if len(modifiers) == 1 else None
