"""Comparisons that lack a side, or that the parser groups differently from the engine."""

import re
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.schemas.virtual_tables import may_match

_RANGES: Final = (exp.Between, exp.Glob, exp.In, exp.Like, exp.RegexpLike)
_OPEN_RANGES: Final = (exp.Between, exp.Glob, exp.Like, exp.RegexpLike)
# These bind their operands before BETWEEN and LIKE do, and the parser reads them behind NOT BETWEEN and NOT LIKE.
_TIGHT: Final = (exp.LT, exp.LTE, exp.GT, exp.GTE)
_WRAPPED: Final = re.compile(r"<=>\s*\(")
_WITHOUT_SEVERAL_PATTERNS: Final = ("duckdb", "mysql", "tsql")
_CHAINED: Final = "two comparisons follow each other; put parentheses around the one to compute first"


def missing_before_is(test: exp.Expr, _: Statement) -> str | None:
    """IS without a value before it, as in the parser's tree of `ZEROIFNULL()`."""
    return "the value before IS is missing" if test.this is None else None


def coalesce_cut_off(coalesce: exp.Expr, statement: Statement) -> str | None:
    """`SELECT a ?? FROM t`, where the second operand of COALESCE is missing."""
    is_cut_off = not coalesce.expressions and "??" in statement.sql
    return "the value after ?? is missing" if is_cut_off else None


def exists_without_query(test: exp.Expr, _: Statement) -> str | None:
    """`EXISTS (a)`; with a function as second argument, it is Spark's test of the elements of a list."""
    is_value = isinstance(test.this, exp.Column | exp.Literal) and test.args.get("expression") is None
    return "EXISTS needs a query: EXISTS (SELECT ...)" if is_value else None


def chained_negation(negation: exp.Expr, statement: Statement) -> str | None:
    """`a < b NOT IN (c)`: SQLite compares from left to right, but the parser groups `b NOT IN (c)`."""
    is_right = isinstance(negation.parent, exp.Predicate) and negation.arg_key == "expression"
    is_left = isinstance(negation.parent, _TIGHT) and isinstance(negation.this, _OPEN_RANGES)
    is_lost = (is_right and isinstance(negation.this, _RANGES)) or is_left
    return _CHAINED if is_lost and descends_from(statement.dialect_class, "sqlite") else None


def chained_comparison(test: exp.Expr, statement: Statement) -> str | None:
    """`a <=> b < c`: MySQL compares from left to right, but the parser puts parentheses around `b < c`."""
    is_wrapped = isinstance(test.expression, exp.Paren) and isinstance(test.expression.this, exp.Predicate)
    is_lost = is_wrapped and "<=>" in statement.sql and not _WRAPPED.search(statement.sql)
    return _CHAINED if is_lost else None


def empty_in(test: exp.Expr, statement: Statement) -> str | None:
    """`a IN ()`, which only SQLite and DuckDB accept."""
    is_empty = not any(value for key, value in test.args.items() if key != "this")
    lacks = is_empty and not descends_from(statement.dialect_class, "sqlite", "duckdb")
    return "IN () is empty; list at least one value" if lacks else None


def quantified_list(quantified: exp.Expr, statement: Statement) -> str | None:
    """`a = ANY ('x', 'y')`; LIKE may have such a list."""
    is_list = isinstance(quantified.this, exp.Tuple) and not isinstance(quantified.parent, exp.Like | exp.ILike)
    lacks = is_list and not descends_from(statement.dialect_class, "duckdb")
    return "ANY and ALL need a query, not a list of values; write IN (...)" if lacks else None


def quantified_pattern(test: exp.Expr, statement: Statement) -> str | None:
    """`a LIKE ANY (b)`, which these engines do not have."""
    is_quantified = isinstance(test.args.get("expression"), exp.Any | exp.All)
    lacks = is_quantified and descends_from(statement.dialect_class, *_WITHOUT_SEVERAL_PATTERNS)
    return "there is no LIKE ANY or LIKE ALL; write one LIKE for each pattern, with OR or AND" if lacks else None


def match_of_others(test: exp.Expr, statement: Statement) -> str | None:
    """`name MATCH 'word'` in SQLite, if no table for text search has a column name."""
    return None if may_match(test.this, statement.schema) else "MATCH needs a table for text search; use LIKE"
