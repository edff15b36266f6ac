"""SQLite on one file, read-only and within limits. It knows only SQLite's own dialect: see `sandbox`.

This module imports no sqlglot, so that `tuneql.sql.running.worker_process` starts in a few hundredths of a second.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from tuneql.errors import TuneqlError
from tuneql.sql.results.values import Value
from tuneql.sql.running.allowance import Allowance
from tuneql.sql.running.any_text import UNREADABLE, decoded, is_no_utf8
from tuneql.sql.running.programs import LONGEST, Program, program_of
from tuneql.sql.running.sqlite_errors import Kind, kind_of
from tuneql.sql.sqlite.functions.strict import why_it_failed

# Steps of SQLite's virtual machine between two checks of the time: about 10 microseconds' worth.
_STEPS_PER_LOOK: Final = 1_000

# How much memory SQLite may use for everything in this process. It is a pragma for the process, and can be lowered but
# never raised (sqlite.org/pragma.html#pragma_hard_heap_limit), so it is not part of `Limits`.
HEAP_BYTES: Final = 256 * 1024 * 1024

# What a cell takes in Python besides its text, in bytes: a reference and a small object.
_CELL_BYTES: Final = 32

# Rows between two checks of a result's size. They must fit into memory whatever they contain: with cells of a megabyte,
# the limit, 16 rows of a column or two are still less than the limit of a whole result.
_FETCHED: Final = 16

# Columns that `EXPLAIN` gives; `EXPLAIN QUERY PLAN` gives fewer.
_EXPLAINED: Final = 8

_ALLOWED: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
_VIRTUAL_TABLES: Final = "SELECT printf('\"%w\"', name) FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"

Function = tuple[str, int, Callable[..., Any]]
"""Name, number of arguments and callable of a function that SQLite does not have; a class aggregates."""

_DENIED_FUNCTIONS: Final = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one query may use.

    Attributes:
        seconds: processor time from the start of a query to its last row; see `allowance` for the clock's.
        rows: rows of a result.
        cell_bytes: the size of one text or blob, in a result or an intermediate one.
        result_bytes: about the size of a whole result in memory.
    """

    seconds: float = 5.0
    rows: int = 100_000
    cell_bytes: int = 1_000_000
    result_bytes: int = 32_000_000


@dataclass(frozen=True, kw_only=True)
class Result:
    """The result of a query.

    Attributes:
        columns: names.
        rows: each with as many cells.
        steps: about how many steps SQLite's virtual machine took, in thousands; ignored by comparisons.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    steps: int = field(default=0, compare=False)


class ExecutionFailed(TuneqlError):
    """A query without a result.

    Attributes:
        kind: the kind of failure, see `tuneql.sql.running.sqlite_errors.Kind`.
        message: the engine's message.
    """

    def __init__(self, *, kind: Kind, message: str) -> None:
        self.kind, self.message = kind, message
        super().__init__(f"{kind}: {message}")


@dataclass(frozen=True)
class Script:
    """Statements that make a database in memory. They run before the fences are up: tuneql's own, never a user's."""

    sql: str


class Engine:
    """One database, open for reading only, in this process."""

    # Whether virtual tables are made only when a query may need one: in databases for a query or two, making them takes
    # most of the time.
    _is_waiting = False

    def __init__(self, database: Path | Script, limits: Limits, functions: Iterable[Function] = ()) -> None:
        """Open a database.

        Args:
            database: an SQLite file that nobody writes to while it is open here, or a script for one in memory.
            limits: for each query.
            functions: further functions.

        Raises:
            ExecutionFailed: of kind `other`, if the file does not exist, or the script fails.
        """
        self.limits = limits
        self._allowance, self._looks = Allowance(), 0
        self._connection = _made(database) if isinstance(database, Script) else _opened(database)
        register(self._connection, functions)
        self._is_waiting = isinstance(database, Script)
        self._fence()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def run(self, sql: str) -> Result:
        """Run a query in SQLite's dialect.

        Raises:
            ExecutionFailed: there is no result, for one of a few reasons.
        """
        self._begin()
        try:
            try:
                return self._result(sql)
            except sqlite3.OperationalError as error:
                if not is_no_utf8(error):
                    raise
                self._connection.text_factory = decoded  # only from now on, because it takes three times as long
                self._looks = 0
                return self._result(sql)
        except (sqlite3.Error, sqlite3.Warning, ValueError, MemoryError) as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> ExecutionFailed:
        kind, message = kind_of(error), str(error) or type(error).__name__
        reason = why_it_failed()
        if kind == "function" and reason is not None:
            message = f"{message}: {reason}"
        return self._late() if kind == "timeout" else ExecutionFailed(kind=kind, message=message)

    def _late(self) -> ExecutionFailed:
        return ExecutionFailed(kind="timeout", message=f"no result within {self.limits.seconds:g} s")

    def program(self, sql: str) -> Program | None:
        """The program that SQLite makes of a query in its dialect, see `programs`; None if it cannot be told."""
        self._begin()
        try:
            explained = self._connection.execute(f"EXPLAIN {sql}").fetchmany(LONGEST + 1)
        except (sqlite3.Error, sqlite3.Warning, ValueError, MemoryError):
            return None
        is_whole = len(explained) <= LONGEST and all(len(row) == _EXPLAINED for row in explained)
        return program_of(sql, explained) if is_whole else None

    def _result(self, sql: str) -> Result:
        if self._is_waiting and "json_" in sql.lower():
            self._connect_late()
        cursor = self._connection.execute(sql)
        if cursor.description is None:
            raise ExecutionFailed(kind="syntax", message="there is no query in it")
        columns = tuple([each[0] for each in cursor.description])
        rows = self._within_limits(cursor, len(columns))
        if self._allowance.is_over():  # if the last step was a long one, SQLite did not check the time during it
            raise self._late()
        return Result(columns=columns, rows=rows, steps=self._looks * _STEPS_PER_LOOK)

    def _within_limits(self, cursor: sqlite3.Cursor, width: int) -> tuple[tuple[Value, ...], ...]:
        """All rows, fetched a few at a time."""
        rows: list[tuple[Value, ...]] = []
        held, limits = 0, self.limits
        while chunk := cursor.fetchmany(_FETCHED):
            rows += chunk
            held += len(chunk) * width * _CELL_BYTES
            held += sum([len(cell) for row in chunk for cell in row if type(cell) is str or type(cell) is bytes])
            if len(rows) > limits.rows:
                raise ExecutionFailed(kind="too_many_rows", message=f"more than {limits.rows:,} rows")
            if held > limits.result_bytes:
                raise ExecutionFailed(kind="too_large", message=f"more than {limits.result_bytes:,} bytes")
            if len(chunk) < _FETCHED:
                break
        return tuple(rows)

    def _fence(self) -> None:
        # Sorting and temporary tables stay in memory, where the heap limit applies, instead of filling a disk.
        for pragma in ("trusted_schema = OFF", "temp_store = MEMORY", f"hard_heap_limit = {HEAP_BYTES}"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, self.limits.cell_bytes)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        if not self._is_waiting:
            self._connect_virtual_tables()
        self._connection.set_progress_handler(self._is_late, _STEPS_PER_LOOK)
        self._connection.set_authorizer(authorize)

    def _connect_virtual_tables(self) -> None:
        """Use each virtual table once, because SQLite asks the authorizer for permission at the first use."""
        tables = [f"{name}('[]')" for name in ("json_each", "json_tree")]
        with suppress(*UNREADABLE):  # a file that cannot be read is reported when it is queried
            tables += [name for (name,) in self._connection.execute(_VIRTUAL_TABLES).fetchall()]
        for table in tables:
            with suppress(*UNREADABLE):  # its module is not built in
                self._connection.execute(f"SELECT 1 FROM {table} LIMIT 0").fetchall()  # noqa: S608 -- names in quotes

    def _connect_late(self) -> None:
        """Make the virtual tables before the first query that needs one is prepared."""
        self._is_waiting = False
        self._connection.set_authorizer(None)
        try:
            self._connect_virtual_tables()
        finally:
            self._connection.set_authorizer(authorize)

    def _begin(self) -> None:
        self._looks = 0
        self._allowance.begin(self.limits.seconds)

    def _is_late(self) -> bool:
        self._looks += 1
        return time.monotonic() > self._allowance.next_look and self._allowance.is_over()


def register(connection: sqlite3.Connection, functions: Iterable[Function]) -> None:
    """Let queries call functions; a class is for `sqlite3.Connection.create_window_function`."""
    for name, arguments, function in functions:
        if isinstance(function, type):
            connection.create_window_function(name, arguments, function)
        else:
            connection.create_function(name, arguments, function, deterministic=True)


def _opened(database: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise ExecutionFailed(kind="other", message=f"{database.name}: {error}") from error


def _made(script: Script) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(script.sql)
    except sqlite3.Error as error:
        connection.close()
        raise ExecutionFailed(kind="other", message=f"the database cannot be made: {error}") from error
    return connection


@lru_cache(maxsize=8192)
def authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> Literal[0, 1]:
    """Whether a statement may do something: 0, SQLITE_OK, for selecting; 1, SQLITE_DENY, for everything else."""
    if action not in _ALLOWED:
        return 1
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _DENIED_FUNCTIONS:
        return 1
    is_catalogue = action == sqlite3.SQLITE_READ and (first or "").lower().startswith("sqlite_")
    return 1 if is_catalogue else 0
