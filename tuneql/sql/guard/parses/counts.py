"""Aggregates of too many values, or of none, which the parser accepts in every dialect."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_OF_ONE_VALUE: Final = ("postgres", "mysql", "tsql", "bigquery", "sqlite", "duckdb")
_OF_ONE_DISTINCT_VALUE: Final = ("tsql", "bigquery", "sqlite")
_OF_ROWS: Final = ("sqlite", "duckdb")

SUMS: Final = (exp.Sum, exp.Avg)
"""Aggregates that take one number in every engine."""


def miscounted(count: exp.Expr, statement: Statement) -> str | None:
    """`COUNT(a, b)`, `COUNT(DISTINCT)` and `COUNT()` in engines that refuse them."""
    value, dialect = count.this, statement.dialect_class
    if isinstance(value, exp.Distinct):
        several = len(value.expressions) > 1 and descends_from(dialect, *_OF_ONE_DISTINCT_VALUE)
        missing = not value.expressions
    else:
        several = bool(count.expressions) and descends_from(dialect, *_OF_ONE_VALUE)
        missing = value is None and not descends_from(dialect, *_OF_ROWS)
    if several:
        return "COUNT takes one value; count the rows of a subquery with SELECT DISTINCT"
    return "COUNT has no value to count; write COUNT(*)" if missing else None


def sum_of_several(call: exp.Expr, _: Statement) -> str | None:
    """`SUM(DISTINCT a, b)`."""
    is_of_several = isinstance(call.this, exp.Distinct) and len(call.this.expressions) != 1
    return f"{call.key.upper()} takes one value; compute it from one column or expression" if is_of_several else None


def joined_texts(call: exp.Expr, statement: Statement) -> str | None:
    """`GROUP_CONCAT(name SEPARATOR city)`, and DISTINCT in `STRING_AGG` of T-SQL, or before a separator in SQLite."""
    separator = call.args.get("separator")
    value = call.this.this if isinstance(call.this, exp.Order) else call.this
    if isinstance(value, exp.Distinct) and descends_from(statement.dialect_class, "tsql"):
        return "STRING_AGG cannot have DISTINCT; read the values from a subquery with SELECT DISTINCT"
    if isinstance(value, exp.Distinct) and separator is not None and descends_from(statement.dialect_class, "sqlite"):
        return "GROUP_CONCAT with DISTINCT takes no separator; remove it, or read a subquery with SELECT DISTINCT"
    if isinstance(separator, exp.Identifier):
        return f"SEPARATOR needs a text such as ', ', not the name {separator.name}"
    return None
