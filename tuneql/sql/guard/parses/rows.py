"""Rows of values, `(a, b)`, and their comparisons, `(a, b) = (1, 2)`, that the engine refuses."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_COMPARISONS: Final = (exp.EQ, exp.NEQ, exp.NullSafeEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.In)
_CONDITIONS: Final = (exp.Where, exp.Having, exp.And, exp.Or, exp.Not)
_WITHOUT_ALIASES: Final = (
    exp.Select, exp.Alias, exp.Paren, exp.Tuple, exp.Binary, exp.In, exp.Dot, exp.Bracket, exp.Where,
)  # fmt: skip
_ROWS_NO_VALUES: Final = ("sqlite", "mysql", "tsql", "redshift", "snowflake")
_ROWS_NO_KEYS: Final = ("sqlite", "mysql", "tsql")
_WITHOUT_ROWS: Final = ("tsql",)


def misplaced_row(row: exp.Expr, statement: Statement) -> str | None:
    """`(a AS b)`; `(a, b)` as a condition, an output or a key where it is none; and what `compared_row` denies."""
    inner = [row.this] if isinstance(row, exp.Paren) else row.expressions
    if any(each.__class__ is exp.Alias for each in inner) and isinstance(row.parent, _WITHOUT_ALIASES):
        return "an alias is allowed only after a whole output, not within parentheses"
    if not isinstance(row, exp.Tuple):
        return None
    if isinstance(row.parent, exp.Ordered | exp.Group) and descends_from(statement.dialect_class, *_ROWS_NO_KEYS):
        return "GROUP BY and ORDER BY cannot have a row of values; write its values without the parentheses"
    if isinstance(row.parent, _CONDITIONS):
        return "a row of values is not a condition; compare it, or its values"
    is_output = isinstance(row.parent, exp.Select | exp.Alias) and row.arg_key in {"expressions", "this"}
    if is_output and (not row.expressions or descends_from(statement.dialect_class, *_ROWS_NO_VALUES)):
        return "a row of values cannot be an output; write its values without the parentheses"
    return compared_row(row, statement)


def compared_row(row: exp.Expr, statement: Statement) -> str | None:
    """`a > ()`, `(a, b) = (1, 2, 3)`, `(a, b) IN ((1, 2), (3))`, and any comparison of rows in T-SQL."""
    test = row.parent
    if not row.expressions and isinstance(test, exp.Binary):
        return "a comparison with empty parentheses () is not allowed; put a value in them"
    if not isinstance(test, _COMPARISONS) or row is not test.this:
        return None
    if descends_from(statement.dialect_class, *_WITHOUT_ROWS):
        return "rows of values cannot be compared; compare each column, or use EXISTS"
    wrong = {width for width in _widths_beside(test) if width != len(row.expressions)}
    count = len(row.expressions)
    return f"a row of {count} values is compared with {wrong.pop()}; both need the same number" if wrong else None


def _widths_beside(test: exp.Expr) -> Iterator[int]:
    """How many values the other sides of a comparison have, if they are rows or literals."""
    for other in (test.args.get("expression"), *test.expressions):
        side = other.unnest() if isinstance(other, exp.Expr) else None
        if isinstance(side, exp.Tuple):
            yield len(side.expressions)
        elif isinstance(side, exp.Literal):
            yield 1


def uneven_rows(values: exp.Expr, statement: Statement) -> str | None:
    """`VALUES (1, 2), (3)`, where in MySQL each row may be a call of ROW; and VALUES in BigQuery."""
    if descends_from(statement.dialect_class, "bigquery"):
        return "there is no VALUES; write UNNEST([STRUCT(1 AS a), STRUCT(2)])"
    widths = {
        len(row.expressions[0].expressions if _is_row(row.expressions) else row.expressions)
        for row in values.expressions
    }
    counts = " and ".join(map(str, sorted(widths)))
    return f"the rows of VALUES have {counts} values; all need the same number" if len(widths) > 1 else None


def _is_row(values: list[exp.Expr]) -> bool:
    return len(values) == 1 and isinstance(values[0], exp.Anonymous) and values[0].name.lower() == "row"
