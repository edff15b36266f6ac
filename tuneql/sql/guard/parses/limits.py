"""FETCH, OFFSET and ORDER BY in forms or places that the engine refuses."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from, shared_dialect
from tuneql.sql.guard.statement import Statement

_WITHOUT_CONSTANTS: Final = ("postgres", "tsql", "duckdb")
_LIMIT_NEEDED: Final = ("mysql", "bigquery", "sqlite")


def fetch_without_number(fetch: exp.Expr, statement: Statement) -> str | None:
    """`FETCH FIRST total ROWS ONLY`, and WITH TIES in a dialect whose generator writes LIMIT instead."""
    count, options = fetch.args.get("count"), fetch.args.get("limit_options")
    if isinstance(count, exp.Var | exp.Identifier):
        return f"FETCH needs a number of rows, not {count.name}"
    has_ties = options is not None and options.args.get("with_ties")
    is_lost = has_ties and shared_dialect(statement.dialect).generator().LIMIT_FETCH == "LIMIT"
    return "there is no WITH TIES; filter by RANK() instead" if is_lost else ties_without_order(fetch, statement)


def limit_without_number(limit: exp.Expr, statement: Statement) -> str | None:
    """`LIMIT (SELECT 1)`, `LIMIT -1` and `LIMIT '5'`, which MySQL refuses."""
    count = limit.args.get("expression")
    if count is None or not descends_from(statement.dialect_class, "mysql"):
        return None
    if isinstance(count, exp.Placeholder | exp.Parameter) or (isinstance(count, exp.Literal) and count.is_int):
        return None
    return f"LIMIT and OFFSET need numbers, not {count.sql(statement.dialect_class)}"


def ties_without_order(limit: exp.Expr, _: Statement) -> str | None:
    """`SELECT TOP 5 WITH TIES a FROM t`."""
    options, query = limit.args.get("limit_options"), limit.parent
    if options is None or not options.args.get("with_ties"):
        return None
    while isinstance(query, exp.Query):
        if query.args.get("order"):
            return None
        query = query.parent if isinstance(query.parent, exp.SetOperation) else None
    return "WITH TIES needs an ORDER BY, which tells what is equal"


def offset_without_limit(offset: exp.Expr, statement: Statement) -> str | None:
    """`SELECT a FROM t OFFSET 5`, which these engines refuse."""
    query = offset.parent
    lacks = isinstance(query, exp.Query) and not query.args.get("limit")
    if not lacks or not descends_from(statement.dialect_class, *_LIMIT_NEEDED):
        return None
    return "OFFSET needs a LIMIT before it"


def order_by_constant(order: exp.Expr, statement: Statement) -> str | None:
    """`SELECT a FROM t ORDER BY 'a'`, which these engines refuse; a name has other quotation marks."""
    is_whole = isinstance(order.parent, exp.Query) and descends_from(statement.dialect_class, *_WITHOUT_CONSTANTS)
    text = next((each.this for each in order.expressions if is_whole and each.this.is_string), None)
    return None if text is None else f"ORDER BY '{text.name}' is a text, not a column; write the name without quotes"


def order_of_subquery(order: exp.Expr, statement: Statement) -> str | None:
    """`FROM (SELECT a FROM t ORDER BY a) AS x`, which T-SQL refuses without TOP, OFFSET or FOR XML."""
    query = order.parent
    if not isinstance(query, exp.Query) or query.parent is None or not descends_from(statement.dialect_class, "tsql"):
        return None
    is_needed = any(query.args.get(key) for key in ("limit", "offset", "for_"))
    return None if is_needed else "ORDER BY in a subquery needs TOP or OFFSET; move it to the end of the statement"
