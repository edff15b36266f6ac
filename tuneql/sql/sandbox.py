"""Queries on SQLite files, read-only and within limits."""

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

from tuneql.errors import TuneqlError
from tuneql.sql.dialects import get_dialect, sqlite_functions
from tuneql.sql.parsing import Unparsable, parse, quiet_sqlglot
from tuneql.sql.sqlite_errors import Kind, kind_of

Value = None | int | float | str | bytes

# Steps of SQLite's virtual machine between two looks at the clock: about 10 microseconds' worth.
_STEPS_PER_LOOK: Final = 1_000

_ALLOWED: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
_DENIED_FUNCTIONS: Final = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one query may use.

    Attributes:
        seconds: wall-clock time from the start of a query to its last row.
        rows: rows of a result.
        cell_bytes: the size of one text or blob, in a result or on the way to it.
        result_bytes: about how much text and blob a whole result may hold.
    """

    seconds: float = 5.0
    rows: int = 10_000
    cell_bytes: int = 1_000_000
    result_bytes: int = 32_000_000


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a query gave: column names, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


class ExecutionFailed(TuneqlError):
    """A query that gave no result.

    Attributes:
        kind: which of a few reasons, see `tuneql.sql.sqlite_errors.Kind`.
        message: the reason in the engine's words.
    """

    def __init__(self, *, kind: Kind, message: str) -> None:
        self.kind, self.message = kind, message
        super().__init__(f"{kind}: {message}")


class Sandbox:
    """One SQLite file, open for reading only.

    Four fences, any one of which would do for most statements: the file is opened read-only and immutable, an
    authorizer allows only selecting, the clock interrupts, and SQLite's own limits bound sizes. There is no second
    process: a query cannot write, so there is nothing to throw away.

    Use it as a context manager, from one thread.

    Example:
        with Sandbox(path, limits=Limits(seconds=1), dialect="kestrel") as sandbox:
            result = sandbox.run("SELECT name FROM ships TAKE 3", dialect="kestrel")
    """

    def __init__(self, database: Path, *, limits: Limits | None = None, dialect: str = "sqlite") -> None:
        """Opens a database.

        Args:
            database: an SQLite file that nobody writes to while it is open here.
            limits: what each query may use.
            dialect: whose own functions to register.

        Raises:
            ExecutionFailed: of kind `other`, if there is no such file.
        """
        self.limits = limits or Limits()
        self._deadline = 0.0
        try:
            self._connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        except sqlite3.Error as error:
            raise ExecutionFailed(kind="other", message=f"{database.name}: {error}") from error
        self._connection.text_factory = _text
        for name, arguments, function in sqlite_functions(dialect):
            self._connection.create_function(name, arguments, function, deterministic=True)
        self._fence()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the database."""
        self._connection.close()

    def run(self, sql: str, *, dialect: str = "sqlite") -> Result:
        """The rows of a query.

        Args:
            sql: one query.
            dialect: what it is written in; it is transpiled to SQLite's.

        Raises:
            ExecutionFailed: no result, for one of a few reasons.
        """
        native = to_sqlite(sql, dialect)
        self._deadline = time.monotonic() + self.limits.seconds
        try:
            cursor = self._connection.execute(native)
            if cursor.description is None:
                raise ExecutionFailed(kind="syntax", message="there is no query in it")
            columns = tuple(each[0] for each in cursor.description)
            return Result(columns=columns, rows=tuple(self._within_limits(cursor)))
        except (sqlite3.Error, sqlite3.Warning, ValueError, MemoryError) as error:
            raise ExecutionFailed(kind=kind_of(error), message=str(error) or type(error).__name__) from error

    def _within_limits(self, cursor: sqlite3.Cursor) -> Iterator[tuple[Value, ...]]:
        held = 0
        for count, row in enumerate(cursor, start=1):
            held += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
            if count > self.limits.rows:
                raise ExecutionFailed(kind="too_many_rows", message=f"more than {self.limits.rows:,} rows")
            if held > self.limits.result_bytes:
                raise ExecutionFailed(kind="too_large", message=f"more than {self.limits.result_bytes:,} bytes")
            yield row

    def _fence(self) -> None:
        self._connection.execute("PRAGMA trusted_schema = OFF")
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, self.limits.cell_bytes)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        self._connection.set_progress_handler(self._is_late, _STEPS_PER_LOOK)
        self._connection.set_authorizer(_authorize)

    def _is_late(self) -> bool:
        return time.monotonic() > self._deadline


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
            return trees[0].sql(dialect=get_dialect("sqlite"), comments=False)
    except Unparsable as error:
        raise ExecutionFailed(kind="syntax", message=str(error)) from error
    except RecursionError as error:
        raise ExecutionFailed(kind="syntax", message="nested too deep") from error


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> Literal[0, 1]:
    if action not in _ALLOWED:
        return 1
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _DENIED_FUNCTIONS:
        return 1
    is_catalogue = action == sqlite3.SQLITE_READ and (first or "").lower().startswith("sqlite_")
    return 1 if is_catalogue else 0


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")
