"""Takes the rows out of schemas that are dumps of whole databases, most of which would be too long otherwise."""

from tuneql.corpus.schemas.schemas import Schemas
from tuneql.limits import SCHEMA_CHARACTERS
from tuneql.sql.schemas.rows import without_rows


def without_dumped_rows(schemas: Schemas, dialect: str) -> Schemas:
    """The schemas, without the rows that those too long insert; they stay as they are if they have no tokens of it.

    Args:
        schemas: as they were read.
        dialect: of the DDL.
    """
    default = None if schemas.default is None else _short(schemas.default, dialect)
    return Schemas(by_id={name: _short(ddl, dialect) for name, ddl in schemas.by_id.items()}, default=default)


def _short(ddl: str, dialect: str) -> str:
    return ddl if len(ddl) <= SCHEMA_CHARACTERS else without_rows(ddl, dialect)
