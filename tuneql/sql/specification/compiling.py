"""Compiles a query specification to the one SQL statement that it means, in any dialect."""

from collections.abc import Iterator

from sqlglot import exp

from tuneql.errors import InvalidInput
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import check
from tuneql.sql.parsing import regenerate
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.specification.conditions import all_of, any_of, condition
from tuneql.sql.specification.grouping import Groups, groups
from tuneql.sql.specification.joining import join
from tuneql.sql.specification.measures import measure, plain
from tuneql.sql.specification.ordering import orders
from tuneql.sql.specification.outputs import outputs
from tuneql.sql.specification.scope import Scope
from tuneql.sql.specification.spec import Filter, QuerySpec


def compile_spec(spec: QuerySpec, *, schema: Schema, dialect: str) -> str:
    """The SQL that a specification means; the same specification gives the same text.

    Args:
        spec: the specification.
        schema: of its tables, in the dialect.
        dialect: a name of `tuneql.sql.dialects`.

    Raises:
        InvalidInput: a name that the schema does not have, a value of the wrong type, or parts that do not make a query
            together. It names the part's path, such as `spec.filters.0.value`.

    Example:
        >>> from tuneql.sql.schemas.schema import parse_schema
        >>> schema = parse_schema("CREATE TABLE vessels (name TEXT, passengers INTEGER)", "sqlite")
        >>> said = {"column": "passengers", "operator": "IN", "value": "300,400"}
        >>> spec = QuerySpec.model_validate({"table": "vessels", "cols": ["name"], "filters": [said]})
        >>> compile_spec(spec, schema=schema, dialect="sqlite")
        'SELECT name FROM vessels WHERE passengers IN (300, 400)'
    """
    sql = regenerate(_query(spec, Scope(schema, get_dialect(dialect), qualified=bool(spec.joins))), dialect)
    verdict = check(sql, schema=schema, dialect=dialect)
    if verdict.sql is None:
        rule = f"makes a query that is refused: {verdict.denials[0].detail[:200]}"
        raise InvalidInput(field="spec", value=sql, rule=rule, remedy="name columns, or functions that only compute")
    return verdict.sql


def _query(spec: QuerySpec, scope: Scope) -> exp.Select:
    """The tree of the statement; each clause sees the tables that the first two have named."""
    table = scope.add(spec.table, None, at="spec.table")
    joins = [join(each, scope, at=f"spec.joins.{place}") for place, each in enumerate(spec.joins)]
    columns = outputs(spec, scope, at="spec.cols")
    where = all_of(_conditions(spec, scope))
    grouped = groups(spec, columns, scope)
    query = exp.select(*(each.tree for each in columns)).from_(table)
    query.set("joins", joins)
    query.set("where", where and exp.Where(this=where))
    query.set("group", exp.Group(expressions=list(grouped.keys)) if grouped.keys else None)
    query.set("having", _having(spec, grouped, scope))
    query.set("order", orders(spec, columns, grouped, scope))
    query.set("distinct", exp.Distinct() if spec.distinct else None)
    return _cut(query, spec)


def _conditions(spec: QuerySpec, scope: Scope) -> Iterator[exp.Expr]:
    for place, each in enumerate(spec.filters):
        yield _row_condition(each, scope, f"spec.filters.{place}")
    for place, group in enumerate(spec.any_of):
        at = f"spec.any_of.{place}"
        one = any_of(_row_condition(each, scope, f"{at}.{number}") for number, each in enumerate(group))
        if one is not None:
            yield one


def _row_condition(said: Filter, scope: Scope, at: str) -> exp.Expr:
    """A condition on rows, before they are grouped."""
    left = plain(said.column, scope, at=f"{at}.column")
    if left.is_aggregate or left.is_star:
        rule = "is not known of a single row"
        raise InvalidInput(field=f"{at}.column", value=said.column, rule=rule, remedy="put it into having")
    return condition(said, left, at=at)


def _having(spec: QuerySpec, grouped: Groups, scope: Scope) -> exp.Having | None:
    made = []
    for place, each in enumerate(spec.having):
        at = f"spec.having.{place}"
        left = measure(each, scope, at=at)
        grouped.check(left, value=each.column, at=f"{at}.column")
        made.append(condition(each, left, at=at))
    found = all_of(made)
    return None if found is None else exp.Having(this=found)


def _cut(query: exp.Select, spec: QuerySpec) -> exp.Select:
    """The query with its LIMIT and OFFSET."""
    if spec.offset is not None and (spec.limit is None or not spec.order_by):
        remedy = "add limit and order_by, or leave it out"
        raise InvalidInput(
            field="spec.offset", value=spec.offset, rule="leaves out rows of no order or no end", remedy=remedy
        )
    if spec.limit is not None:
        query.set("limit", exp.Limit(expression=exp.Literal.number(spec.limit)))
    if spec.offset is not None:
        query.set("offset", exp.Offset(expression=exp.Literal.number(spec.offset)))
    return query
