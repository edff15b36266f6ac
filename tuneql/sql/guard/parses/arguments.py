"""Calls with other numbers of arguments than the engine's function takes, as other engines have them."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement


def round_without_decimals(call: exp.Expr, statement: Statement) -> str | None:
    """`ROUND(a)` in T-SQL, where the number of decimals is required."""
    lacks = call.args.get("decimals") is None and descends_from(statement.dialect_class, "tsql")
    return "ROUND needs the number of decimals; write ROUND(a, 0)" if lacks else None


# MySQL's functions with fewer arguments than SQL Server's: how many they take, and what to write for more.
_TAKEN_BY_MYSQL: Final = {
    "isnull": (1, "one value; write IFNULL(a, b) for a value in place of NULL"),
    "datediff": (2, "two dates; write TIMESTAMPDIFF(HOUR, a, b) for another unit than days"),
}


def too_many_arguments(call: exp.Expr, statement: Statement) -> str | None:
    """`ISNULL(a, b)` and `DATEDIFF('day', a, b)` in MySQL."""
    most, hint = _TAKEN_BY_MYSQL.get(call.name.lower(), (0, ""))
    has_more = hint and len(call.expressions) > most and descends_from(statement.dialect_class, "mysql")
    return f"{call.name.upper()} takes {hint}" if has_more else None
