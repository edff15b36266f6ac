"""Stars in places where no engine accepts them."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_ARITHMETIC: Final = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.IntDiv)
_OF_ONE_COLUMN: Final = (exp.Sum, exp.Avg, exp.Min, exp.Max)
_SOURCES: Final = ("from_", "laterals")
_WITHOUT_CHANGES: Final = ("postgres", "mysql", "tsql", "sqlite")
_CHANGES: Final = {"except_": "EXCEPT or EXCLUDE", "replace": "REPLACE", "rename": "RENAME", "ilike": "ILIKE"}


def changed_star(star: exp.Expr, statement: Statement) -> str | None:
    """`SELECT * EXCEPT (note)` in engines where a star is always all columns; Redshift has EXCLUDE only."""
    change = next((key for key in _CHANGES if star.args.get(key)), None)
    if change is None or not descends_from(statement.dialect_class, *_WITHOUT_CHANGES):
        return None
    is_known = change == "except_" and descends_from(statement.dialect_class, "redshift")
    return None if is_known else f"there is no {_CHANGES[change]} after *; name the columns"


def star_as_value(star: exp.Expr, statement: Statement) -> str | None:
    """`SELECT * / total`, which the parser reads as a division, `* AS a`, `AVG(*)` and `COUNT(DISTINCT *)`."""
    around = star.parent
    if isinstance(around, _ARITHMETIC):
        return "* is not a number; name a column"
    if isinstance(around, exp.Alias):
        return f"* cannot have an alias, here {around.alias}; remove it, or name a column"
    if isinstance(around, exp.Paren | exp.Tuple) and not isinstance(around.parent, exp.Pivot):
        return "* cannot be in parentheses of its own"
    if isinstance(around, exp.Select) and star.index and descends_from(statement.dialect_class, "mysql"):
        return "* must be the first output; write it with the name of its table"
    if isinstance(around, exp.Select) and not any(map(around.args.get, _SOURCES)):
        return "* needs a FROM with the tables whose columns it means"
    is_counted = isinstance(around, exp.Distinct) and not descends_from(statement.dialect_class, "snowflake")
    return "* is not a value; name a column" if is_counted or isinstance(around, _OF_ONE_COLUMN) else None
