"""What answers are held against: the schema, in the dialects of the model and of the caller."""

from dataclasses import dataclass

from tuneql.sql.schema import parse_schema
from tuneql.sql.tables import Schema
from tuneql.sql.transpiling import transpile_schema


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What answers are held against.

    Attributes:
        spoken, asked: the dialects of the model and of the caller; often the same.
        spoken_schema, asked_schema: the schema in each of them.
    """

    spoken: str
    asked: str
    spoken_schema: Schema
    asked_schema: Schema


def survey(ddl: str, *, written: str, spoken: str, asked: str) -> Ground:
    """The ground for answers over a schema.

    The schema is read in the dialect that it is written in, whatever the model speaks: it comes from the caller's own
    database. The model sees it in its own dialect, as it did in training.

    Raises:
        InvalidSchema: DDL that does not parse as written, or has no words in one of the other dialects.
    """
    parse_schema(ddl, written)
    return Ground(
        spoken=spoken,
        asked=asked,
        spoken_schema=parse_schema(transpile_schema(ddl, source=written, target=spoken), spoken),
        asked_schema=parse_schema(transpile_schema(ddl, source=written, target=asked), asked),
    )
