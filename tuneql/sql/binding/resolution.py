"""Finds the column that a name means in a frame."""

from collections.abc import Callable, Iterator
from functools import partial

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.elements import lacks_field, may_have_field
from tuneql.sql.binding.output_names import names_two_outputs
from tuneql.sql.binding.relations import Frame, Relation
from tuneql.sql.dialects import declared_by, descends_from
from tuneql.sql.homonyms import in_namespace
from tuneql.sql.names import as_written, canonical
from tuneql.sql.parsing.method_owners import is_variable, names_in, path_of

Problem = Callable[[], str]
"""What is wrong with a column, in one sentence with a hint; looking for a hint takes a while."""

# Dialects in which a table's alias is also a value: the whole row.
_ROWS_AS_VALUES = ("postgres", "bigquery", "duckdb")

# Dialects whose columns have no fields behind a dot; those of a composite type of Postgres have, behind parentheses,
# and those of a document of Snowflake behind a colon.
_WITHOUT_FIELDS = ("sqlite", "mysql", "postgres", "snowflake")
_WITH_FIELDS = ("redshift",)

_OF_ROWS = {
    "sqlite": frozenset({"rowid", "_rowid_", "oid"}),
    "duckdb": frozenset({"rowid"}),
    "tsql": frozenset({"$identity", "$rowguid"}),
}

# What DuckDB has before the name of an output that is meant, and no column.
_OUTPUTS = "alias"

# What stands before a function in DuckDB, and is no column with a method.
_SCHEMAS_OF_ENGINE = frozenset({"main", "pg_catalog"})

# How the name of each shard ends, in BigQuery.
_OF_SHARDS = "_TABLE_SUFFIX"

# What BigQuery's tables of external files have, a variable of dbt's, and what only rows of a hierarchy have, which is
# a column of theirs; the parser takes them for such columns.
_OF_NO_TABLE = frozenset({"_FILE_NAME", "_DBT_MAX_PARTITION", "LEVEL"})

# `t.*`, and `t.$1` of Snowflake.
_BY_PLACE = (exp.Star, exp.Parameter)


def problem_with(
    column: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect], *, aliases_first: bool = False
) -> Problem | None:
    """Why a column cannot be looked up; None if it can.

    Args:
        column: a column or a qualified star.
        frame: the view of the SELECT that it stands in.
        dialect: says how names are compared.
        aliases_first: whether outputs win over columns, as in ORDER BY.
    """
    name = canonical(column.this, dialect)
    if column.args.get("table") is not None:
        return _problem_with_qualified(column, name, frame, dialect)
    if aliases_first and name in frame.aliases:
        is_of_two = names_two_outputs(column, name, frame, dialect)
        return (lambda: f"{column.name} is ambiguous: several outputs have the name") if is_of_two else None
    problem = _problem_with_bare(column, name, frame, dialect)
    return None if problem is None or _is_special(column, name, frame, dialect) else problem


def problems_with_dot(dot: exp.Dot, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """What is wrong with the column in `(row).column` of Postgres, and in `column.method()` of T-SQL and DuckDB."""
    within = dot.this.this if isinstance(dot.this, exp.Paren) else None
    if isinstance(within, exp.Column) and isinstance(dot.expression, exp.Identifier):
        row = None if within.table else frame.find(canonical(within.this, dialect))
        if row is not None and row.columns is not None and not row.has(canonical(dot.expression, dialect)):
            yield f"column {as_written(dot.expression, dialect)} does not exist{row.hint(dot.expression.name, dialect)}"
        elif row is None and not _may_be_composite(within, canonical(dot.expression, dialect), frame, dialect):
            yield f"column {within.name} has no field {dot.expression.name}"
    elif descends_from(dialect, "bigquery"):
        if isinstance(dot.expression, exp.Identifier) and _lacks_field(dot, frame, dialect):
            yield f"{dot.this.sql(dialect)} has no field {dot.expression.name}"
    elif isinstance(dot.this, exp.Identifier) and descends_from(dialect, "tsql"):
        problem = problem_with(exp.Column(this=dot.this.copy()), frame, dialect)
        is_table = any(each.named(canonical(dot.this, dialect)) for each in frame.chain())
        is_function = f"{dot.this.name}.{dot.expression.name}".lower() in declared_by(dialect)
        if problem is not None and not is_table and not is_function:
            yield problem()
    elif isinstance(dot.expression, exp.Func) and descends_from(dialect, "duckdb"):
        yield from _problems_with_owner(dot, frame, dialect)


def _problems_with_owner(dot: exp.Dot, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """What is wrong with `t.a` of `t.a.lower()`, unless it is a variable, or a schema with a function of its own."""
    names = names_in(dot.this)
    if not names or names[-1].name.lower() in _SCHEMAS_OF_ENGINE or is_variable(names[0].name, dot):
        return
    if (problem := problem_with(path_of(names), frame, dialect)) is not None:
        yield problem()


def _lacks_field(dot: exp.Dot, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether BigQuery's `a[0].b`, `STRUCT(1 AS a).b` or `t.a.b.c.d` names a field that surely is not there."""
    if isinstance(dot.this, exp.Column):
        path = [canonical(part, dialect) for part in (*dot.this.parts, dot.expression)]
        return frame.find(path[0]) is not None and not _is_field(path, frame, dialect)
    return lacks_field(dot.this, dot.expression.name, frame, dialect)


def _problem_with_qualified(
    column: exp.Column, name: str, frame: Frame, dialect: type[sqlglot.Dialect]
) -> Problem | None:
    relation = _qualified(column, frame, dialect)
    if relation is not None and relation.repeats(name):
        return lambda: f"column {_written(column, dialect)} is ambiguous: several columns have the name"
    if relation is not None:
        columns = relation.columns
        known = columns is None or name in columns or isinstance(column.this, _BY_PLACE)
        known = known or _has_of_rows(relation, name, dialect) or _is_of_engine(name, relation, dialect)
        known = known and _may_be_behind(column, relation, dialect)
        if known:
            return None
        return lambda: f"column {_written(column, dialect)} does not exist{relation.hint(column.name, dialect)}"
    if _is_field([canonical(part, dialect) for part in column.parts], frame, dialect):
        return None
    if column.table.lower() == _OUTPUTS and name in frame.aliases and descends_from(dialect, "duckdb"):
        return None
    hint = partial(frame.hint_of_qualifier, column, name, dialect)
    return lambda: f"column {_written(column, dialect)} names {column.table}, which is not in FROM{hint()}"


def _qualified(column: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect]) -> Relation | None:
    """The relation that a column names; of those of one name, the one in the namespace that stands before it."""
    name = canonical(column.args["table"], dialect)
    relation = frame.find(name)
    if relation is None or _may_be_behind(column, relation, dialect):
        return relation
    others = (each for one in frame.chain() for each in one.relations if each.name == name)
    return next((each for each in others if _may_be_behind(column, each, dialect)), relation)


def _may_be_behind(column: exp.Column, relation: Relation, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether the namespace before a column may be the relation's; there seldom is one, and an alias has none."""
    table = relation.table
    if table is None or not column.args.get("db"):
        return True
    return table.bare.lower() == relation.name.lower() and in_namespace(column.parts[:-1], table, dialect)


def _written(column: exp.Column, dialect: type[sqlglot.Dialect]) -> str:
    return ".".join(as_written(part, dialect) for part in column.parts[-2:])


def _has_of_rows(relation: Relation, name: str, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a name is what an engine keeps for each row of a table, or calls the number that it gives it."""
    if relation.table is None:
        return False
    return any(name in names and descends_from(dialect, engine) for engine, names in _OF_ROWS.items())


def _is_of_rows(name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a name is that of one table; of two it is ambiguous."""
    nearest = next((each.relations for each in frame.chain() if each.relations), [])
    return sum(_has_of_rows(each, name, dialect) for each in nearest) == 1


def _is_of_engine(name: str, relation: Relation, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a name is what the engine keeps of each row's table, such as BigQuery's `_PARTITIONDATE`."""
    if relation.table is None or not _is_pseudo(name, dialect):
        return False
    return relation.is_of_shards or name.upper() != _OF_SHARDS


def _is_pseudo(name: str, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether an engine has a column of a name beside those of tables."""
    return name.upper() in dialect.PSEUDOCOLUMNS and name.upper() not in _OF_NO_TABLE


def _is_field(parts: list[str], frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether `a.b` is a field of a structured column `a`, or `t.a.b` of a relation's."""
    if descends_from(dialect, *_WITHOUT_FIELDS) and not descends_from(dialect, *_WITH_FIELDS):
        return False
    for each in frame.chain():
        if holding := each.holding(parts[0]):
            return may_have_field(holding[0], parts, dialect)
        relation = each.named(parts[0])
        if relation and (relation.columns is None or relation.has(parts[1])):
            return may_have_field(relation, parts[1:], dialect)
    return False


def _may_be_composite(column: exp.Column, field: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether `(column).field` may be in a relation, as far as the column's type tells."""
    name = canonical(column.this, dialect)
    if column.table:
        relation = frame.find(canonical(column.args["table"], dialect))
        holding = [relation] if relation is not None and relation.has(name) else []
    else:
        holding = next((found for each in frame.chain() if (found := each.holding(name))), [])
    return all(may_have_field(each, [name, field], dialect) for each in holding)


def _is_special(column: exp.Column, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Pseudo-columns such as ROWNUM, and whole rows: `count(t)` in Postgres, the value of `UNNEST(a) AS t`."""
    if isinstance(column, exp.Pseudocolumn) or _is_of_rows(name, frame, dialect):
        return True
    if _is_pseudo(name, dialect):
        of_shards = any(relation.is_of_shards for each in frame.chain() for relation in each.relations)
        return of_shards or name.upper() != _OF_SHARDS
    is_row = any(each.named(name) for each in frame.chain())
    return is_row and (descends_from(dialect, *_ROWS_AS_VALUES) or frame.is_open)


def _problem_with_bare(column: exp.Column, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> Problem | None:
    for each in frame.chain():
        holding = each.holding(name)
        if each.is_ambiguous(name):
            return lambda: f"column {column.name} is ambiguous: it is in {' and in '.join(one.name for one in holding)}"
        if holding and holding[0].repeats(name):
            return lambda: f"column {column.name} is ambiguous: several columns of {holding[0].name} have the name"
        if holding or each.is_open or name in each.aliases:
            return None
    return lambda: f"column {as_written(column.this, dialect)} does not exist{frame.hint(column.name, dialect)}"
