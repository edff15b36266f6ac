"""The RDS Data API: ExecuteStatement, for EXPLAIN and nothing else.

A database here holds the tables of the registered schema with its name, as SQLite has them. SQLite plans statements,
and its objections to names and aggregates are returned with Postgres's codes. Where SQLite cannot judge, mostly of
another engine's types and functions, the stand-in says that it did not plan the statement, not that it is wrong.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Any, Final, Protocol

from local.protocol.rest_json_service import RestJsonService
from local.protocol.service import Params
from local.protocol.service_error import ServiceError
from tuneql.errors import InvalidInput
from tuneql.limits import SCHEMAS_FOLDER
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.explaining import PREFIXES
from tuneql.sql.running.engine import register
from tuneql.sql.running.refilling import quoted
from tuneql.sql.running.sandbox import ExecutionFailed, to_sqlite
from tuneql.sql.schemas.schema import Schema, parse_schema

# How SQLite's objections begin, and Postgres's codes for them.
_STATES: Final[Mapping[str, str]] = {
    "no such table": "42P01",
    "no such column": "42703",
    "ambiguous column name": "42702",
    "misuse of aggregate": "42803",
}
_UNAVAILABLE: Final = "ServiceUnavailableError"


class Objects(Protocol):
    """Where registered schemas are."""

    def find(self, key: str) -> bytes | None:
        """The bytes of an object of this key in any bucket."""


class RdsDataApi(RestJsonService):
    """The WSGI application.

    Args:
        objects: the account's S3.
    """

    def __init__(self, *, objects: Objects) -> None:
        operations = {"ExecuteStatement": self._execute}
        super().__init__(services=("rds-data",), operations=operations, invalid="BadRequestException")
        self._objects = objects

    def _execute(self, parameters: Params) -> dict[str, Any]:
        name = parameters.get("database", "")
        record = self._objects.find(f"{SCHEMAS_FOLDER}{name}.json")
        if record is None:
            raise ServiceError(
                "DatabaseNotFoundException", f"No schema is registered under the name of database {name}."
            )
        known = json.loads(record)
        prefix = PREFIXES.get(known["dialect"])
        if prefix is None or not parameters["sql"].startswith(prefix):
            raise ServiceError("NotImplementedException", f"The local stand-in runs {prefix or 'no'}statements only.")
        _plan(parameters["sql"].removeprefix(prefix), parse_schema(known["schema"], known["dialect"]), known["dialect"])
        return {"numberOfRecordsUpdated": 0, "records": []}


def _plan(sql: str, schema: Schema, dialect: str) -> None:
    """Have SQLite plan a query over empty tables.

    Raises:
        ServiceError: it objects, or cannot be asked.
    """
    try:
        written = to_sqlite(sql, dialect)
        with closing(sqlite3.connect(":memory:")) as database:
            register(database, sqlite_functions(dialect))
            for table in schema.tables.values():
                database.execute(f"CREATE TABLE {quoted(table.name)} ({', '.join(map(quoted, table.columns))})")
            database.execute(f"EXPLAIN {written}")
    except (ExecutionFailed, InvalidInput) as error:
        raise ServiceError(_UNAVAILABLE, f"The local stand-in cannot write this for SQLite: {error}") from error
    except sqlite3.Error as error:
        state = next((code for begins, code in _STATES.items() if str(error).startswith(begins)), None)
        if state is None:
            raise ServiceError(_UNAVAILABLE, f"The local stand-in cannot plan this: {error}") from error
        raise ServiceError("DatabaseErrorException", f"ERROR: {error}; SQLState: {state}") from error
