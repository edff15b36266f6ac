"""Aggregates and window functions where no engine computes them: in WHERE, GROUP BY, and within one another."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Final

from sqlglot import exp

from tuneql.sql.binding.late_outputs import is_aggregate, output_with
from tuneql.sql.binding.table_functions import columns_made
from tuneql.sql.clauses import sources_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.homonyms import tables_named
from tuneql.sql.names import canonical, known_as
from tuneql.sql.schemas.tables import Table
from tuneql.sql.walking import nodes_of

# Clauses that are computed before the groups, after the groups, and before the windows.
_BEFORE_GROUPS: Final = (exp.CTE, exp.From, exp.Join, exp.Where)
_AFTER_GROUPS: Final = (exp.Select, exp.Having, exp.Order, exp.Qualify)
_BEFORE_WINDOWS: Final[dict[type[exp.Expr], str]] = {exp.Where: "WHERE", exp.Group: "GROUP BY", exp.Having: "HAVING"}
_NESTING_ALLOWED: Final = ("oracle",)


def misplaced_aggregates(statement: Statement) -> Iterator[str]:
    """Denies aggregates and window functions in clauses that are computed earlier, and those within one another."""
    for node in chain(*statement.aggregates):
        yield from _misplaced(node, statement)
        yield from _grouped_by_position(node)
        yield from _of_subqueries(node, statement)


def _misplaced(node: exp.Expr, statement: Statement) -> Iterator[str]:
    """Denies an aggregate or a window function in each of the clauses and calls around it that cannot have it."""
    below, around = node, node.parent
    while around is not None and not isinstance(around, exp.Query):
        clause = _BEFORE_WINDOWS.get(type(around)) if isinstance(node, exp.Window) else None
        if clause is not None:
            yield f"a window function is not allowed in {clause}; compute it in a subquery in FROM"
        elif isinstance(around, exp.Where) and _is_own(node, around, statement):
            yield f"{name_of(node)} is not allowed in WHERE, which filters single rows; use HAVING, or a subquery"
        elif below.arg_key == "on" and _is_own(node, around, statement):
            yield f"{name_of(node)} is not allowed in the condition of a JOIN; compute it in a subquery in FROM"
        elif isinstance(around, exp.Group) and _is_own(node, around, statement):
            yield f"{name_of(node)} is not allowed in GROUP BY, which makes the groups; remove it there"
        elif is_aggregate(around) and not isinstance(node, exp.Window) and _cannot_nest(statement):
            name = name_of(node)
            yield f"{name} is not allowed within {name_of(around)}; compute {name} in a subquery in FROM"
        elif isinstance(node, exp.Window) and (isinstance(around, exp.Window) or is_aggregate(around)):
            yield "a window function is not allowed within another or an aggregate; compute it in a subquery in FROM"
        below, around = around, around.parent


def _of_subqueries(node: exp.Expr, statement: Statement) -> Iterator[str]:
    """Denies `SUM((SELECT a FROM t))` in T-SQL."""
    is_tsql = descends_from(statement.dialect_class, "tsql") and not isinstance(node, exp.Window)
    if is_tsql and any(isinstance(each, exp.Query) for each in nodes_of(node)):
        yield f"{name_of(node)} cannot have a subquery within; compute it in a subquery in FROM, or in APPLY"


def _grouped_by_position(node: exp.Expr) -> Iterator[str]:
    """Denies GROUP BY the position of an aggregate: `SELECT city, COUNT(*) FROM people GROUP BY 1, 2`."""
    output = output_with(node)
    select = output.parent
    if not isinstance(select, exp.Select) or output.arg_key != "expressions":
        return
    group, index = select.args.get("group"), output.index or 0
    if isinstance(group, exp.Group) and not any(each.is_star for each in select.expressions[:index]):
        place = str(index + 1)
        if any(isinstance(key, exp.Literal) and not key.is_string and key.name == place for key in group.expressions):
            yield f"GROUP BY {place} refers to {name_of(node)}, an aggregate; remove {place} there"


def _cannot_nest(statement: Statement) -> bool:
    return not descends_from(statement.dialect_class, *_NESTING_ALLOWED)


def _is_own(aggregate: exp.Expr, where: exp.Expr, statement: Statement) -> bool:
    """Whether an aggregate in WHERE or GROUP BY belongs to that query: `SELECT a FROM t WHERE SUM(b) > 1`.

    It may belong to an outer query instead: `SELECT … FROM t GROUP BY a HAVING EXISTS (SELECT 1 FROM u WHERE c <
    SUM(t.b))`.
    """
    columns = [node for node in nodes_of(aggregate) if isinstance(node, exp.Column)]
    if not columns or any(is_of_rows(column, where.parent, statement) for column in columns):
        return True
    around = where.parent.parent if where.parent else None
    while around is not None and not isinstance(around, _AFTER_GROUPS):
        if isinstance(around, _BEFORE_GROUPS):
            return True
        around = around.parent
    return around is None


def is_of_rows(column: exp.Column, select: exp.Expr | None, statement: Statement) -> bool:
    """Whether a column certainly belongs to a table in the FROM of a query, and not to an outer query."""
    return bool(tables_with(column, select, statement))


def tables_with(column: exp.Column, select: exp.Expr | None, statement: Statement) -> list[tuple[exp.Table, Table]]:
    """The tables in the FROM of a query to which a column certainly belongs, as named there and in the schema."""
    dialect, tables = statement.dialect_class, tables_of(select, statement)[0]
    owner = canonical(column.args.get("table"), dialect)
    if owner:
        tables = [each for each in tables if known_as(each, dialect) == owner]
    found = [(each, known) for each in tables for known in _declared(each, statement)]
    name = canonical(column.this, dialect)
    return found if owner else [(each, known) for each, known in found if name in known.canonical_columns]


def tables_of(select: exp.Expr | None, statement: Statement) -> tuple[list[exp.Table], bool]:
    """The tables of the schema in the FROM of a query, and whether it reads nothing else."""
    if not isinstance(select, exp.Select):
        return [], False
    dialect = statement.dialect_class
    made = {canonical(cte.args["alias"].this, dialect) for nodes in statement.nodes for cte in nodes.of(exp.CTE)}
    sources = sources_of(select)
    tables = [each for each in sources if isinstance(each, exp.Table) and canonical(each.this, dialect) not in made]
    tables = [each for each in tables if _declared(each, statement)]
    return tables, len(tables) == len(sources) and not select.args.get("laterals")


def outputs_of(source: exp.Expr, statement: Statement) -> AbstractSet[str]:
    """The names of the outputs of a query in FROM or of WITH, in lower case, with "*" for a star; empty for others."""
    if isinstance(source.this, exp.Func | exp.Values) or isinstance(source, exp.Unnest | exp.Values):
        return {
            name.lower() for name in source.alias_column_names or columns_made(source, statement.dialect_class) or ()
        }
    query: exp.Expr | None = source
    if isinstance(source, exp.Table):
        made = (each for nodes in statement.nodes for each in nodes.of(exp.CTE))
        query = next((each for each in made if each.alias.lower() == source.name.lower() and not source.db), None)
    if not isinstance(query, exp.CTE | exp.Subquery) or source.args.get("pivots"):
        return frozenset()
    columns = source.alias_column_names or query.alias_column_names
    inner = query.this.named_selects if isinstance(query.this, exp.Query) else []
    return {name.lower() for name in columns or inner}


def _declared(table: exp.Table, statement: Statement) -> tuple[Table, ...]:
    return tables_named(table, statement.schema, statement.dialect_class)


def name_of(node: exp.Expr) -> str:
    """The name of an aggregate or another call, for messages."""
    return node.sql_name() if isinstance(node, exp.Func) else node.key.upper()
