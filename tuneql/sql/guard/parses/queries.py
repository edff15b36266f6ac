"""SELECTs without their parts, and clauses and parentheses in the wrong place, which the parser accepts."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_CALLED_WITH_QUERIES: Final = (exp.Exists, exp.Array, exp.Any, exp.All, exp.List)
_ONLY_IN_SELECT: Final = ("joins", "laterals", "where", "group", "having", "qualify", "windows")
_WITHOUT_MATERIALIZED: Final = ("redshift", "mysql", "tsql", "snowflake", "bigquery")
_AT_THE_END: Final = {"order": "ORDER BY", "limit": "LIMIT", "offset": "OFFSET"}

_AROUND_VALUES: Final = (exp.Subquery, exp.In, exp.All, exp.Any, exp.Array)
_WITHOUT_BAGS: Final = ("redshift", "tsql", "snowflake", "bigquery", "sqlite")
# What is a value, and not a query; some nodes of queries are conditions for the parser.
_VALUES: Final = (exp.Alias, exp.Literal, exp.Column, exp.Binary, exp.Unary, exp.Func, exp.Tuple)


def incomplete_select(select: exp.Expr, statement: Statement) -> str | None:
    """`SELECT FROM t`, which only Postgres allows, and `SELECT 1 JOIN t`."""
    may_be_empty = select.args.get("from_") and not select.args.get("distinct")
    around = select.parent
    is_value = isinstance(around, _AROUND_VALUES) and not isinstance(around.parent, exp.From | exp.Join)
    is_empty = may_be_empty and not is_value and descends_from(statement.dialect_class, "postgres")
    if not select.expressions and not is_empty:
        return "SELECT has no columns; name at least one"
    if select.args.get("joins") and not select.args.get("from_"):
        return "JOIN has no FROM before it"
    if select.args.get("laterals") and not descends_from(statement.dialect_class, "hive"):
        return "LATERAL is allowed only after a comma or JOIN"
    return _query(select, statement)


def _query(query: exp.Expr, _: Statement) -> str | None:
    """`FROM FROM orders`, and `COALESCE(SELECT 1)`, where a second pair of parentheses is missing."""
    if isinstance(query.parent, exp.From | exp.Join):
        return "a query in FROM needs parentheses; FROM is written only once"
    is_argument = isinstance(query.parent, exp.Func) and not isinstance(query.parent, _CALLED_WITH_QUERIES)
    return "a query as an argument needs parentheses of its own: F((SELECT ...))" if is_argument else None


def clauses_of_set_operation(compound: exp.Expr, statement: Statement) -> str | None:
    """`SELECT a FROM t ORDER BY a UNION SELECT b FROM u`, read as if the first query were in parentheses."""
    kind = compound.key.upper()
    is_bag = not isinstance(compound, exp.Union) and compound.args.get("distinct") is False
    if is_bag and descends_from(statement.dialect_class, *_WITHOUT_BAGS):
        return f"there is no {kind} ALL; write {kind}"
    if (clause := _clause_of_select(compound)) is not None:
        return f"{clause} belongs in one of the queries of {kind}, not after all of them"
    for query in (compound.this, compound.expression):
        if isinstance(query, _VALUES):
            return f"{kind} needs a query on both sides; write SELECT before each"
        clause = next((name for key, name in _AT_THE_END.items() if _ends_with(query, key, statement)), None)
        if clause is not None:
            return f"{clause} belongs after the last query of {kind}; or put its query in parentheses"
        if isinstance(query, exp.Subquery) and _keeps_parentheses(query, statement):
            return f"a query of {kind} cannot be in parentheses; put it in FROM, or its clauses at the end"
    return _query(compound, statement)


def clauses_after_parentheses(query: exp.Expr, _: Statement) -> str | None:
    """`(SELECT a FROM t), u` as a whole statement; in FROM, it is valid."""
    is_whole = query.parent is None or isinstance(query.parent, exp.SetOperation)
    clause = _clause_of_select(query) if is_whole else None
    return f"{clause} belongs in the parentheses of its query, not after them" if clause else None


def summary_of_others(summary: exp.Expr, _: Statement) -> str | None:
    """`SUMMARIZE 'people.csv'`, a file, `SUMMARIZE people AS p`, and a value: `SELECT (SUMMARIZE people)`."""
    summarized, around = summary.this, summary.parent
    if around is not None and not isinstance(around, exp.CTE) and not isinstance(around.parent, exp.From | exp.Join):
        return "SUMMARIZE has many rows and columns; put it in FROM"
    is_readable = isinstance(summarized, exp.Table | exp.Query | exp.Values | exp.Pivot)
    is_plain = is_readable and not summarized.args.get("alias")
    return None if is_plain else "SUMMARIZE needs the name of a table, or a query, and nothing after it"


def _clause_of_select(query: exp.Expr) -> str | None:
    """A clause that only SELECT can have, but that the parser has found after another query; None if there is none."""
    return next((key.upper().rstrip("S") for key in _ONLY_IN_SELECT if query.args.get(key)), None)


def _ends_with(query: exp.Expr, key: str, statement: Statement) -> bool:
    """Whether a query without parentheses ends with a clause; T-SQL's TOP, which the parser reads as LIMIT, is not."""
    if not isinstance(query, exp.Select | exp.SetOperation) or not query.args.get(key):
        return False
    is_tsql = descends_from(statement.dialect_class, "tsql")
    return not (is_tsql and key == "limit" and key not in statement.sql.lower())


def _keeps_parentheses(query: exp.Subquery, statement: Statement) -> bool:
    """Whether SQLite would get a query in parentheses within a set operation, which it does not accept.

    Parentheses around the first of several set operations are not written, unless it has ORDER BY, LIMIT or OFFSET.
    """
    is_first = query.arg_key == "this" and isinstance(query.this, exp.SetOperation)
    is_plain = is_first and not any(map(query.this.args.get, _AT_THE_END))
    return descends_from(statement.dialect_class, "sqlite") and not is_plain


def unsupported_cte(cte: exp.Expr, statement: Statement) -> str | None:
    """`WITH a AS ((SELECT b FROM c))`, which SQLite refuses, and `WITH a AS MATERIALIZED (…)` where it is unknown."""
    if cte.args.get("materialized") is not None and descends_from(statement.dialect_class, *_WITHOUT_MATERIALIZED):
        return f"there is no MATERIALIZED; write {cte.alias} AS (SELECT ...)"
    if isinstance(cte.this, _VALUES):
        return f"{cte.alias} of WITH needs a query: {cte.alias} AS (SELECT ...)"
    is_twice = isinstance(cte.this, exp.Subquery) and descends_from(statement.dialect_class, "sqlite")
    return f"the query of {cte.alias} is in two pairs of parentheses; remove one" if is_twice else None
