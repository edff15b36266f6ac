"""Decides whether a frame has the column that a name means, and if not, why."""

from collections.abc import Callable
from functools import partial

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.elements import may_have_field
from tuneql.sql.binding.output_names import groups_by_two_columns, names_two_outputs
from tuneql.sql.binding.relations import Frame, Relation
from tuneql.sql.dialects import descends_from
from tuneql.sql.homonyms import in_namespace
from tuneql.sql.names import as_written, canonical
from tuneql.sql.schemas.declarations import OF_PARTITIONS

Problem = Callable[[], str]
"""Returns why a column is wrong, in one sentence with a hint; it is called only if needed, because hints are slow."""

# Dialects in which a table's alias is also a value, the whole row.
_ROWS_AS_VALUES = ("postgres", "bigquery", "duckdb")

# Dialects without `column.field`: Postgres writes `(column).field`, Snowflake `column:field`.
_WITHOUT_FIELDS = ("sqlite", "mysql", "postgres", "snowflake")
_WITH_FIELDS = ("redshift",)

# Columns that an engine adds to each table, to identify its rows.
_ROW_COLUMNS = {
    "sqlite": frozenset({"rowid", "_rowid_", "oid"}),
    "duckdb": frozenset({"rowid"}),
    "tsql": frozenset({"$identity", "$rowguid"}),
}

# The word before the name of an output in DuckDB: `alias.total`.
_OUTPUTS = "alias"

# BigQuery's column with the end of the name of the table of a row, in `FROM events_*`.
_SHARD_SUFFIX = "_TABLE_SUFFIX"

# Pseudo-columns of the parser that tables do not have: a column of BigQuery's external files, a variable of dbt, and
# a column of hierarchies, which is added to their rows.
_NOT_IN_TABLES = frozenset({"_FILE_NAME", "_DBT_MAX_PARTITION", "LEVEL"})

# `t.*`, and `t.$1` of Snowflake.
_STAR_OR_POSITION = (exp.Star, exp.Parameter)


def problem_with(
    column: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect], *, aliases_first: bool = False
) -> Problem | None:
    """Why a column is unknown or ambiguous; None if it is not.

    Args:
        column: a column or a qualified star.
        frame: of the SELECT that contains it.
        dialect: decides how names are compared.
        aliases_first: whether outputs win over columns, as in ORDER BY.
    """
    name = canonical(column.this, dialect)
    if column.args.get("table") is not None:
        return _problem_with_qualified(column, name, frame, dialect)
    if aliases_first and name in frame.aliases and not groups_by_two_columns(column, name, frame, dialect):
        is_of_two = names_two_outputs(column, name, frame, dialect)
        return (lambda: f"{column.name} is ambiguous: several outputs have this name") if is_of_two else None
    problem = _problem_with_bare(column, name, frame, dialect)
    return None if problem is None or _is_special(column, name, frame, dialect) else problem


def row_named(column: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect]) -> Relation | None:
    """The relation whose whole row a name means; None if a column has the name, or nothing does."""
    name = canonical(column.this, dialect)
    return None if column.table or any(each.holding(name) for each in frame.chain()) else frame.find(name)


def _problem_with_qualified(
    column: exp.Column, name: str, frame: Frame, dialect: type[sqlglot.Dialect]
) -> Problem | None:
    relation = _qualified(column, frame, dialect)
    if relation is not None and (relation.repeats(name) or _is_of_namesakes(column, name, relation, frame)):
        return lambda: f"column {_written(column, dialect)} is ambiguous: several columns have this name"
    if relation is not None:
        columns = relation.columns
        known = columns is None or name in columns or isinstance(column.this, _STAR_OR_POSITION)
        known = known or _has_row_column(relation, name, dialect) or _is_of_engine(name, relation, dialect)
        known = known and _may_qualify(column, relation, dialect)
        if known:
            return None
        return lambda: f"column {_written(column, dialect)} does not exist{relation.hint(column.name, dialect)}"
    is_output = column.table.lower() == _OUTPUTS and name in frame.aliases and descends_from(dialect, "duckdb")
    if is_output or is_field([canonical(part, dialect) for part in column.parts], frame, dialect):
        return None
    if (structure := _structure_before(column, frame, dialect)) is not None:
        owner, *fields = (as_written(part, dialect) for part in structure)
        return lambda: f"column {owner} has no field {'.'.join(fields)}"
    hint = partial(frame.hint_of_qualifier, column, name, dialect)
    return lambda: f"column {_written(column, dialect)} names {column.table}, which is not in FROM{hint()}"


def _structure_before(column: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect]) -> list[exp.Expr] | None:
    """The structured column and the fields that `a.b` or `t.a.b` names; None if there is no such column."""
    first, *rest = column.parts
    if _has_fields(dialect) and frame.holding(canonical(first, dialect)):
        return [first, *rest]
    relation = frame.named(canonical(first, dialect)) if _has_fields(dialect) else None
    return rest if relation is not None and relation.has(canonical(rest[0], dialect)) else None


def _has_fields(dialect: type[sqlglot.Dialect]) -> bool:
    """Whether `a.b` may be a field of a column, rather than a column of a table."""
    return not descends_from(dialect, *_WITHOUT_FIELDS) or descends_from(dialect, *_WITH_FIELDS)


def _is_of_namesakes(column: exp.Column, name: str, relation: Relation, frame: Frame) -> bool:
    """Whether `orders.id` is a column of two tables called orders in different namespaces, and names neither."""
    if relation.table is None or column.args.get("db") is not None:
        return False
    return any(each.name == relation.name and each is not relation and each.has(name) for each in frame.relations)


def _qualified(column: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect]) -> Relation | None:
    """The relation that a column names; of several with the name, the one in the namespace before it."""
    name = canonical(column.args["table"], dialect)
    relation = frame.find(name)
    if relation is None or _may_qualify(column, relation, dialect):
        return relation
    others = (each for one in frame.chain() for each in one.relations if each.name == name)
    return next((each for each in others if _may_qualify(column, each, dialect)), relation)


def _may_qualify(column: exp.Column, relation: Relation, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether the namespace before a column, if any, may be that of a relation; an alias has none."""
    table = relation.table
    if not column.args.get("db"):
        return True
    if table is None:
        return _has_fields(dialect)
    return table.bare.lower() == relation.name.lower() and in_namespace(column.parts[:-1], table, dialect)


def _written(column: exp.Column, dialect: type[sqlglot.Dialect]) -> str:
    return ".".join(as_written(part, dialect) for part in column.parts[-2:])


def _has_row_column(relation: Relation, name: str, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a name is a column that the engine adds to each table, such as `rowid`."""
    if relation.table is None or not relation.table.has_row_ids:
        return False
    return any(name in names and descends_from(dialect, engine) for engine, names in _ROW_COLUMNS.items())


def _is_row_column(name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a name is a column that the engine adds to each table, and the query reads only one table."""
    nearest = next((each.relations for each in frame.chain() if each.relations), [])
    return sum(_has_row_column(each, name, dialect) for each in nearest) == 1


def _is_of_engine(name: str, relation: Relation, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a name is a pseudo-column of the engine, such as BigQuery's `_PARTITIONDATE`."""
    if relation.table is None or not _is_pseudo(name, dialect):
        return False
    if name.upper() in OF_PARTITIONS:
        return relation.table.is_by_ingestion
    return relation.is_of_shards or name.upper() != _SHARD_SUFFIX


def _is_pseudo(name: str, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a name is a pseudo-column that tables have."""
    return name.upper() in dialect.PSEUDOCOLUMNS and name.upper() not in _NOT_IN_TABLES


def is_field(parts: list[str], frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether `a.b` may be a field of a structured column `a`, or `t.a.b` one of the relation t."""
    if not _has_fields(dialect):
        return False
    for each in frame.chain():
        if holding := each.holding(parts[0]):
            return not each.is_ambiguous(parts[0]) and any(may_have_field(one, parts, dialect) for one in holding)
        relation = each.named(parts[0])
        if relation and (relation.columns is None or relation.has(parts[1])):
            return may_have_field(relation, parts[1:], dialect)
    return False


def _is_special(column: exp.Column, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a name is a pseudo-column such as ROWNUM, or a whole row: t in `count(t)` of Postgres."""
    if isinstance(column, exp.Pseudocolumn) or _is_row_column(name, frame, dialect):
        return True
    if name.upper() in OF_PARTITIONS:
        return any(_is_of_engine(name, relation, dialect) for each in frame.chain() for relation in each.relations)
    if _is_pseudo(name, dialect):
        of_shards = any(relation.is_of_shards for each in frame.chain() for relation in each.relations)
        return of_shards or name.upper() != _SHARD_SUFFIX
    is_row = any(each.named(name) for each in frame.chain())
    return is_row and (descends_from(dialect, *_ROWS_AS_VALUES) or frame.is_open)


def _problem_with_bare(column: exp.Column, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> Problem | None:
    """The problem with a column without a qualifier: the nearest frame that has it decides."""
    for each in frame.chain():
        holding = each.holding(name)
        if each.is_ambiguous(name):
            return lambda: f"column {column.name} is ambiguous: it is in {' and in '.join(one.name for one in holding)}"
        if holding and holding[0].repeats(name):
            return lambda: f"column {column.name} is ambiguous: several columns of {holding[0].name} have this name"
        if holding or each.is_open or name in each.aliases:
            return None
    return lambda: f"column {as_written(column.this, dialect)} does not exist{frame.hint(column.name, dialect)}"
