"""Runs a row's SQL in the sandbox's process, on its database or on rows made from its schema."""

import atexit
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from tuneql.corpus.example import Example
from tuneql.corpus.execution.native import native
from tuneql.corpus.execution.outcome import Failed, NotRun, Outcome, Ran
from tuneql.corpus.execution.sample_rows import sample
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.running.database_files import Databases
from tuneql.sql.running.engine import Script
from tuneql.sql.running.sandbox import ExecutionFailed, Limits, Result
from tuneql.sql.running.sqlite_errors import Kind
from tuneql.sql.running.worker import RemoteEngine, Worker, run_together
from tuneql.sql.schemas.schema import parse_schema

LIMITS: Final = Limits(seconds=3.0, rows=100_000, result_bytes=16_000_000)

# Errors that may be SQLite's fault if the SQL is another engine's: a function or a syntax that SQLite lacks.
_MAY_BE_SQLITES: Final[frozenset[Kind]] = frozenset(
    {"syntax", "function", "other", "no_such_table", "no_such_column", "ambiguous_column"}
)
_ROWS: Final = 12


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What to run for a row.

    Attributes:
        sql: in SQLite's dialect.
        place: the row's database, or the script that makes one from its schema.
        dialect: of the row's own SQL.
    """

    sql: str
    place: Path | Script
    dialect: str


class Runner:
    """Runs rows of a corpus; its process is replaced when a query kills it.

    Args:
        databases: with the schemas' rows, if there are any.
        limits: what each query may use.
        worker: the process; by default its own, started when it is needed.
    """

    def __init__(
        self, databases: Databases | None = None, limits: Limits = LIMITS, worker: Worker | None = None
    ) -> None:
        self.databases, self.limits = databases, limits
        self._worker = Worker() if worker is None else worker

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def trial(self, example: Example, dialect: str) -> Trial | NotRun:
        """What to run for a row, and on which database.

        Args:
            example: a row whose schema parses, and whose SQL passes the guard: a query that runs out of time costs as
                much as thousands of others.
            dialect: of its SQL.
        """
        place = self.database_of(example.db_id) or sampled(example.ddl, dialect)
        sql = native(example.sql, parse_schema(example.ddl, dialect), dialect, place=place)
        if sql is None:
            return NotRun(why="no-words", detail="SQLite has no words for some of it")
        return Trial(sql=sql, place=place, dialect=dialect)

    def run(self, trials: Sequence[Trial]) -> list[Outcome]:
        """The outcome of each trial; many of them take little longer than one."""
        found = run_together([(self._engine(each.place, each.dialect), each.sql) for each in trials])
        return [self._outcome(trial, each or self._alone(trial)) for trial, each in zip(trials, found, strict=True)]

    def _outcome(self, trial: Trial, found: Result | ExecutionFailed) -> Outcome:
        generated = isinstance(trial.place, Script)
        if isinstance(found, Result):
            return Ran(generated=generated)
        unmade = self._alone(replace(trial, sql="SELECT 1", dialect="sqlite")) if generated else None
        if isinstance(unmade, ExecutionFailed):
            return NotRun(why="no-database", detail=f"SQLite takes no such schema: {found.message}")
        return _blamed(found, trial.dialect)

    def _alone(self, trial: Trial) -> Result | ExecutionFailed:
        try:
            return self.query(trial.sql, trial.place, trial.dialect)
        except ExecutionFailed as failure:
            return failure

    def query(self, sql: str, place: Path | Script, dialect: str) -> Result:
        """The rows of a query in SQLite's dialect; it may call the functions of `dialect`."""
        return self._engine(place, dialect).run(sql)

    def _engine(self, place: Path | Script, dialect: str) -> RemoteEngine:
        return self._worker.open(place, self.limits, dialect if sqlite_functions(dialect) else None)

    def database_of(self, db_id: str | None) -> Path | None:
        """The file with a schema's rows, if there is one."""
        return None if self.databases is None or db_id is None else self.databases.file(db_id)


def runner(databases: Databases | None) -> Runner:
    """A runner for these databases; all runners of a process share one worker."""
    return Runner(databases, worker=_worker(os.getpid()))


@lru_cache(maxsize=4)
def _worker(_process: int) -> Worker:
    made = Worker()
    atexit.register(made.close)
    return made


@lru_cache(maxsize=512)  # as many as the sandbox keeps open, see tuneql.sql.running.open_engines
def sampled(ddl: str, dialect: str) -> Script:
    """The database for a schema without one."""
    return sample(parse_schema(ddl, dialect), {}, rows=_ROWS, seed="sample")


def _blamed(failure: ExecutionFailed, dialect: str) -> Failed | NotRun:
    if dialect != "sqlite" and failure.kind in _MAY_BE_SQLITES:
        return NotRun(why=failure.kind.replace("_", "-"), detail=failure.message)
    kind = "" if failure.kind == "other" else failure.kind.replace("_", " ")
    return Failed(detail=failure.message if kind in failure.message.lower() else f"{kind}: {failure.message}")
