"""Runs a row's SQL in the sandbox's own process, on its database or on rows made of its schema."""

import atexit
import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from tuneql.corpus.example import Example
from tuneql.corpus.execution.native import native
from tuneql.corpus.execution.outcome import Failed, NotRun, Outcome, Ran, digest_of
from tuneql.corpus.execution.sample_rows import sample
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.engine import Script
from tuneql.sql.sandbox import ExecutionFailed, Limits, Result
from tuneql.sql.schema import parse_schema
from tuneql.sql.sqlite_errors import Kind
from tuneql.sql.worker import Worker

LIMITS: Final = Limits(seconds=3.0, rows=100_000, result_bytes=16_000_000)

# What only SQLite can be blamed for where the SQL is another engine's: it lacks a function, or words for something.
_MAY_BE_SQLITES: Final[frozenset[Kind]] = frozenset(
    {"syntax", "function", "other", "no_such_table", "no_such_column", "ambiguous_column"}
)
_ROWS: Final = 12


class Runner:
    """Runs rows of a corpus, one at a time; its process is replaced when a query kills it."""

    def __init__(self, databases: Path | None = None, limits: Limits = LIMITS) -> None:
        """Starts nothing yet.

        Args:
            databases: the folder of `<db_id>.sqlite` files, as flat files or as `<db_id>/<db_id>.sqlite`.
            limits: what each query may use.
        """
        self.databases, self.limits = databases, limits
        self._worker = Worker()

    def close(self) -> None:
        """Ends the process."""
        self._worker.close()

    def run(self, example: Example, dialect: str) -> Outcome:
        """What came of a row's SQL.

        Args:
            example: a row whose schema parses, and whose SQL the guard lets pass: a query that overstays its time costs
                as much as thousands of others.
            dialect: of its SQL.
        """
        schema = parse_schema(example.ddl, dialect)
        sql = native(example.sql, schema, dialect)
        if sql is None:
            return NotRun(why="no-words", detail="SQLite has no words for some of it")
        database = self.database_of(example.db_id)
        place = database or sampled(example.ddl, dialect)
        try:
            result = self.query(sql, place, dialect)
        except ExecutionFailed as failure:
            if isinstance(place, Script) and not self._makes(place):
                return NotRun(why="no-database", detail=f"SQLite takes no such schema: {failure.message}")
            return _blamed(failure, dialect)
        return Ran(digest=digest_of(result), rows=len(result.rows), generated=database is None)

    def _makes(self, script: Script) -> bool:
        try:
            self.query("SELECT 1", script, "sqlite")
        except ExecutionFailed:
            return False
        return True

    def query(self, sql: str, place: Path | Script, dialect: str) -> Result:
        """The rows of a query in SQLite's words; `dialect` says whose functions it may call."""
        functions = dialect if sqlite_functions(dialect) else None
        return self._worker.open(place, self.limits, functions).run(sql)

    def database_of(self, db_id: str | None) -> Path | None:
        """The file with a schema's rows, if there is one."""
        if self.databases is None or not db_id or Path(db_id).name != db_id:
            return None
        places = (self.databases / f"{db_id}.sqlite", self.databases / db_id / f"{db_id}.sqlite")
        return next((place for place in places if place.is_file()), None)


def runner(databases: Path | None) -> Runner:
    """This process's own runner for a folder of databases, or for none; made once."""
    return _runner(os.getpid(), databases)


@lru_cache(maxsize=4)
def _runner(_process: int, databases: Path | None) -> Runner:
    made = Runner(databases)
    atexit.register(made.close)
    return made


@lru_cache(maxsize=256)
def sampled(ddl: str, dialect: str) -> Script:
    """The database for a schema that came without one."""
    return sample(parse_schema(ddl, dialect), {}, rows=_ROWS, seed="sample")


def _blamed(failure: ExecutionFailed, dialect: str) -> Failed | NotRun:
    if dialect != "sqlite" and failure.kind in _MAY_BE_SQLITES:
        return NotRun(why=failure.kind.replace("_", "-"), detail=failure.message)
    kind = failure.kind.replace("_", " ")
    return Failed(detail=failure.message if kind in failure.message.lower() else f"{kind}: {failure.message}")
