"""What answers are checked against: the schema, in the dialects of the model and of the caller."""

from dataclasses import dataclass

from tuneql.serving.questions import Tables
from tuneql.sql.schemas.tables import Schema


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What answers are checked against.

    Attributes:
        spoken, asked: the dialects of the model and of the caller; often the same.
        spoken_schema, asked_schema: the schema in each of them.
    """

    spoken: str
    asked: str
    spoken_schema: Schema
    asked_schema: Schema


def survey(tables: Tables, *, spoken: str, asked: str) -> Ground:
    """The ground for answers over a schema.

    The schema comes from the caller's database and is read in its own dialect. The model sees it in the model's
    dialect, as in training. A registered schema has been read already: if there is only one dialect, the model can be
    asked before the parser is imported.

    Raises:
        InvalidSchema: the DDL does not parse, or cannot be written in one of the other dialects.
    """
    written = tables.dialect or asked
    if tables.schema is not None and written == spoken == asked:
        return Ground(spoken=spoken, asked=asked, spoken_schema=tables.schema, asked_schema=tables.schema)
    from tuneql.sql.schemas.schema import parse_schema  # noqa: PLC0415 - as the text above says
    from tuneql.sql.transpiling import transpile_schema  # noqa: PLC0415

    ddl = tables.ddl
    parse_schema(ddl, written)
    return Ground(
        spoken=spoken,
        asked=asked,
        spoken_schema=parse_schema(transpile_schema(ddl, source=written, target=spoken), spoken),
        asked_schema=parse_schema(transpile_schema(ddl, source=written, target=asked), asked),
    )
