"""Comparisons that lack a side, or that the parser groups differently from the engine."""

import re
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_RANGES: Final = (exp.Between, exp.Glob, exp.In, exp.Like, exp.RegexpLike)
_WRAPPED: Final = re.compile(r"<=>\s*\(")


def comparison_of_nothing(test: exp.Expr, _: Statement) -> str | None:
    """What the parser makes of `ZEROIFNULL()`."""
    return "there is nothing before IS" if test.this is None else None


def comparison_with_no_values(row: exp.Expr, _: Statement) -> str | None:
    """`a > ()`."""
    is_empty = not row.expressions and isinstance(row.parent, exp.Binary)
    return "there is nothing in the parentheses that something is compared with" if is_empty else None


def existence_of_value(test: exp.Expr, _: Statement) -> str | None:
    """`EXISTS (a)`; with a function behind the value, Spark asks the elements of a list."""
    is_value = isinstance(test.this, exp.Column | exp.Literal) and test.args.get("expression") is None
    return "EXISTS is asked of a query" if is_value else None


def bound_negation(negation: exp.Expr, statement: Statement) -> str | None:
    """`a < b NOT IN (c)` of SQLite, which compares from left to right; the parser takes `b NOT IN (c)` together."""
    is_right = isinstance(negation.parent, exp.Predicate) and negation.arg_key == "expression"
    is_lost = is_right and isinstance(negation.this, _RANGES) and descends_from(statement.dialect_class, "sqlite")
    return "of two comparisons without parentheses it is not told which comes first" if is_lost else None


def bound_comparison(test: exp.Expr, statement: Statement) -> str | None:
    """MySQL's `a <=> b < c`, which compares from left to right; the parser puts parentheses around `b < c`."""
    is_wrapped = isinstance(test.expression, exp.Paren) and isinstance(test.expression.this, exp.Predicate)
    is_lost = is_wrapped and "<=>" in statement.sql and not _WRAPPED.search(statement.sql)
    return "of two comparisons without parentheses it is not told which comes first" if is_lost else None


def search_in_nothing(test: exp.Expr, statement: Statement) -> str | None:
    """`a IN ()`, which SQLite alone reads."""
    is_empty = not any(value for key, value in test.args.items() if key != "this")
    return "there is nothing in IN ()" if is_empty and not descends_from(statement.dialect_class, "sqlite") else None


def quantified_pattern(test: exp.Expr, statement: Statement) -> str | None:
    """`a LIKE ANY (b)`, which DuckDB does not read."""
    is_quantified = isinstance(test.args.get("expression"), exp.Any | exp.All)
    lacks = is_quantified and descends_from(statement.dialect_class, "duckdb")
    return "a pattern is compared with one text at a time; write each with OR" if lacks else None
