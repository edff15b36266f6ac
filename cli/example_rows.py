"""The bundled example's rows, and answers run on them."""

import math
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field

from tuneql.limits import FEEDBACK_SQL_CHARACTERS
from tuneql.parsing import parse_as
from tuneql.serving.refusals import Refused
from tuneql.sql.guard import check
from tuneql.sql.results.values import Value, plain
from tuneql.sql.running.sandbox import Limits, Sandbox
from tuneql.sql.running.worker import Worker
from tuneql.sql.schemas.schema import parse_schema

SHOWN: Final = 50
# Beyond this a number in JSON is not the same number in a browser.
_EXACT: Final = 2**53


class Query(BaseModel, extra="forbid", frozen=True):
    """The body of `POST run`."""

    sql: Annotated[str, Field(min_length=1, max_length=FEEDBACK_SQL_CHARACTERS)]
    dialect: Annotated[str, Field(min_length=1, max_length=64)]


def first_rows(asked: object, *, database: Path, ddl: str) -> dict[str, Any]:
    """The first rows of a statement on the example's database.

    Args:
        asked: a decoded `Query`. Its SQL may be anyone's, so that the guard checks it again; then it runs in a separate
            process, on a file that is opened for reading only.
        database: the SQLite file.
        ddl: its schema.

    Raises:
        InvalidInput: it is not a query, or its dialect is unknown.
        Refused: the guard refuses it.
        ExecutionFailed: it returned no rows.
    """
    query = parse_as(Query, asked)
    verdict = check(query.sql, schema=parse_schema(ddl, query.dialect), dialect=query.dialect)
    if verdict.sql is None:
        raise Refused(tuple((denial.rule, denial.detail) for denial in verdict.denials))
    with Worker() as worker, Sandbox(database, limits=Limits(), dialect=query.dialect, worker=worker) as sandbox:
        found = sandbox.run(verdict.sql, dialect=query.dialect)
    rows = [[_cell(value) for value in row] for row in found.rows[:SHOWN]]
    return {"columns": found.columns, "rows": rows, "more": len(found.rows) > SHOWN}


def _cell(value: Value) -> str | int | float | None:
    """A value that a browser reads from JSON unchanged."""
    found = plain(value)
    if isinstance(found, bytes):
        return f"x'{found.hex()}'"
    if isinstance(found, int) and abs(found) > _EXACT:
        return str(found)
    return str(found) if isinstance(found, float) and not math.isfinite(found) else found
