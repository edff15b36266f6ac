"""The fields of structured columns, and of what UNNEST makes of an array in BigQuery, which are columns themselves."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, TypeGuard

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.sql.binding.outputs import Outputs
from tuneql.sql.binding.relations import Frame, Relation
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.names import canonical


def fields_of(array: exp.Expr | None, frame: Frame, dialect: str = "bigquery") -> Mapping[str, str] | None:
    """The fields of an array's elements with their types, none if these are plain values; None if that is not known."""
    if isinstance(array, exp.Array):
        first = array.expressions[0] if array.expressions else None
        return dict.fromkeys(_named(first), "") if isinstance(first, exp.Struct) else {}
    if isinstance(array, exp.GenerateSeries | exp.GenerateDateArray | exp.GenerateTimestampArray):
        return {}
    element = _element(_written(array, frame, dialect), dialect)
    return None if element is None else element[0]


def type_of_elements(array: exp.Expr | None, frame: Frame) -> str:
    """The type of the elements of an array of BigQuery, "" if it is not known."""
    element = _element(_written(array, frame, "bigquery"), "bigquery")
    return "" if element is None else element[1]


def _written(array: exp.Expr | None, frame: Frame, dialect: str) -> str:
    """The type of a column, or of `ARRAY<STRUCT<a INT64>>[…]`; "" if it is not known."""
    if isinstance(array, exp.Cast):
        return array.to.sql(dialect)
    return _type_of(array, frame, get_dialect(dialect)) if isinstance(array, exp.Column) else ""


@lru_cache(maxsize=256)
def _element(text: str, dialect: str) -> tuple[Mapping[str, str], str] | None:
    """The fields of an array's elements, with their types, and the type of the elements."""
    array = _built(text, get_dialect(dialect))
    if array is None or not array.is_type(exp.DType.ARRAY) or not array.expressions:
        return None
    fields = (field for field in array.expressions[0].expressions if isinstance(field, exp.ColumnDef))
    return {field.name: field.args["kind"].sql(dialect) for field in fields}, array.expressions[0].sql(dialect)


def is_no_array(array: exp.Expr | None, frame: Frame) -> TypeGuard[exp.Column]:
    """Whether what UNNEST is of is a column, and by its type no array."""
    bigquery = get_dialect("bigquery")
    built = _built(_type_of(array, frame, bigquery), bigquery) if isinstance(array, exp.Column) else None
    return built is not None and built.is_type(*_SINGLE_TYPES)


def fields_of_structure(structure: exp.Struct) -> tuple[str, ...]:
    """The names that `STRUCT(1 AS a, b)` gives its fields; none if some have none."""
    names = tuple(_named(structure))
    return names if len(names) == len(structure.expressions) else ()


def may_have_field(relation: Relation, path: list[str], dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a path such as `address.geo.lat` may be in a relation; False only if the type of its column tells so.

    Args:
        relation: it has the column that the path begins with.
        path: names in canonical form.
        dialect: that of the type.
    """
    structure = _built(_type_within(relation, path[0], dialect), dialect)
    for name in path[1:]:
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
    """Whether a type has no fields: in Postgres, none of the engine's own has."""
    of_the_engine = structure.this not in {exp.DType.USERDEFINED, exp.DType.UNKNOWN, exp.DType.STRUCT}
    composite_alone = descends_from(dialect, "postgres") and not descends_from(dialect, "redshift")
    return structure.is_type(*_PLAIN_TYPES) or (composite_alone and of_the_engine)


_SINGLE_TYPES: Final = (
    *exp.DataType.TEXT_TYPES,
    *exp.DataType.NUMERIC_TYPES,
    *exp.DataType.TEMPORAL_TYPES,
    exp.DType.BOOLEAN,
    exp.DType.BINARY,
    exp.DType.VARBINARY,
    exp.DType.UUID,
)
# What has no fields of its own, lists of structures among them.
_PLAIN_TYPES: Final = (*_SINGLE_TYPES, exp.DType.ARRAY, exp.DType.LIST)


@lru_cache(maxsize=256)
def _built(text: str, dialect: type[sqlglot.Dialect]) -> exp.DataType | None:
    try:
        return exp.DataType.build(text, dialect=dialect) if text else None
    except SqlglotError:
        return None


def _type_of(column: exp.Column, frame: Frame, dialect: type[sqlglot.Dialect]) -> str:
    """The type of a column, "" if it is not known."""
    name, table = canonical(column.this, dialect), canonical(column.args.get("table"), dialect)
    for relation in (relation for each in frame.chain() for relation in each.relations):
        if relation.has(name) and table in {"", relation.name}:
            return _type_within(relation, name, dialect)
    return ""


def _type_within(relation: Relation, name: str, dialect: type[sqlglot.Dialect]) -> str:
    if relation.table is not None:
        written = relation.table.canonical_columns.get(name)
        return relation.table.columns[written] if written is not None else ""
    outputs = relation.columns
    if not isinstance(outputs, Outputs):
        return ""
    for each in outputs.expressions:
        if each.is_star and outputs.frame.holding(name):
            return _type_in_star(each, name, outputs.frame, dialect)
        if canonical(each.args.get("alias") or each.this, dialect) == name and not each.is_star:
            return _type_of_value(each.this if isinstance(each, exp.Alias) else each, outputs.frame, dialect)
    return ""


def _type_in_star(star: exp.Expr, name: str, frame: Frame, dialect: type[sqlglot.Dialect]) -> str:
    """The type of a column that a star stands for, if it stands for all columns as they are."""
    is_plain = not any(value for key, value in star.args.items() if key not in {"this", "table"})
    held = frame.holding(name)
    return _type_within(held[0], name, dialect) if is_plain and len(held) == 1 else ""


def _type_of_value(value: exp.Expr, frame: Frame, dialect: type[sqlglot.Dialect]) -> str:
    if isinstance(value, exp.Column):
        return _type_of(value, frame, dialect)
    names = fields_of_structure(value) if isinstance(value, exp.Struct) else ()
    return _of_anything(names).sql(dialect) if names else ""


def _of_anything(names: Iterable[str]) -> exp.DataType:
    """The type of a structure whose fields may have any type."""
    fields = [
        exp.ColumnDef(this=exp.to_identifier(name, quoted=True), kind=exp.DataType.build("JSON")) for name in names
    ]
    return exp.DataType(this=exp.DType.STRUCT, expressions=fields, nested=True)


def _named(struct: exp.Struct) -> Iterator[str]:
    for each in struct.expressions:
        if isinstance(each, exp.PropertyEQ):
            yield each.this.name
        elif isinstance(each, exp.Alias | exp.Column):
            yield each.alias_or_name
