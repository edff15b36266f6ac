"""Converts rows of known shapes to examples."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from tuneql.corpus.example import Example
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.schemas.schemas import NO_SCHEMAS, Schemas
from tuneql.corpus.shapes import SHAPES, Fields, Refused, Shape, recognise
from tuneql.corpus.shapes.mapped import mapped
from tuneql.corpus.shapes.specification import as_question, named_schema, specification
from tuneql.options import Role
from tuneql.sql.dialects import dialect_called

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_NEEDED: Final = ("question", "schema", "sql")
_OPTIONAL: Final = ("dialect", "db_id")


def shape_of(row: Row, fields: Mapping[Role, str]) -> Shape | None:
    """The shape of a row: the user's mapping if there is one, else the shape that fits best."""
    return mapped(fields) if fields else recognise(row.record)


def to_example(
    row: Row, schemas: Schemas = NO_SCHEMAS, fields: Mapping[Role, str] | None = None
) -> Example | Rejection:
    """The example in a row, or why there is none.

    Args:
        row: what was read.
        schemas: of rows that bring none.
        fields: which field of the record is what, instead of a known shape; see `tuneql.corpus.shapes.mapped`.

    Reasons: `unknown-shape`, `missing-question`, `missing-schema`, `missing-sql`, `wrong-type`, `too-long`, and those
    of a shape.
    """
    shape = shape_of(row, fields or {})
    if shape is None:
        return _reject(row, "unknown-shape", f"no known shape has the fields {_listed(row.record)}; {_EXPECTED}")
    found = shape.read(row.record, schemas)
    if isinstance(found, Refused):
        return _reject(row, found.reason, f"{found.detail} (read as {shape.name})")
    found = _with_named_schema(found)
    problem = _problem(found, shape)
    return _reject(row, *problem) if problem else _example(row, found, shape)


def _with_named_schema(found: Fields) -> Fields:
    """If neither the row nor its database has a schema, make one of a specification's tables and columns."""
    asked = specification(found.question) if found.schema is None else None
    return replace(found, schema=named_schema(asked)) if asked else found


_EXPECTED: Final = "expected " + ", or ".join(each.fields for each in SHAPES)


def _listed(record: Mapping[str, Any]) -> str:
    return ", ".join(sorted(record)[:8]) or "(none)"


def _problem(found: Fields, shape: Shape) -> tuple[str, str] | None:
    for what in _NEEDED:
        name, value = found.names.get(what, what), getattr(found, what)
        if value is None or (isinstance(value, str) and not value.strip()):
            state = "missing" if value is None else "empty"
            return f"missing-{what}", f"field {name} is {state}; a text is expected (read as {shape.name})"
        if not isinstance(value, str):
            detail = f"field {name} is {type(value).__name__}; a text is expected (read as {shape.name})"
            return "wrong-type", detail
    for what in _OPTIONAL:
        value = getattr(found, what)
        if value is not None and not isinstance(value, str):
            return "wrong-type", f"field {what} is {type(value).__name__}; a text is expected, or nothing"
    return None


def _example(row: Row, found: Fields, shape: Shape) -> Example | Rejection:
    asked = specification(found.question)
    try:
        return Example(
            question=as_question(asked) if asked else found.question,
            ddl=found.schema,
            sql=found.sql,
            dialect=dialect_called(found.dialect) if isinstance(found.dialect, str) and found.dialect else None,
            db_id=found.db_id or None,
            count=found.count,
            source=row.source,
            row=row.row,
            shape=shape.name,
        )
    except ValidationError as error:
        return _reject(row, "too-long", _too_long(found, error.errors()[0]))


def _too_long(found: Fields, error: "ErrorDetails") -> str:
    """Which field has too many characters; a broken rule of `Example` can be nothing else by then."""
    what = "schema" if error["loc"][0] == "ddl" else str(error["loc"][0])
    limit = error.get("ctx", {}).get("max_length", 0)
    return f"field {found.names.get(what, what)} has {len(error['input']):,} characters, more than {limit:,}"


def _reject(row: Row, reason: str, detail: str) -> Rejection:
    return Rejection(source=row.source, row=row.row, reason=reason, detail=detail, record=row.record)
