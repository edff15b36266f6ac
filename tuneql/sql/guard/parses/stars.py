"""Stars in places where no engine accepts them."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_ARITHMETIC: Final = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.IntDiv)
_OF_ONE_COLUMN: Final = (exp.Sum, exp.Avg, exp.Min, exp.Max)


def star_as_value(star: exp.Expr, statement: Statement) -> str | None:
    """`SELECT * / total`, which the parser reads as a division, `* AS a`, `AVG(*)` and `COUNT(DISTINCT *)`."""
    around = star.parent
    if isinstance(around, _ARITHMETIC):
        return "* is not a number; name a column"
    if isinstance(around, exp.Alias):
        return f"* cannot have an alias, here {around.alias}; remove it, or name a column"
    is_counted = isinstance(around, exp.Distinct) and not descends_from(statement.dialect_class, "snowflake")
    return "* is not a value; name a column" if is_counted or isinstance(around, _OF_ONE_COLUMN) else None
