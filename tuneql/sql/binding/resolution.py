"""Where a column's name leads in a frame."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.elements import lacks_field, may_have_field
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

# Dialects in which ORDER BY sees only those outputs that were given a name, and one in which GROUP BY sees them, too.
_GIVEN_NAMES_ALONE = ("sqlite",)
_GROUPS_BY_OUTPUTS = ("bigquery",)

# Dialects in which a key of ORDER BY may not be the name of two outputs.
_TELLS_OUTPUTS_APART = ("postgres", "tsql", "bigquery")
_TWO: Final = 2

# What may stand around a name that is all of a key of ORDER BY, GROUP BY or DISTINCT ON.
_AROUND_KEYS = (exp.Paren, exp.Tuple)
_OF_KEYS = (exp.Ordered, exp.Group, exp.Rollup, exp.Cube, exp.GroupingSets, exp.Distinct)

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

_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.ILike, exp.Glob)


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


def is_alone(column: exp.Column) -> bool:
    """Whether a column is all of a key of ORDER BY, GROUP BY or DISTINCT ON, which may be the name of an output."""
    parent = column.parent
    while isinstance(parent, _AROUND_KEYS):
        parent = parent.parent
    return isinstance(parent, _OF_KEYS)


def names_one_output(key: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a key of ORDER BY is the name of a column that is put out, which wins over those that are not.

    `SELECT a.id FROM a JOIN b ON … ORDER BY id` is not ambiguous.
    """
    clause = _clause_of(key)
    if clause is None or not isinstance(select := clause.parent, exp.Select) or key.args.get("table") is not None:
        return False
    if canonical(key.this, dialect) in frame.aliases:
        return False
    if isinstance(clause, exp.Group):
        sees_outputs = descends_from(dialect, *_GROUPS_BY_OUTPUTS)
    else:
        sees_outputs = not descends_from(dialect, *_GIVEN_NAMES_ALONE)
    if not sees_outputs:
        return False
    name = canonical(key.this, dialect)
    return len({each for output in select.expressions for each in _put_out(output, name, frame, dialect)}) == 1


def names_two_outputs(key: exp.Column, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a key of ORDER BY is the name of outputs that are not the same, as `SELECT a AS n, b AS n` has them."""
    clause = _clause_of(key)
    if not isinstance(clause, exp.Order) or not descends_from(dialect, *_TELLS_OUTPUTS_APART) or name in frame.merged:
        return False
    outputs = clause.parent.expressions if isinstance(clause.parent, exp.Select) else []
    called = [each for each in outputs if each.is_star or _name_of(each, dialect) == name]
    if len(called) < _TWO:
        return False
    return len({value for each in called for value in _values_of(each, name, frame, dialect)}) > 1


def _name_of(output: exp.Expr, dialect: type[sqlglot.Dialect]) -> str:
    """The name that an output is given, or has as a column."""
    return canonical(output.args.get("alias") or (output.this if isinstance(output, exp.Column) else None), dialect)


def _values_of(output: exp.Expr, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """What an output of a name is: the relation of whose column it is, or its text."""
    value = output.this if isinstance(output, exp.Alias) else output
    is_column = isinstance(value, exp.Column) and canonical(value.this, dialect) == name
    if not output.is_star and not is_column:
        yield value.sql(dialect)
        return
    for table in _put_out(value, name, frame, dialect):
        yield table or next((each.name for each in frame.holding(name)), "")


def _clause_of(key: exp.Column) -> exp.Expr | None:
    """The ORDER BY, DISTINCT ON or GROUP BY of which a column is a whole key, without parentheses; None if of none."""
    parent = key.parent
    if isinstance(parent, exp.Ordered) or (isinstance(parent, exp.Tuple) and isinstance(parent.parent, exp.Distinct)):
        return parent.parent
    return parent if isinstance(parent, exp.Group) else None


def _put_out(output: exp.Expr, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """The relations of whose columns of a name an output is one, or all; "" for one that is not said."""
    qualifier = output.args.get("table")
    table = canonical(qualifier, dialect) if qualifier is not None else ""
    if output.is_star:
        yield from (each.name for each in frame.holding(name) if table in {"", each.name})
    elif isinstance(output, exp.Column) and canonical(output.this, dialect) == name:
        yield table


def may_be_text(column: exp.Column, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a column is in quotation marks that SQLite takes for those of text, too, with no table before it."""
    bare = column.args.get("table") is None and column.this.args.get("quoted")
    return bool(bare) and descends_from(dialect, "sqlite")


def is_text(column: exp.Column, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether SQLite would read an unknown column as text.

    SQLite takes a double-quoted name that names nothing as a string ("Double-quoted String Literals Are Accepted",
    sqlite.org/quirks.html), and so do many corpora. Only the right side of a comparison counts here: elsewhere an
    invented column is far more likely.
    """
    if not may_be_text(column, dialect):
        return False
    parent = column.parent
    if isinstance(parent, _COMPARISONS):
        return column.arg_key == "expression" and not isinstance(parent.this, exp.Literal)
    return isinstance(parent, exp.In | exp.Between) and column.arg_key != "this"


def is_surely_text(column: exp.Column) -> bool:
    """Whether SQLite's text in double quotation marks, that names nothing, would be an odd name for a column.

    Within a call it begins with no letter (`"%Y"`, `", "`), or modifies a date (`DATE("now")`); or it stands where a
    label is put, and not a column invented: beside `||`, behind THEN and ELSE, and as what COALESCE ends with.
    """
    name, parent = column.name, column.parent
    if isinstance(parent, exp.Func) and not _NAME.match(name):
        return not (isinstance(parent, exp.AggFunc) and column.arg_key == "this")
    if isinstance(parent, exp.Coalesce):
        return column.arg_key == "expressions"
    if isinstance(parent, exp.If | exp.Case):
        return column.arg_key in {"true", "false", "default"}
    return isinstance(parent, exp.DPipe) or (isinstance(parent, exp.Func) and name.lower() in _MODIFIERS)


# What columns' names begin with; and the modifiers of sqlite.org/lang_datefunc.html that begin so, too.
_NAME: Final = re.compile(r"_*[^\W\d_]")
_MODIFIERS: Final = frozenset(
    ["now", "auto", "localtime", "utc", "unixepoch", "subsec", "start of day", "start of month", "start of year"]
)


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
