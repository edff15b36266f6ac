"""Records whose fields the user names: `--map question=ask --map sql=statement`."""

from collections.abc import Mapping
from typing import Any

from tuneql.corpus.schemas.schemas import Schemas
from tuneql.corpus.shapes.plain import Columns
from tuneql.corpus.shapes.shape import Fields, Record, Shape
from tuneql.options import Role


def mapped(fields: Mapping[Role, str]) -> Shape:
    """The shape in which question, schema, SQL and so on are in these fields.

    Args:
        fields: the record's field for each; others have their usual names. `a.b` is field b of the object a, `a.0` the
            first item of the list a.
    """
    columns = Columns(**{str(role): name for role, name in fields.items()})

    def read(record: Record, schemas: Schemas) -> Fields:
        return columns.read({name: _find(record, name) for name in vars(columns).values()}, schemas)

    listed = f"{columns.question}, {columns.schema} and {columns.sql}"
    return Shape(name="mapped", fields=listed, likeness=lambda _: 1, read=read)


def _find(record: Record, path: str) -> Any:
    if path in record:
        return record[path]
    found: Any = record
    for name in path.split("."):
        found = _within(found, name)
    return found


def _within(value: Any, name: str) -> Any:
    if isinstance(value, list) and name.isdecimal():
        return next(iter(value[int(name) :]), None)
    return value.get(name) if isinstance(value, Mapping) else None
