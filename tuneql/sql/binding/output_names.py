"""Tells whether a key of ORDER BY or GROUP BY is the name of an output, and of which."""

from collections.abc import Iterable, Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.elements import lacks_field
from tuneql.sql.binding.late_outputs import is_aggregate
from tuneql.sql.binding.not_columns import names_in_star
from tuneql.sql.binding.outputs import Outputs
from tuneql.sql.binding.relations import Columns, Frame
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical

# Dialects in which ORDER BY uses outputs with an alias and the first of several in a star: `SELECT * … ORDER BY id`.
_TAKES_FIRST_OF_STAR = ("sqlite",)

# Dialects in which GROUP BY may use outputs, too.
_GROUPS_BY_OUTPUTS = ("bigquery", "mysql")

# Dialects in which GROUP BY looks for a column before it looks for an output.
_GROUPS_BY_COLUMNS_FIRST = ("postgres", "redshift", "sqlite", "duckdb")

# Dialects in which a key of ORDER BY cannot be the name of two outputs.
_DENIES_TWIN_OUTPUTS = ("postgres", "mysql", "tsql", "bigquery")

# Those in which ORDER BY, HAVING and QUALIFY may use the fields of outputs.
_WITH_FIELDS_OF_OUTPUTS = ("bigquery",)

# Those in which an alias hides the columns of a star there: `SELECT *, a + 1 AS a … ORDER BY a`.
_HIDES_STARS = ("mysql",)
_TWO: Final = 2

# The aggregates that return one of the values that they get.
_ONE_OF_ITS_VALUES = (exp.Max, exp.Min, exp.ArgMax, exp.ArgMin, exp.AnyValue, exp.Mode)

# The nodes that may be around a whole key of ORDER BY, GROUP BY or DISTINCT ON, and those that have keys.
_AROUND_KEYS = (exp.Paren, exp.Tuple)
_OF_KEYS = (exp.Ordered, exp.Group, exp.Rollup, exp.Cube, exp.GroupingSets, exp.Distinct)


def is_alone(column: exp.Column) -> bool:
    """Whether a column is a whole key of ORDER BY, GROUP BY or DISTINCT ON, so that it may be the name of an output."""
    parent = column.parent
    while isinstance(parent, _AROUND_KEYS):
        parent = parent.parent
    return isinstance(parent, _OF_KEYS)


def is_grouped_by(column: exp.Column) -> bool:
    """Whether a column is in GROUP BY, or in an aggregate in HAVING, where DuckDB has no outputs yet."""
    is_of_group, node = False, column.parent
    while isinstance(node, exp.Expr) and not isinstance(node, exp.Query | exp.Group | exp.Having):
        is_of_group = is_of_group or is_aggregate(node) or isinstance(node, exp.Filter)
        node = node.parent
    return isinstance(node, exp.Group) or (is_of_group and isinstance(node, exp.Having))


def names_one_output(key: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a key of ORDER BY or GROUP BY is the name of exactly one output column.

    Such an output wins over other columns: `SELECT a.id FROM a JOIN b ON … ORDER BY id` is not ambiguous.
    """
    clause = _clause_of(key)
    if clause is None or not isinstance(select := clause.parent, exp.Select) or key.args.get("table") is not None:
        return False
    if canonical(key.this, dialect) in frame.aliases:
        return False
    if isinstance(clause, exp.Group) and not descends_from(dialect, *_GROUPS_BY_OUTPUTS):
        return False
    takes_first = descends_from(dialect, *_TAKES_FIRST_OF_STAR)
    outputs = [each for each in select.expressions if each.is_star] if takes_first else select.expressions
    name = canonical(key.this, dialect)
    called = {each for output in outputs for each in _relations_of_output(output, name, frame, dialect)}
    return bool(called) if takes_first else len(called) == 1


def columns_sorted_by(
    query: exp.Expr, sides: Iterable[Columns | None], dialect: type[sqlglot.Dialect]
) -> Iterator[int]:
    """The ids of the keys of ORDER BY after DuckDB's UNION that are columns of a query: `SELECT t.a … ORDER BY t.a`.

    Args:
        query: the UNION, or another set operation.
        sides: the outputs of its queries.
        dialect: decides how names are compared.
    """
    order = query.args.get("order")
    keys = [key.this for key in order.expressions] if order is not None and descends_from(dialect, "duckdb") else []
    outputs = [side for side in sides if isinstance(side, Outputs)]
    for key in (key for key in keys if isinstance(key, exp.Column) and key.table):
        if any(_outputs_column(side, key, dialect) for side in outputs):
            yield id(key)


def _outputs_column(outputs: Outputs, column: exp.Column, dialect: type[sqlglot.Dialect]) -> bool:
    name, table = canonical(column.this, dialect), canonical(column.args["table"], dialect)
    relation = outputs.frame.named(table)
    if relation is None or not relation.has(name):
        return False
    values = [each.unalias() for each in outputs.expressions]
    named = {found for each in values for found in _relations_of_output(each, name, outputs.frame, dialect)}
    return not named.isdisjoint({"", table})


def names_field_of_output(column: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a column is a field of an output: `SELECT STRUCT(a, b) AS s FROM t ORDER BY s.b`; GROUP BY has none."""
    first, *path = [canonical(part, dialect) for part in column.parts]
    if not path or first not in frame.aliases or not descends_from(dialect, *_WITH_FIELDS_OF_OUTPUTS):
        return False
    around = column.find_ancestor(exp.Group, exp.Select)
    outputs = around.expressions if isinstance(around, exp.Select) else []
    called = [each.this for each in outputs if isinstance(each, exp.Alias) and _name_of(each, dialect) == first]
    return any(_may_have_fields(each) and not lacks_field(each, path, frame, dialect) for each in called)


def _may_have_fields(value: exp.Expr) -> bool:
    """Whether a value may be a structure: not a sum, a count or a list, nor `a + b`."""
    return isinstance(value, _ONE_OF_ITS_VALUES) or not (is_aggregate(value) or isinstance(value, exp.Binary))


def groups_by_two_columns(key: exp.Column, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a key of GROUP BY is ambiguous, because columns win over outputs: `SELECT b.id AS id … GROUP BY id`."""
    is_column_first = isinstance(_clause_of(key), exp.Group) and descends_from(dialect, *_GROUPS_BY_COLUMNS_FIRST)
    return is_column_first and frame.is_ambiguous(name)


def names_two_outputs(key: exp.Column, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a key of ORDER BY is the name of two different outputs: `SELECT a AS n, b AS n … ORDER BY n`."""
    clause = _clause_of(key)
    if not isinstance(clause, exp.Order) or not descends_from(dialect, *_DENIES_TWIN_OUTPUTS) or name in frame.merged:
        return False
    outputs = clause.parent.expressions if isinstance(clause.parent, exp.Select) else []
    called = [each for each in outputs if each.is_star or _name_of(each, dialect) == name]
    is_hidden = any(each.is_star for each in called) and descends_from(dialect, *_HIDES_STARS)
    if len(called) < _TWO or is_hidden:
        return False
    return len({value for each in called for value in _values_of(each, name, frame, dialect)}) > 1


def _name_of(output: exp.Expr, dialect: type[sqlglot.Dialect]) -> str:
    """The alias of an output, or its name as a column, in canonical form; "" if it has neither."""
    return canonical(output.args.get("alias") or (output.this if isinstance(output, exp.Column) else None), dialect)


def _values_of(output: exp.Expr, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """What an output with a name is: the relation of its column, or its SQL; the same for outputs that are the same."""
    value = output.this if isinstance(output, exp.Alias) else output
    is_column = isinstance(value, exp.Column) and canonical(value.this, dialect) == name
    if not output.is_star and not is_column:
        yield value.sql(dialect)
        return
    for table in _relations_of_output(value, name, frame, dialect):
        yield table or next((each.name for each in frame.holding(name)), "")


def _clause_of(key: exp.Column) -> exp.Expr | None:
    """The ORDER BY, DISTINCT ON or GROUP BY of which a column is a whole key without parentheses; None if none is."""
    parent = key.parent
    if isinstance(parent, exp.Ordered) or (isinstance(parent, exp.Tuple) and isinstance(parent.parent, exp.Distinct)):
        return parent.parent
    return parent if isinstance(parent, exp.Group) else None


def _tables_before_gone(output: exp.Expr, name: str, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """The tables before a name in `* EXCEPT (t.a) RENAME (u.a AS b)`; "" where none is before it."""
    star = output.this if isinstance(output, exp.Column) else output
    for each in names_in_star(star):
        is_column = isinstance(each, exp.Column)
        if canonical(each.this if is_column else each, dialect) == name:
            yield canonical(each.args.get("table"), dialect) if is_column else ""


def _relations_of_output(output: exp.Expr, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """The relations whose column with a name is an output, as itself or by a star; "" for an unqualified column."""
    qualifier = output.args.get("table")
    table = canonical(qualifier, dialect) if qualifier is not None else ""
    if output.is_star:
        gone = {*_tables_before_gone(output, name, dialect)}
        left = (each.name for each in frame.holding(name) if not gone & {"", each.name})
        yield from (each for each in left if table in {"", each})
    elif isinstance(output, exp.Column) and canonical(output.this, dialect) == name:
        yield table
