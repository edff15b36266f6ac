"""Denies what is after a dot, if the value before it surely does not have it: `(row).column`, `doc.value('/a')`."""

from collections.abc import Iterator

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.elements import lacks_field, may_have_field
from tuneql.sql.binding.members import lacks_member
from tuneql.sql.binding.relations import Frame
from tuneql.sql.binding.resolution import is_field, problem_with, row_named
from tuneql.sql.binding.value_types import type_of_value
from tuneql.sql.dialects import declared_by, descends_from
from tuneql.sql.names import as_written, canonical
from tuneql.sql.parsing.method_owners import is_variable, names_in, path_of

# Dialects in which the type of a value tells its fields.
_WITH_TYPED_VALUES = ("bigquery", "duckdb", "postgres")

# Schemas of DuckDB before the name of a function, which looks like a method of a column: `main.lower(a)`.
_SCHEMAS_OF_ENGINE = frozenset({"main", "pg_catalog"})


def problems_with_dot(dot: exp.Dot, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """Problems with the field of `(row).column` and `list[1].field`, and with the column of `column.method()`."""
    within = dot.this.unnest() if isinstance(dot.this, exp.Paren) else None
    if isinstance(within, exp.Column) and isinstance(dot.expression, exp.Identifier):
        row = row_named(within, frame, dialect)
        if row is not None and row.columns is not None and not row.has(canonical(dot.expression, dialect)):
            yield f"column {as_written(dot.expression, dialect)} does not exist{row.hint(dot.expression.name, dialect)}"
        elif row is None and not _may_be_composite(within, canonical(dot.expression, dialect), frame, dialect):
            yield f"column {within.name} has no field {dot.expression.name}"
    elif isinstance(dot.expression, exp.Identifier) and descends_from(dialect, *_WITH_TYPED_VALUES):
        if _lacks_field(dot, frame, dialect):
            yield f"{dot.this.sql(dialect)} has no field {dot.expression.name}"
    elif descends_from(dialect, "tsql"):
        yield from _problems_with_member(dot, frame, dialect)
    elif isinstance(dot.expression, exp.Func) and descends_from(dialect, "duckdb"):
        yield from _problems_with_owner(dot, frame, dialect)


def _problems_with_owner(dot: exp.Dot, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """Problems with `t.a` of `t.a.lower()`, unless it is a variable, or a schema of a function."""
    names = names_in(dot.this)
    if not names or names[-1].name.lower() in _SCHEMAS_OF_ENGINE or is_variable(names[0].name, dot):
        return
    if (problem := problem_with(path_of(names), frame, dialect)) is not None:
        yield problem()


def _problems_with_member(dot: exp.Dot, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """Problems with `t.a` of SQL Server's `t.a.value('/b', 'int')`, and with a member that the value does not have."""
    names = names_in(dot.this)
    if names and not isinstance(dot.expression, exp.Func):
        return  # the beginning of a longer path
    if names and ".".join(each.name for each in (*names, dot.expression)).lower() in declared_by(dialect):
        return
    value = path_of(names) if names else dot.this
    if names and (problem := problem_with(value, frame, dialect)) is not None:
        yield problem()
    elif lacks_member(type_of_value(value, frame, dialect), dot.expression, dialect):
        yield f"{value.sql(dialect)} has no {dot.expression.name}"


def _lacks_field(dot: exp.Dot, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether `a[0].b`, `STRUCT(1 AS a).b` or `t.a.b.c.d` names a field that surely does not exist."""
    if isinstance(dot.this, exp.Column):
        path = [canonical(part, dialect) for part in (*dot.this.parts, dot.expression)]
        return frame.find(path[0]) is not None and not is_field(path, frame, dialect)
    return lacks_field(dot.this, [dot.expression.name], frame, dialect)


def _may_be_composite(column: exp.Column, field: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether Postgres's `(column).field` may exist, by the type of the column."""
    name = canonical(column.this, dialect)
    if column.table:
        relation = frame.find(canonical(column.args["table"], dialect))
        holding = [relation] if relation is not None and relation.has(name) else []
    else:
        holding = next((found for each in frame.chain() if (found := each.holding(name))), [])
    return all(may_have_field(each, [name, field], dialect) for each in holding)
