"""JSON query specifications with their SQL: `{"input": SPEC, "output": SQL}`, SPEC as an object or as its text.

Or `{"spec": SPEC, "sql": SQL}`, as the endpoint calls them.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from tuneql.corpus.schemas.schemas import Schemas
from tuneql.corpus.shapes.shape import Fields, Record, Refused, Shape, own_or_found

_NUMERIC: Final = "DECIMAL(18, 4)"
_NAMES: Final = (("input", "output"), ("spec", "sql"))


def likeness(record: Record) -> int:
    """3 for a specification with its SQL, so that it outweighs a prompt and its completion."""
    return 3 if any(sql in record and specification(record.get(asked)) for asked, sql in _NAMES) else 0


def read(record: Record, schemas: Schemas) -> Fields | Refused:
    """The fields: the question is the specification as JSON on one line, as the endpoint asks it."""
    question, sql = next((asked, sql) for asked, sql in _NAMES if sql in record and specification(record.get(asked)))
    db_id = record.get("db_id")
    return Fields(
        question=as_question(specification(record[question]) or {}),
        schema=own_or_found(record.get("schema") or record.get("context"), db_id, schemas),
        sql=record[sql],
        dialect=record.get("dialect"),
        db_id=db_id,
        names={"question": question, "sql": sql},
    )


def specification(value: object) -> dict[str, Any] | None:
    """A query specification, given as an object or as its JSON text; None for anything else."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) and isinstance(value.get("table"), str) else None


def as_question(asked: Mapping[str, Any]) -> str:
    """A specification as the text that a model is asked."""
    return json.dumps(asked, ensure_ascii=False)


def named_schema(asked: Mapping[str, Any]) -> str | None:
    """DDL of the table and columns that a specification of one table names; None for others."""
    columns = {name: kind for name, kind in _output(asked) if _is_name(name)}
    columns |= {name: _type(value) for name, value in _filtered(asked) if _is_name(name)}
    if not columns or "joins" in asked or not _is_name(asked["table"]):
        return None
    return f"CREATE TABLE {asked['table']} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})"


def _output(asked: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The columns of the result, of its aggregates and of groups; sums and averages are of numbers."""
    for each in (*_list(asked.get("cols")), *_list(asked.get("group_by"))):
        if isinstance(each, Mapping):
            is_number = each.get("aggregate") in {"SUM", "AVG"}
            yield each.get("column", ""), _NUMERIC if is_number else "VARCHAR"
        else:
            yield each, "VARCHAR"


def _filtered(asked: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    groups = (each for group in _list(asked.get("any_of")) for each in _list(group))
    for each in (*_list(asked.get("filters")), *groups):
        if isinstance(each, Mapping):
            yield each.get("column", ""), each.get("value")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_name(name: object) -> bool:
    return isinstance(name, str) and all(part.isidentifier() for part in name.split("."))


def _type(value: object) -> str:
    values = value if isinstance(value, list) else value.split(",") if isinstance(value, str) else [value]
    if values and all(isinstance(each, bool) for each in values):
        return "BOOLEAN"
    return _NUMERIC if values and all(_is_number(each) for each in values) else "VARCHAR"


def _is_number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True


SPECIFICATION: Final = Shape(
    name="specification", fields="input (a query specification) and output", likeness=likeness, read=read
)
