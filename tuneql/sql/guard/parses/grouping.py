"""GROUP BY and HAVING that make no groups."""

from typing import Final

from sqlglot import exp

from tuneql.sql.binding.late_outputs import has_aggregate
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import nodes_of

_ONLY_OUTPUTS: Final = ("mysql",)
_GROUPS_NEEDED: Final = ("postgres", "tsql", "snowflake", "bigquery", "sqlite", "duckdb")
_WITHOUT_ALL: Final = ("sqlite", "mysql", "tsql")
_MAY_GROUP: Final = (exp.AggFunc, exp.Anonymous, exp.AnonymousAggFunc)


def group_by_nothing(group: exp.Expr, statement: Statement) -> str | None:
    """`GROUP BY ORDER BY a`, and `GROUP BY ALL` in engines that do not find the keys."""
    if group.args.get("all") and descends_from(statement.dialect_class, *_WITHOUT_ALL):
        return "there is no GROUP BY ALL; name the columns"
    return None if any(group.args.values()) else "there is nothing after GROUP BY; add columns, or remove it"


def grouping_of_others(call: exp.Expr, _: Statement) -> str | None:
    """`SELECT GROUPING(a), COUNT(*) FROM t GROUP BY b`: GROUPING tells whether a key of the groups is left out."""
    select = call.find_ancestor(exp.Select)
    group = select.args.get("group") if select is not None else None
    if not isinstance(group, exp.Group):
        return None
    keys, asked = nodes_of(group), [each for each in call.expressions if isinstance(each, exp.Column)]
    named = {each.name.lower() for each in keys if isinstance(each, exp.Column)}
    others = [each.name for each in asked if each.name.lower() not in named]
    is_told = not group.args.get("all") and not any(isinstance(each, exp.Literal) for each in keys)
    return f"GROUPING can only have keys of GROUP BY, not {others[0]}" if others and is_told else None


def order_without_groups(order: exp.Expr, statement: Statement) -> str | None:
    """`SELECT a FROM t ORDER BY COUNT(*)`, which SQLite refuses if no output is an aggregate."""
    select = order.parent
    if not isinstance(select, exp.Select) or select.args.get("group"):
        return None
    if not descends_from(statement.dialect_class, "sqlite") or not has_aggregate(order):
        return None
    return None if has_aggregate(*select.expressions) else "ORDER BY an aggregate needs groups; add GROUP BY"


def having_without_groups(having: exp.Expr, statement: Statement) -> str | None:
    """`SELECT a FROM t HAVING a > 1`, which only MySQL accepts, as WHERE."""
    select = having.parent
    if descends_from(statement.dialect_class, *_ONLY_OUTPUTS):
        return _having_of_others(having, select) if isinstance(select, exp.Select) and _is_outermost(select) else None
    if select is None or select.args.get("group") or not descends_from(statement.dialect_class, *_GROUPS_NEEDED):
        return None
    # In SQLite, only an aggregate among the outputs makes all rows one group.
    is_sqlite = descends_from(statement.dialect_class, "sqlite")
    asked = [*select.expressions, *(() if is_sqlite else filter(None, [having, select.args.get("order")]))]
    nodes = [node for each in asked for node in nodes_of(each, into_queries=False)]
    names_column = any(isinstance(node, exp.Column) for node in nodes_of(having, into_queries=False))
    if any(isinstance(node, _MAY_GROUP) for node in nodes) or not (names_column or is_sqlite):
        return None
    return "HAVING needs groups or an aggregate; use WHERE for a condition on single rows"


def _having_of_others(having: exp.Expr, select: exp.Select) -> str | None:
    """`SELECT a FROM t GROUP BY a HAVING b > 1`: MySQL's HAVING can use only outputs, keys and aggregates."""
    if any(each.is_star for each in select.expressions):
        return None
    group = select.args.get("group")
    keys = nodes_of(group) if isinstance(group, exp.Group) else []
    names = {each.name.lower() for each in keys if isinstance(each, exp.Column)}
    names.update(each.alias.lower() for each in select.expressions)
    names.update(each.this.name.lower() for each in select.expressions if isinstance(each.unalias(), exp.Column))
    asked = (node for node in nodes_of(having, into_queries=False) if isinstance(node, exp.Column))
    others = [each for each in asked if each.name.lower() not in names and not each.find_ancestor(*_MAY_GROUP)]
    name = others[0].name if others else ""
    return f"HAVING can use only selected or grouped columns, not {name}; use WHERE" if others else None


def _is_outermost(select: exp.Select) -> bool:
    """Whether a query is not within another one whose columns it could use."""
    around = select.parent
    while around is not None and not isinstance(around, exp.CTE | exp.From | exp.Join):
        if isinstance(around, exp.Select) and around.args.get("from_"):
            return False
        around = around.parent
    return True
