"""The fields of structured columns, and of the elements of arrays, which BigQuery's UNNEST makes columns."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeGuard

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.members import lacks_property
from tuneql.sql.binding.not_columns import not_columns
from tuneql.sql.binding.relations import Frame, Relation
from tuneql.sql.binding.typed_texts import element_of, fields_in, parsed_type
from tuneql.sql.binding.value_types import type_of_value, type_within
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.engine_types import ENGINE_TYPES


def fields_of(array: exp.Expr | None, frame: Frame) -> Mapping[str, str] | None:
    """The fields of an array's elements, with their types; empty if the elements are plain values, None if unknown."""
    element = type_of_elements(array, frame)
    if element:
        return fields_in(element, get_dialect("bigquery"))
    return {} if isinstance(array, exp.Array) else None


def type_of_elements(array: exp.Expr | None, frame: Frame) -> str:
    """The type of the elements of an array of BigQuery; "" if it is not known."""
    bigquery = get_dialect("bigquery")
    return element_of(type_of_value(array, frame, bigquery), bigquery)


def is_not_array(array: exp.Expr | None, frame: Frame, dialect: type[sqlglot.Dialect]) -> TypeGuard[exp.Column]:
    """Whether the argument of UNNEST is a column whose type is known and not an array."""
    of_array = parsed_type(type_of_value(array, frame, dialect), dialect) if isinstance(array, exp.Column) else None
    return of_array is not None and of_array.is_type(*_NO_ARRAYS)


def lacks_field(value: exp.Expr, path: list[str], frame: Frame, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a value, such as `a[0]` or `STRUCT(1 AS b)`, surely has no field `a`, or `a.b`, of a path."""
    return not _may_have_path(parsed_type(type_of_value(value, frame, dialect), dialect), path, dialect)


def fields_lacking(node: exp.Comprehension, frame: Frame, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """Problems with the fields of the variable x in `[x.a FOR x IN list]`, by the type of the list's elements."""
    element = parsed_type(element_of(type_of_value(node.args.get("iterator"), frame, dialect), dialect), dialect)
    for each in not_columns(node, dialect) if element is not None else ():
        variable, *path = (part.name for part in each.parts) if isinstance(each, exp.Column) else [""]
        if variable == node.expression.name and not _may_have_path(element, path, dialect):
            yield f"the elements of {node.args['iterator'].sql(dialect)} have no field {'.'.join(path)}"


def may_have_field(relation: Relation, path: list[str], dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a path such as `address.geo.lat` may exist in a relation; False only if the type of the column tells so.

    Args:
        relation: has the first column of the path.
        path: names in canonical form.
        dialect: of the type.
    """
    kind = type_within(relation, path[0], dialect)
    if descends_from(dialect, "tsql"):
        return not lacks_property(kind, path[1:], dialect)
    return _may_have_path(parsed_type(kind, dialect), path[1:], dialect)


def _may_have_path(structure: exp.DataType | None, path: list[str], dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a type may have a field with the first name, whose type has one with the second, and so on."""
    for name in path:
        if structure is not None and _is_plain(structure, dialect):
            return False
        if structure is None or not structure.is_type(exp.DType.STRUCT) or not structure.expressions:
            return True
        inner = [each for each in structure.expressions if isinstance(each, exp.ColumnDef)]
        found = next((each for each in inner if each.name.lower() == name.lower()), None)
        if found is None:
            return name == "*"
        structure = found.args.get("kind")
    return True


def _is_plain(structure: exp.DataType, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a type has no fields; in Postgres, no built-in type has any."""
    may_have_fields = structure.this in {exp.DType.USERDEFINED, exp.DType.UNKNOWN, exp.DType.STRUCT}
    of_the_engine = not may_have_fields or str(structure.args.get("kind")).lower() in ENGINE_TYPES
    composite_alone = descends_from(dialect, "postgres") and not descends_from(dialect, "redshift")
    is_place = structure.is_type(exp.DType.GEOGRAPHY) and descends_from(dialect, "bigquery")
    return structure.is_type(*_PLAIN_TYPES) or (composite_alone and of_the_engine) or is_place


_SINGLE_TYPES: Final = (
    *exp.DataType.TEXT_TYPES,
    *exp.DataType.NUMERIC_TYPES,
    *exp.DataType.TEMPORAL_TYPES,
    exp.DType.BOOLEAN,
    exp.DType.BINARY,
    exp.DType.VARBINARY,
    exp.DType.UUID,
)
_NO_ARRAYS: Final = (*_SINGLE_TYPES, exp.DType.STRUCT, exp.DType.JSON, exp.DType.GEOGRAPHY)
# Types without fields; a list of structures has none itself.
_PLAIN_TYPES: Final = (*_SINGLE_TYPES, exp.DType.ARRAY, exp.DType.LIST, exp.DType.RANGE, exp.DType.INTERVAL)
