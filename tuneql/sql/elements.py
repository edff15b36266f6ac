"""The fields of what UNNEST makes of an array in BigQuery: they are columns, without the alias too."""

from collections.abc import Iterator

from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.sql.relations import Frame


def fields_of(unnest: exp.Unnest, frame: Frame, dialect: str = "bigquery") -> tuple[str, ...] | None:
    """The names of the fields, none if the elements are plain values; None if that is not known."""
    array = unnest.expressions[0] if unnest.expressions else None
    if isinstance(array, exp.Column):
        return _of_type(_type_of(array, frame), dialect)
    if isinstance(array, exp.Array):
        first = array.expressions[0] if array.expressions else None
        return tuple(_named(first)) if isinstance(first, exp.Struct) else ()
    return () if isinstance(array, exp.GenerateSeries | exp.GenerateDateArray | exp.GenerateTimestampArray) else None


def _type_of(column: exp.Column, frame: Frame) -> str:
    for relation in (relation for each in frame.chain() for relation in each.relations):
        named = not column.table or relation.name == column.table.lower()
        written = relation.table.canonical_columns.get(column.name.lower()) if relation.table and named else None
        if relation.table is not None and written is not None:
            return relation.table.columns[written]
    return ""


def _of_type(text: str, dialect: str) -> tuple[str, ...] | None:
    try:
        inner = exp.DataType.build(text, dialect=dialect).expressions if text else []
    except SqlglotError:
        return None
    if not inner:
        return None
    return tuple(field.name for field in inner[0].expressions if isinstance(field, exp.ColumnDef))


def _named(struct: exp.Struct) -> Iterator[str]:
    for each in struct.expressions:
        if isinstance(each, exp.PropertyEQ):
            yield each.this.name
        elif isinstance(each, exp.Alias | exp.Column):
            yield each.alias_or_name
