"""Stars where no engine has them."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_ARITHMETIC: Final = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.IntDiv)
_OF_ONE_COLUMN: Final = (exp.Sum, exp.Avg, exp.Min, exp.Max)


def star_as_value(star: exp.Expr, statement: Statement) -> str | None:
    """`SELECT * / total`, of which the parser makes a division; and `* AS a`, `AVG(*)` and `COUNT(DISTINCT *)`."""
    around = star.parent
    if isinstance(around, _ARITHMETIC):
        return "a star is no number"
    if isinstance(around, exp.Alias):
        return f"a star is no column that may be called {around.alias}"
    is_counted = isinstance(around, exp.Distinct) and not descends_from(statement.dialect_class, "snowflake")
    return "a star is no value; name a column" if is_counted or isinstance(around, _OF_ONE_COLUMN) else None
