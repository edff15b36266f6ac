"""Runs the engine on a database in memory."""

import math
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Literal, Protocol, Self

from tuneql.sql.running.allowance import Allowance
from tuneql.sql.running.engine import Engine, ExecutionFailed, Function, Limits, Result, authorize, register
from tuneql.sql.running.refilling import Contents, refill

# SQLite's own limit of a cell, in bytes: given rows may have longer cells than queries may make.
_LONGEST: Final = 1_000_000_000

# How many statements a database keeps prepared: those of a batch of questions, and those that fill it.
_REMEMBERED: Final = 1024


def made(script: str) -> sqlite3.Connection:
    """Make a database in memory, which keeps its statements prepared.

    Args:
        script: statements that make its tables.

    Raises:
        sqlite3.Error: SQLite does not accept them.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=_REMEMBERED)
    connection.execute("PRAGMA journal_mode = OFF")  # nothing is ever rolled back
    connection.executescript(script)
    return connection


class Reversible(Protocol):
    """A database that can tell whether a query's rows have a particular order only by chance."""

    def attempt(self, sql: str) -> Result | ExecutionFailed:
        """The rows of a query in SQLite's dialect, or why there are none; from its last run if there was one."""

    def recall(self, sql: str, *, dialect: str = ...) -> Result:
        """As `attempt`, but raises failures."""

    def backwards(self) -> AbstractContextManager[None]:
        """While active, rows come in the opposite order wherever a query leaves it open."""


class Memory(Engine):
    """As `Engine`, on an open connection that nobody else uses: a context manager.

    It keeps the results of `recall`, and can reverse the order of rows that a query leaves open.

    Attributes:
        mark: a comment that nobody else can write. SQLite asks whether a statement may run when it is prepared, and the
            connection keeps prepared statements by their text: statements that run while `opened` need a different
                text.
    """

    def __init__(self, connection: sqlite3.Connection, limits: Limits, functions: Iterable[Function] = ()) -> None:
        self.limits = limits
        self._allowance, self._looks = Allowance(), 0
        self._connection = connection
        self._kept: dict[str, Result | ExecutionFailed] = {}
        self._is_opened = False
        self.mark = f"/* {os.urandom(8).hex()} */"
        register(connection, functions)
        self._fence()
        connection.set_authorizer(self._authorize)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def recall(self, sql: str, *, dialect: str = "sqlite") -> Result:  # noqa: ARG002 -- as a sandbox's
        """Run a query in SQLite's dialect, or return the result of its last run.

        Raises:
            ExecutionFailed: there is no result, now or the last time.
        """
        found = self.attempt(sql)
        if isinstance(found, ExecutionFailed):
            raise found
        return found

    def attempt(self, sql: str) -> Result | ExecutionFailed:
        """As `recall`, but returns failures."""
        if sql not in self._kept:
            try:
                self._kept[sql] = self.run(sql)
            except ExecutionFailed as failure:
                self._kept[sql] = failure.with_traceback(None)
        return self._kept[sql]

    @contextmanager
    def backwards(self) -> Iterator[None]:
        """While active, rows come in the opposite order wherever a query leaves it open, and `recall` forgets.

        This is the purpose of `PRAGMA reverse_unordered_selects` (sqlite.org/pragma.html): it reveals queries that rely
        on an order that they do not ask for.
        """
        kept, self._kept = self._kept, {}
        self._reverse("ON")
        try:
            yield
        finally:
            self._reverse("OFF")
            self._kept = kept

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """While active, the connection may do anything, to change rows; the results of `recall` are forgotten.

        The fences stay in place but permit everything: with others, SQLite would prepare every statement again.
        """
        self._kept = {}
        self._allowance.begin(math.inf)
        self._is_opened = True
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        try:
            yield self._connection
        finally:
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, self.limits.cell_bytes)
            self._is_opened = False

    def refill(self, contents: Contents) -> None:
        """Replace the rows.

        Raises:
            sqlite3.Error: the tables do not accept them.
        """
        with self.opened() as connection:
            refill(connection, contents, mark=self.mark)

    def _reverse(self, value: str) -> None:
        self._is_opened = True
        self._connection.execute(f"PRAGMA reverse_unordered_selects = {value} {self.mark}")
        self._is_opened = False

    def _authorize(
        self, action: int, first: str | None, second: str | None, database: str | None, trigger: str | None
    ) -> Literal[0, 1]:
        return 0 if self._is_opened else authorize(action, first, second, database, trigger)
