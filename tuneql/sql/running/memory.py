"""The engine on a database in memory."""

import math
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Literal, Protocol, Self

from tuneql.sql.running.allowance import Allowance
from tuneql.sql.running.engine import Engine, ExecutionFailed, Function, Limits, Result, authorize
from tuneql.sql.running.refilling import Contents, refill

# SQLite's own limit of a cell, in bytes: given rows may have longer ones than queries may make.
_LONGEST: Final = 1_000_000_000

# Statements that a database remembers: those of a batch of questions, and those that fill it.
_REMEMBERED: Final = 1024


def made(script: str) -> sqlite3.Connection:
    """A database in memory, which remembers the statements that it ran.

    Args:
        script: statements that make its tables.

    Raises:
        sqlite3.Error: SQLite does not take them.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=_REMEMBERED)
    connection.execute("PRAGMA journal_mode = OFF")  # nothing is ever rolled back
    connection.executescript(script)
    return connection


class Reversible(Protocol):
    """A database that can say whether a query's rows come in one order and not the other."""

    def attempt(self, sql: str) -> Result | ExecutionFailed:
        """The rows of a query in SQLite's dialect, or why there are none; from its last run if there was one."""

    def recall(self, sql: str, *, dialect: str = ...) -> Result:
        """As `attempt`, with a failure raised."""

    def backwards(self) -> AbstractContextManager[None]:
        """Meanwhile rows come in the other order wherever a query leaves it open."""


class Memory(Engine):
    """As `Engine`, on a connection that is open already and that nobody else uses: a context manager.

    It keeps what `recall` gave, and can take back that a query's rows come in one order and not the other.

    Attributes:
        mark: a comment that nobody else can write. SQLite asks whether a statement may run when it is prepared, and the
            connection keeps prepared statements by their text: what runs while `opened` must have a text of its own.
    """

    def __init__(self, connection: sqlite3.Connection, limits: Limits, functions: Iterable[Function] = ()) -> None:
        self.limits = limits
        self._allowance, self._looks = Allowance(), 0
        self._connection = connection
        self._kept: dict[str, Result | ExecutionFailed] = {}
        self._is_opened = False
        self.mark = f"/* {os.urandom(8).hex()} */"
        for name, arguments, function in functions:
            connection.create_function(name, arguments, function, deterministic=True)
        self._fence()
        connection.set_authorizer(self._authorize)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def recall(self, sql: str, *, dialect: str = "sqlite") -> Result:  # noqa: ARG002 -- as a sandbox's
        """The rows of a query in SQLite's dialect, from its last run if there was one.

        Raises:
            ExecutionFailed: no result, now or the last time.
        """
        found = self.attempt(sql)
        if isinstance(found, ExecutionFailed):
            raise found
        return found

    def attempt(self, sql: str) -> Result | ExecutionFailed:
        """As `recall`, with a failure as something found."""
        if sql not in self._kept:
            try:
                self._kept[sql] = self.run(sql)
            except ExecutionFailed as failure:
                self._kept[sql] = failure.with_traceback(None)
        return self._kept[sql]

    @contextmanager
    def backwards(self) -> Iterator[None]:
        """Meanwhile rows come in the other order wherever a query leaves it open, and `recall` forgets.

        That is what `PRAGMA reverse_unordered_selects` is for (sqlite.org/pragma.html): it shows queries that rely on
        an order that they do not ask for.
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
        """Meanwhile the connection may do anything, for a change of its rows; what `recall` gave is forgotten.

        The fences stay where they are, and let all pass: with others SQLite would prepare every statement anew.
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
        """Puts rows in place of those that are there.

        Raises:
            sqlite3.Error: the tables do not take them.
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
