"""Queries on SQLite files, read-only and within limits, in this process or in one of their own."""

from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from tuneql.sql.dialects import get_dialect, sqlite_functions
from tuneql.sql.engine import Engine, ExecutionFailed, Limits, Result
from tuneql.sql.parsing import Unparsable, parse, quiet_sqlglot
from tuneql.sql.values import Value
from tuneql.sql.worker import Worker

__all__ = ["ExecutionFailed", "Limits", "Result", "Sandbox", "Value", "to_sqlite"]

# Results that `recall` keeps, and how many rows they may have: gold queries repeat, large results hardly ever.
_KEPT: Final = 256
_KEPT_ROWS: Final = 1_000


class _Runs(Protocol):
    def run(self, sql: str) -> Result: ...

    def close(self) -> None: ...


class Sandbox:
    """One SQLite file, open for reading only.

    Four fences, any one of which would do for most statements: the file is opened read-only and immutable, an
    authorizer allows only selecting, the clock interrupts between two steps of the virtual machine, and SQLite's own
    limits bound the sizes of cells, of results and of its memory. A query cannot write, so there is nothing to throw
    away.

    What these fences cannot stop is one long step: `INSTR` of a megabyte in a megabyte, or a query that takes a minute
    to plan. Nor would a crash of the engine stop at them. With a `worker`, `run` goes to a second process, which is
    killed when it overstays and replaced when it dies: use one wherever the SQL is a model's. `recall` stays in this
    process, which is three times as fast: gold queries are the user's own.

    Use it as a context manager, from one thread.

    Example:
        with Sandbox(path, limits=Limits(seconds=1), dialect="kestrel") as sandbox:
            result = sandbox.run("SELECT name FROM ships TAKE 3", dialect="kestrel")
    """

    def __init__(
        self, database: Path, *, limits: Limits | None = None, dialect: str = "sqlite", worker: Worker | None = None
    ) -> None:
        """Opens a database.

        Args:
            database: an SQLite file that nobody writes to while it is open here.
            limits: what each query may use.
            dialect: whose own functions to register.
            worker: the process for `run`, which may serve many databases; None is this one.

        Raises:
            ExecutionFailed: of kind `other`, if there is no such file.
        """
        self.limits = limits or Limits()
        functions = sqlite_functions(dialect)
        self._engine = Engine(database, self.limits, functions)
        self._runs: _Runs = self._engine
        if worker is not None:
            self._runs = worker.open(database, self.limits, dialect if functions else None)
        self._kept: OrderedDict[str, Result | ExecutionFailed] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the database."""
        self._runs.close()
        self._engine.close()

    def run(self, sql: str, *, dialect: str = "sqlite") -> Result:
        """The rows of a query.

        Args:
            sql: one query.
            dialect: what it is written in; it is transpiled to SQLite's.

        Raises:
            ExecutionFailed: no result, for one of a few reasons.
        """
        return self._runs.run(to_sqlite(sql, dialect))

    def recall(self, sql: str, *, dialect: str = "sqlite") -> Result:
        """As `run`, for queries that come again and again: the rows, or the failure, may be those of the last time."""
        native = to_sqlite(sql, dialect)
        found = self._kept.get(native)
        if found is None:
            found = self._run_and_keep(native)
        if isinstance(found, ExecutionFailed):
            raise found
        return found

    def _run_and_keep(self, native: str) -> Result | ExecutionFailed:
        found: Result | ExecutionFailed
        try:
            found = self._engine.run(native)
        except ExecutionFailed as failure:
            found = failure.with_traceback(None)
        if isinstance(found, ExecutionFailed) or len(found.rows) <= _KEPT_ROWS:
            self._kept[native] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found


@lru_cache(maxsize=4096)
def to_sqlite(sql: str, dialect: str) -> str:
    """A query in SQLite's own dialect; SQLite's is left as it is.

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
            return trees[0].sql(dialect=get_dialect("sqlite"), comments=False, copy=False)
    except Unparsable as error:
        raise ExecutionFailed(kind="syntax", message=str(error)) from error
    except RecursionError as error:
        raise ExecutionFailed(kind="syntax", message="nested too deep") from error
