"""Runs queries on SQLite files, read-only and within limits, in this process or in another."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from tuneql.sql.dialects import get_dialect, sqlite_functions
from tuneql.sql.parsing import Unparsable, parse, quiet_sqlglot
from tuneql.sql.results.values import Value
from tuneql.sql.running.declared import declared_columns
from tuneql.sql.running.engine import Engine, ExecutionFailed, Limits, Result
from tuneql.sql.running.remembered import Results, no_results_yet
from tuneql.sql.running.worker import RemoteEngine, Worker, begin_together
from tuneql.sql.sqlite.calls import with_sqlite_calls
from tuneql.sql.sqlite.dates import with_sqlite_dates
from tuneql.sql.sqlite.namespaces import without_namespaces
from tuneql.sql.sqlite.quotients import UNKNOWN, Columns, columns_of, with_sqlite_quotients
from tuneql.sql.sqlite.sums import with_sqlite_sums
from tuneql.sql.sqlite.texts import with_sqlite_texts

__all__ = ["ExecutionFailed", "Limits", "Result", "Sandbox", "Value", "begin_fetch", "fetch", "to_sqlite"]


class Sandbox:
    """One SQLite file, open for reading only.

    Four fences, each of which alone would suffice for most statements: the file is opened read-only and immutable, an
    authorizer permits only selecting, the time limit interrupts between two steps of the virtual machine, and SQLite's
    own limits bound the sizes of cells, of results and of its memory. A query cannot write, so there is nothing to
    throw away.

    These fences cannot stop one long step: `INSTR` of a megabyte in a megabyte, or a query that takes a minute to plan.
    Nor can they stop a crash of the engine. With a `worker`, queries run in a second process, which is killed if it
    takes too long and replaced if it crashes: use one whenever the SQL is a model's.

    Use it as a context manager, from one thread.

    Example:
        with Sandbox(path, limits=Limits(seconds=1), dialect="kestrel") as sandbox:
            result = sandbox.run("SELECT name FROM ships TAKE 3", dialect="kestrel")
    """

    def __init__(
        self,
        database: Path,
        *,
        limits: Limits | None = None,
        dialect: str = "sqlite",
        worker: Worker | None = None,
        remembered: Results | None = None,
    ) -> None:
        """Open a database.

        Args:
            database: an SQLite file that nobody writes to while it is open here.
            limits: for each query.
            dialect: whose own functions to register.
            worker: the process for queries, which may serve many databases; None to run them in this process.
            remembered: the memory of `recall` and `fetch`, for all databases together; None for one of its own.

        Raises:
            ExecutionFailed: of kind `other`, if the file does not exist.
        """
        self.limits, self._database = limits or Limits(), database
        functions = sqlite_functions(dialect)
        self._engine: Engine | RemoteEngine
        if worker is None:
            self._engine = Engine(database, self.limits, functions)
        else:
            self._engine = worker.open(database, self.limits, dialect if functions else None)
        self._remembered = no_results_yet() if remembered is None else remembered

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._engine.close()

    def run(self, sql: str, *, dialect: str = "sqlite") -> Result:
        """Run a query.

        Args:
            sql: one query.
            dialect: its dialect; it is transpiled to SQLite's.

        Raises:
            ExecutionFailed: there is no result, for one of a few reasons.
        """
        return self._engine.run(self.native(sql, dialect))

    def native(self, sql: str, dialect: str) -> str:
        """A query in SQLite's dialect, see `to_sqlite`."""
        return to_sqlite(sql, dialect, self._columns if dialect != "sqlite" else UNKNOWN)

    @cached_property
    def _columns(self) -> Columns:
        return columns_of(declared_columns(self._database))

    def recall(self, sql: str, *, dialect: str = "sqlite") -> Result:
        """As `run`, for queries that are repeated: the result, or the failure, may be that of the last time."""
        native = self.native(sql, dialect)
        found = self._remembered.get((self, native))
        if found is None:
            found = self._attempt(native)
            self.remember(native, found)
        if isinstance(found, ExecutionFailed):
            raise found.with_traceback(None)
        return found

    def _attempt(self, native: str) -> Result | ExecutionFailed:
        try:
            return self._engine.run(native)
        except ExecutionFailed as failure:
            return failure

    def remember(self, native: str, found: Result | ExecutionFailed) -> None:
        """Remember the result of a query in SQLite's dialect, for `recall`."""
        self._remembered.add((self, native), found)

    def lacks(self, native: str) -> RemoteEngine | None:
        """The worker's engine, if there is one and `recall` would have to ask it for a query in SQLite's dialect."""
        is_known = (self, native) in self._remembered
        return self._engine if isinstance(self._engine, RemoteEngine) and not is_known else None


def fetch(wanted: Iterable[tuple[Sandbox, str, str]]) -> None:
    """Run many queries in one message, so that `Sandbox.recall` has their results; does nothing without a worker.

    Args:
        wanted: databases of one worker, queries, and their dialects; queries with known results, and texts that are no
            queries, are left out.
    """
    begin_fetch(wanted)()


def begin_fetch(wanted: Iterable[tuple[Sandbox, str, str]]) -> Callable[[], None]:
    """As `fetch`, but only send the message; returns a function that waits until the queries have run."""
    asked: dict[tuple[Sandbox, str], RemoteEngine] = {}
    for sandbox, sql, dialect in wanted:
        with suppress(ExecutionFailed):
            native = sandbox.native(sql, dialect)
            if (engine := sandbox.lacks(native)) is not None:
                asked[sandbox, native] = engine
    answers = begin_together([(engine, native) for (_, native), engine in asked.items()])

    def keep() -> None:
        for (sandbox, native), found in zip(asked, answers(), strict=True):
            if found is not None:
                sandbox.remember(native, found)

    return keep


@lru_cache(maxsize=4096)
def to_sqlite(sql: str, dialect: str, columns: Columns = UNKNOWN) -> str:
    """A query in SQLite's own dialect, names without their namespaces; SQLite's own is unchanged.

    Args:
        sql: one query.
        dialect: its dialect.
        columns: of its database, as far as they are known.

    Raises:
        ExecutionFailed: of kind `syntax` if it does not parse, `denied` if it is not one statement.
    """
    if dialect == "sqlite":
        return sql
    try:
        trees = parse(sql, dialect)
        if len(trees) != 1:
            raise ExecutionFailed(kind="denied", message=f"{len(trees)} statements")
        with quiet_sqlglot():
            tree = with_sqlite_quotients(without_namespaces(trees[0]), dialect, columns)
            for step in (with_sqlite_calls, with_sqlite_dates, with_sqlite_texts, with_sqlite_sums):
                tree = step(tree, dialect)
            return tree.sql(dialect=get_dialect("sqlite"), comments=False, copy=False)
    except Unparsable as error:
        raise ExecutionFailed(kind="syntax", message=str(error)) from error
    except RecursionError as error:
        raise ExecutionFailed(kind="syntax", message="nested too deep") from error
