"""Denies functions that look like a field: Postgres reads `('a'::text).upper` as `upper('a'::text)`."""

import re
from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.relations import Frame
from tuneql.sql.binding.resolution import row_named
from tuneql.sql.binding.table_functions import columns_made
from tuneql.sql.binding.typed_texts import field_in, parsed_type
from tuneql.sql.binding.value_types import type_of_value
from tuneql.sql.dialects import descends_from
from tuneql.sql.engine_types import ENGINE_TYPES
from tuneql.sql.names import canonical
from tuneql.sql.schemas.schema import Schema

# The columns of the rows that the engine's own functions return.
_OF_ROWS: Final = frozenset({"key", "value", "lexeme", "positions", "weights", "path", "geom"})
# The functions that return a SUPER, https://docs.aws.amazon.com/redshift/latest/dg/SUPER_functions.html.
_DOCUMENTS: Final = (exp.ParseJSON, exp.Array, exp.ArrayConcat, exp.ObjectTransform, exp.StringToArray)
_MAKERS: Final = frozenset({"array_flatten", "lower_attribute_names", "object", "subarray", "upper_attribute_names"})
# How domains, enumerations and ranges are declared.
_WITHOUT_FIELDS: Final = r'\b(?:DOMAIN\s+(?:\w+\.)?"?{0}\b|TYPE\s+(?:\w+\.)?"?{0}"?\s+AS\s+(?:ENUM|RANGE)\b)'
# Those of ROW(1, 2).
_OF_ROW: Final = re.compile(r"f\d+")


def functions_as_fields(dot: exp.Dot, frame: Frame, schema: Schema, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """Problems with a name after a value and a dot that may be a function, because it is not known to be a field.

    An alias of the statement is no proof of a field: `SELECT 1 AS pg_sleep, (5.0).pg_sleep` sleeps.
    """
    is_field = isinstance(dot.expression, exp.Identifier) and not isinstance(_innermost(dot), exp.Identifier)
    if not is_field or not descends_from(dialect, "postgres"):
        return
    name = canonical(dot.expression, dialect)
    value = dot.this
    while isinstance(value, exp.Paren):
        value = value.this
    if not _may_have(name, value, frame, schema, dialect):
        yield f"{dot.this.sql(dialect)} has no field {dot.expression.name}; to call a function, write {name}(...)"


def _may_have(name: str, value: exp.Expr, frame: Frame, schema: Schema, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a value may have a field: by its type or, if that is not known, because a table has such a column."""
    if len(made := _columns_made(value, dialect)) > 1:
        return name in made
    if isinstance(value, exp.Column) and (row := row_named(value, frame, dialect)) is not None:
        return row.columns is not None
    innermost = _innermost(value)
    if descends_from(dialect, "redshift") and (isinstance(innermost, exp.Column) or _is_document(innermost)):
        return True
    if kind := type_of_value(value, frame, dialect):
        return field_in(kind, name, dialect) != "" or _is_composite(kind, schema, dialect)
    is_column = any(name in each.canonical_columns for each in schema.tables.values())
    return is_column or name in _OF_ROWS or _OF_ROW.fullmatch(name) is not None


def _columns_made(value: exp.Expr, dialect: type[sqlglot.Dialect]) -> tuple[str, ...]:
    """The columns of the rows that a function of the engine returns: those of `(json_each(a)).value`."""
    return (columns_made(value, dialect) if isinstance(value, exp.Func) else None) or ()


def _is_document(value: exp.Expr) -> bool:
    """Whether a value is what a function of Redshift for SUPER returns."""
    name = value.name.lower() if isinstance(value, exp.Anonymous) else ""
    return isinstance(value, _DOCUMENTS) or name in _MAKERS


def _innermost(value: exp.Expr) -> exp.Expr:
    """The beginning of a path: a column or another value; a plain name if it is the path of a type."""
    while isinstance(value, exp.Paren | exp.Bracket | exp.Dot):
        value = value.this
    return value


def _is_composite(text: str, schema: Schema, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a type of unknown fields has some: it is none of the engine, and not declared as one without fields."""
    kind = parsed_type(text, dialect)
    if kind is not None and kind.this is not exp.DType.USERDEFINED:
        return False
    # The parser does not read a user's type that has no namespace before it.
    name = (text if kind is None else str(kind.args.get("kind"))).rpartition(".")[2].strip('"').lower()
    return (
        name not in ENGINE_TYPES
        and re.search(_WITHOUT_FIELDS.format(re.escape(name)), schema.ddl, re.IGNORECASE) is None
    )
