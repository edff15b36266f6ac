"""Orders that rows without duplicates cannot have: `SELECT DISTINCT city FROM people ORDER BY age`.

Rows that are one may have several values of the key; SQLite and DuckDB take one of them. Sources:
postgresql.org/docs/current/sql-select.html (DISTINCT), dev.mysql.com/doc/refman/8.4/en/group-by-handling.html,
docs.snowflake.com/en/sql-reference/functions/listagg and
learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql.
"""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import nodes_of

# Dialects in which a key must be an output, and those in which it may also be an expression with the outputs.
_BY_OUTPUTS: Final = ("postgres", "redshift", "tsql")
_WITH_OUTPUTS: Final = ("mysql", "snowflake", "bigquery")
_IN_AGGREGATES: Final = ("postgres", "snowflake", "bigquery", "duckdb")


def unordered_distinct(distinct: exp.Expr, statement: Statement) -> str | None:
    """Denies an order by what is no output of SELECT DISTINCT, or that begins with other keys than DISTINCT ON has."""
    select, dialect = distinct.parent, statement.dialect_class
    if not isinstance(select, exp.Select) or not isinstance(order := select.args.get("order"), exp.Order):
        return None
    if (on := distinct.args.get("on")) is not None:
        return _begun_with(on, order, select, statement) if descends_from(dialect, "postgres") else None
    is_strict = descends_from(dialect, *_BY_OUTPUTS)
    if any(each.is_star for each in select.expressions) or not (is_strict or descends_from(dialect, *_WITH_OUTPUTS)):
        return None
    outputs = {_meaning(each.unalias(), select) for each in select.expressions}
    for ordered in order.expressions:
        key = _meaning(ordered.this, select)
        if key not in outputs and (is_strict or not _is_made_of(ordered.this, outputs, select)):
            return f"ORDER BY {ordered.this.sql(dialect)} is not selected, as it must be with DISTINCT"
    return None


def unordered_aggregate(order: exp.Expr, statement: Statement) -> str | None:
    """`STRING_AGG(DISTINCT a, ',' ORDER BY b)`."""
    call = order.parent.this if isinstance(order.parent, exp.WithinGroup) else order
    distinct = call.this if call is not None else None
    has_rule = descends_from(statement.dialect_class, *_IN_AGGREGATES)
    if not isinstance(distinct, exp.Distinct) or not has_rule or descends_from(statement.dialect_class, "redshift"):
        return None
    values = {_bare(each) for each in distinct.expressions}
    other = next((each for each in order.expressions if _bare(each.this) not in values), None)
    return None if other is None else f"ORDER BY {other.this.sql()} is not what DISTINCT has, as it must be"


def _begun_with(on: exp.Expr, order: exp.Order, select: exp.Select, statement: Statement) -> str | None:
    """Why an order does not begin with what DISTINCT ON has; None if it does."""
    keys = {_meaning(each, select) for each in (on.expressions if isinstance(on, exp.Tuple) else [on])}
    found = set[str]()
    for ordered in order.expressions:
        if found == keys:
            return None
        found.add(_meaning(ordered.this, select))
        if not found <= keys:
            other = ordered.this.sql(statement.dialect_class)
            return f"ORDER BY must begin with what DISTINCT ON has, not with {other}"
    return None


def _is_made_of(key: exp.Expr, outputs: set[str], select: exp.Select) -> bool:
    """Whether all columns and aggregates of a key are outputs."""
    parts = (each for each in nodes_of(key, into_queries=False) if isinstance(each, exp.Column | exp.AggFunc))
    return all(_meaning(each, select) in outputs or _is_in(each, key, outputs) for each in parts)


def _is_in(part: exp.Expr, key: exp.Expr, outputs: set[str]) -> bool:
    """Whether something around a part of a key, or the part itself, is an output."""
    around: exp.Expr | None = part
    while around is not None and around is not key.parent:
        if _bare(around) in outputs:
            return True
        around = around.parent
    return False


def _meaning(value: exp.Expr, select: exp.Select) -> str:
    """What a key means, to compare it with others: an output by its place or alias, or the value itself."""
    value = value.unnest()
    outputs = select.expressions
    if isinstance(value, exp.Literal) and value.is_int and 0 < int(value.name) <= len(outputs):
        value = outputs[int(value.name) - 1].unalias()
    elif isinstance(value, exp.Column) and not value.table:
        named = (
            each.this for each in outputs if each.alias.lower() == value.name.lower() and isinstance(each, exp.Alias)
        )
        value = next(named, value)
    return _bare(value)


def _bare(value: exp.Expr) -> str:
    """A value as text, without the names of tables and parentheses."""
    value = value.copy()
    for each in nodes_of(value):
        if isinstance(each, exp.Column):
            each.set("table", None)
        elif isinstance(each, exp.Paren) and each is not value:
            each.replace(each.this)
    return value.unnest().sql().lower()
