"""The right SQL that feedback tells: models are trained on it, so the guard judges it as it judges their answers."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from tuneql.errors import InvalidInput, UnknownSchema
from tuneql.serving.ground import survey
from tuneql.serving.messages import Feedback
from tuneql.serving.questions import Tables
from tuneql.serving.schemas import Schemas
from tuneql.sql.guard import denials
from tuneql.sql.schemas.tables import Schema

_UNKNOWN: Final = Schema(tables={}, ddl="", canonical_tables={})
_OF_TABLES: Final = frozenset({"known_tables", "known_columns"})


def check_correction(said: Feedback, *, schemas: Schemas, spoken: Callable[[], str]) -> None:
    """Judge the SQL in feedback; of tables that the feedback does not name, or that are forgotten, any may be read.

    Args:
        said: with or without SQL.
        schemas: the registered ones.
        spoken: tells the dialect of SQL of which neither the feedback nor a registered schema says it.

    Raises:
        InvalidInput: the guard refuses the SQL, or the dialect is unknown.
        InvalidSchema: the schema does not parse.
    """
    if said.sql is None:
        return
    tables = _tables(said, schemas)
    dialect = said.dialect or (tables and tables.dialect) or spoken()
    schema = _UNKNOWN if tables is None else survey(tables, spoken=dialect, asked=dialect).asked_schema
    found = denials(said.sql, schema=schema, dialect=dialect)
    broken = [each for each in found if tables is not None or each.rule not in _OF_TABLES]
    if broken:
        remedy = "send one statement in that dialect that reads the schema's tables, or leave sql out"
        raise InvalidInput(
            field="sql", value=said.sql, rule=f"is refused in {dialect}: {broken[0].detail}", remedy=remedy
        )


def _tables(said: Feedback, schemas: Schemas) -> Tables | None:
    if said.ddl is not None:
        return Tables(ddl=said.ddl)
    with suppress(UnknownSchema):
        return None if said.schema_id is None else schemas.tables(said.schema_id)
    return None
