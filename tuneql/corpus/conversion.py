"""Rows to examples, whichever of the known shapes they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from tuneql.corpus.example import Example
from tuneql.corpus.row import Rejection, Row


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A way to write an example: which field of a record holds what."""

    name: str
    question: str
    schema: str
    sql: str


OURS: Final = Shape(name="tuneql", question="question", schema="schema", sql="sql")
SQL_CREATE_CONTEXT: Final = Shape(name="sql-create-context", question="question", schema="context", sql="answer")

SHAPES: Final = (OURS, SQL_CREATE_CONTEXT)
_OPTIONAL: Final = ("dialect", "db_id")


def to_example(row: Row) -> Example | Rejection:
    """The example that a row holds, or why it holds none.

    Reasons: `unknown-shape`, `missing-question`, `missing-schema`, `missing-sql`, `wrong-type`, `too-long`.
    """
    shape = _shape_of(row.record)
    if shape is None:
        known = " or ".join(f"{each.question}, {each.schema} and {each.sql}" for each in SHAPES)
        return _reject(row, "unknown-shape", f"expected the fields {known}; found {_listed(row.record)}")
    problem = _problem(row.record, shape)
    return _reject(row, *problem) if problem else _example(row, shape)


def _shape_of(record: Mapping[str, Any]) -> Shape | None:
    """The shape of which most own fields are there."""
    counts = {shape: (shape.schema in record) + (shape.sql in record) for shape in SHAPES}
    best = max(SHAPES, key=lambda shape: counts[shape])
    return best if counts[best] else None


def _listed(record: Mapping[str, Any]) -> str:
    return ", ".join(sorted(record)[:8]) or "none"


def _problem(record: Mapping[str, Any], shape: Shape) -> tuple[str, str] | None:
    for what in ("question", "schema", "sql"):
        name = getattr(shape, what)
        value = record.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return f"missing-{what}", f"field {name} is {'empty' if name in record else 'missing'}; a text is expected"
        if not isinstance(value, str):
            return "wrong-type", f"field {name} is {type(value).__name__}; a text is expected"
    for name in _OPTIONAL:
        value = record.get(name)
        if value is not None and not isinstance(value, str):
            return "wrong-type", f"field {name} is {type(value).__name__}; a text is expected, or nothing"
    return None


def _example(row: Row, shape: Shape) -> Example | Rejection:
    record = row.record
    try:
        return Example(
            question=record[shape.question],
            ddl=record[shape.schema],
            sql=record[shape.sql],
            dialect=record.get("dialect") or None,
            db_id=record.get("db_id") or None,
            source=row.source,
            row=row.row,
        )
    except ValidationError as error:
        first = error.errors()[0]
        return _reject(row, "too-long", f"field {'.'.join(map(str, first['loc']))}: {first['msg']}")


def _reject(row: Row, reason: str, detail: str) -> Rejection:
    return Rejection(source=row.source, row=row.row, reason=reason, detail=detail, record=row.record)
