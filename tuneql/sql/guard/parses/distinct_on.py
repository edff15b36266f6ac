"""`SELECT DISTINCT ON (a) a, b FROM t ORDER BY b`: an order that does not tell which row of each a comes first.

Source: postgresql.org/docs/current/sql-select.html, under DISTINCT.
"""

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement


def unordered_distinct_on(distinct: exp.Expr, statement: Statement) -> str | None:
    """Denies an order that begins with other expressions than those of DISTINCT ON."""
    select, on = distinct.parent, distinct.args.get("on")
    if not isinstance(select, exp.Select) or on is None or not descends_from(statement.dialect_class, "postgres"):
        return None
    keys = {_key(each, select) for each in (on.expressions if isinstance(on, exp.Tuple) else [on])}
    found = set[str]()
    for ordered in getattr(select.args.get("order"), "expressions", ()):
        if found == keys:
            return None
        found.add(_key(ordered.this, select))
        if not found <= keys:
            other = ordered.this.sql(statement.dialect_class)
            return f"ORDER BY must begin with what DISTINCT ON has, not with {other}"
    return None


def _key(value: exp.Expr, select: exp.Select) -> str:
    """What a key means, to compare it with others: an output by its place or alias, a column without its table."""
    value = value.unnest()
    outputs = select.expressions
    if isinstance(value, exp.Literal) and value.is_int and 0 < int(value.name) <= len(outputs):
        value = outputs[int(value.name) - 1].unalias()
    elif isinstance(value, exp.Column) and not value.table:
        value = next((each.this for each in outputs if isinstance(each, exp.Alias) and each.alias == value.name), value)
    return value.name.lower() if isinstance(value, exp.Column) else value.sql().lower()
