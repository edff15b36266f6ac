"""Orders that rows without duplicates cannot have: `SELECT DISTINCT city FROM people ORDER BY age`.

Rows that are one may have several values of the key; SQLite and DuckDB take one of them. Sources:
postgresql.org/docs/current/sql-select.html (DISTINCT), dev.mysql.com/doc/refman/8.4/en/group-by-handling.html,
docs.snowflake.com/en/sql-reference/functions/listagg and
learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql.
"""

from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.unsaid_names import default_name
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.parsing.called import NAMED_AFTER_FUNCTIONS
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
    is_strict = descends_from(dialect, *_BY_OUTPUTS)
    if not is_strict and not descends_from(dialect, *_WITH_OUTPUTS):
        return None
    outputs = _Outputs(select, dialect)
    if (on := distinct.args.get("on")) is not None:
        return _begun_with(on, order, outputs)
    if any(each.is_star for each in select.expressions):
        return None
    for key in (each.this for each in order.expressions):
        if outputs.meant_by(key) not in outputs.texts and (is_strict or not outputs.make(key)):
            return f"ORDER BY {key.sql(dialect)} is not selected, as it must be with DISTINCT"
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


def _begun_with(on: exp.Expr, order: exp.Order, outputs: "_Outputs") -> str | None:
    """Why an order does not begin with what DISTINCT ON has; None if it does."""
    keys = {outputs.meant_by(each) for each in (on.expressions if isinstance(on, exp.Tuple) else [on])}
    found = set[str]()
    for key in (each.this for each in order.expressions):
        if found == keys:
            return None
        found.add(outputs.meant_by(key))
        if not found <= keys:
            return f"ORDER BY must begin with what DISTINCT ON has, not with {key.sql(outputs.dialect)}"
    return None


class _Outputs:
    """The outputs of a SELECT, to be compared with keys.

    Attributes:
        texts: of their values, without what does not matter.
    """

    def __init__(self, select: exp.Select, dialect: type[sqlglot.Dialect]) -> None:
        values = [each.unalias() for each in select.expressions]
        self.dialect, self._in_order = dialect, [_bare(each) for each in values]
        self._by_alias = {
            each.alias.lower(): text
            for each, text in zip(reversed(select.expressions), reversed(self._in_order), strict=True)
            if isinstance(each, exp.Alias)
        }
        if descends_from(dialect, *NAMED_AFTER_FUNCTIONS):
            for each, text in zip(select.expressions, self._in_order, strict=True):
                if (name := default_name(each, dialect)) is not None:
                    self._by_alias.setdefault(name.name.lower(), text)
        self.texts = frozenset(self._in_order)
        self._sizes = {len(nodes_of(each)) for each in values}

    def meant_by(self, key: exp.Expr) -> str:
        """The text of the output that a key means by its place or alias, or of the key itself."""
        key = key.unnest()
        if isinstance(key, exp.Literal) and key.is_int and 0 < int(key.name) <= len(self._in_order):
            return self._in_order[int(key.name) - 1]
        named = self._by_alias.get(key.name.lower()) if isinstance(key, exp.Column) and not key.table else None
        return _bare(key) if named is None else named

    def make(self, key: exp.Expr) -> bool:
        """Whether a key has no columns and aggregates, but for outputs and what is within them."""
        is_value = isinstance(key, exp.Column | exp.AggFunc)
        # A long key is not compared at each of its levels.
        if (is_value or len(nodes_of(key)) in self._sizes) and self.meant_by(key) in self.texts:
            return True
        return not is_value and all(
            self.make(each) for each in key.iter_expressions() if not isinstance(each, exp.Query)
        )


def _bare(value: exp.Expr) -> str:
    """A value as text, without the names of tables, quotation marks and parentheses."""
    value = exp.Paren(this=value.copy())
    for each in nodes_of(value):
        if isinstance(each, exp.Column):
            each.replace(exp.column(each.name))
        elif isinstance(each, exp.Paren) and each is not value:
            each.replace(each.this)
    text: str = value.this.sql()
    return text.lower()
