"""The type of a shape: a way to write examples as records, recognised by its fields."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tuneql.corpus.schemas.schemas import Schemas

Record = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Fields:
    """The fields of a record, unchecked: any may be missing, or of a wrong type.

    Attributes:
        question, schema, sql, dialect, db_id, count: as in an example.
        names: the record's names of question, schema and SQL, for messages, if they differ.
    """

    question: object
    schema: object
    sql: object
    dialect: object = None
    db_id: object = None
    count: int = 0
    names: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Why a record is not an example: a reason for counting, and a sentence."""

    reason: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A way to write an example.

    Attributes:
        name: in messages and on the dataset card.
        fields: the fields that there must be, in words.
        likeness: how many of the shape's own fields a record has; 0 if it is not of this shape.
        read: reads the fields of a record; schemas that it does not bring are looked up.
    """

    name: str
    fields: str
    likeness: Callable[[Record], int]
    read: Callable[[Record, Schemas], Fields | Refused]


# A count has 12 digits at most, so that a million of them can be added up in 64 bits.
_NUMBER: Final = re.compile(r"([0-9]{1,12})(?:\.[0-9]*)?")


def times(value: object) -> int:
    """A count, from a number or its text; 0 for anything else."""
    found = None if value is None or isinstance(value, bool) else _NUMBER.fullmatch(str(value).strip())
    return int(found[1]) if found else 0


def own_or_found(schema: object, db_id: object, schemas: Schemas) -> object:
    """The schema that a record brings, as a text or a list of statements, or else its database's."""
    if isinstance(schema, list) and all(isinstance(each, str) for each in schema):
        return "\n".join(f"{each.strip().rstrip(';')};" for each in schema) or schemas.find(db_id)
    return schemas.find(db_id) if schema is None or schema == "" else schema
