"""Tables that an engine keeps for itself, which no question about data needs, whatever the schema declares."""

from typing import Final

import sqlglot

from tuneql.sql.dialects import descends_from
from tuneql.sql.schemas.tables import Table

_SCHEMAS: Final = frozenset({"information_schema", "pg_catalog", "performance_schema"})
_SCHEMAS_OF: Final = {"sys": ("tsql", "mysql"), "mysql": ("mysql",)}
# Nobody can create a table whose name begins so (sqlite.org/fileformat2.html), but dumps declare `sqlite_sequence`.
_RESERVED: Final = "sqlite_"
_WITH_RESERVED: Final = ("sqlite", "duckdb")


def is_of_engine(table: Table, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a table is one of the engine's catalog, by its name and its namespace."""
    if table.name[: len(_RESERVED)].lower() == _RESERVED:
        return descends_from(dialect, *_WITH_RESERVED)
    for part in table.space:
        name = part.lower()
        if name in _SCHEMAS or (name in _SCHEMAS_OF and descends_from(dialect, *_SCHEMAS_OF[name])):
            return True
    return False
