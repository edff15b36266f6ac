"""The engine in a process of its own, which may hang or die without harm.

A query that overstays its time by more than a moment has the process killed, one that crashes it has killed it
already: either way the query fails, and the next one gets a new process. A message is a length and a marshalled tuple;
no code travels, and both ends are ours.
"""

import json
import marshal
import os
import select
import signal
import struct
import subprocess
import sys
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Self

from tuneql.sql.engine import HEAP_BYTES, Engine, ExecutionFailed, Limits, Result, Script

_LENGTH: Final = struct.Struct("<I")
_READ_BYTES: Final = 1 << 16

# How long past its own deadline a query may take before its process is killed: the engine's own clock goes first.
_GRACE_SECONDS: Final = 0.5
_START_SECONDS: Final = 30.0
# The address space of the process: SQLite's heap, a result twice (as rows and as a message), and Python itself.
_ADDRESS_BYTES: Final = HEAP_BYTES + 1024**3

_ROOT: Final = Path(__file__).parent.parent.parent
_PROGRAM: Final = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from tuneql.sql.worker import main; main()"

# Databases that the process keeps in memory; the one that was asked least recently goes first.
_MOST_IN_MEMORY: Final = 64

_Place = tuple[Literal["file", "memory"], str]
_Key = tuple[_Place, tuple[float, int, int, int], str | None]


class Worker:
    """A process that runs queries for many databases; a context manager, for one thread."""

    def __init__(self) -> None:
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process_id(self) -> int | None:
        """The process's, while there is one."""
        return self._child.process.pid if self._child else None

    def close(self) -> None:
        """Ends the process, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def open(self, database: Path | Script, limits: Limits, dialect: str | None) -> "RemoteEngine":
        """The engine of one database.

        Args:
            database: a file, or what makes a database in memory; it is made again if it has not been asked for long.
            limits: what each query may use.
            dialect: whose functions to register; None for a dialect that has none of its own.

        Raises:
            ExecutionFailed: of kind `other`, if there is no such file.
        """
        return RemoteEngine(self, (_place(database), _numbers(limits), dialect))

    def ask(self, key: _Key, sql: str | None) -> Any:
        """What the process answers: rows and more, or why there are none. `sql` of None closes the database."""
        if self._child is None:
            if sql is None:
                return None
            self._child = _start()
        try:
            self._child.send((key, sql))
            answer = self._child.receive(key[1][0] + _GRACE_SECONDS)
        except (BrokenPipeError, EOFError):
            end, self._child = self._child.end(), None
            return ("failed", "crashed", end)
        if answer is None:
            self.close()
            return ("failed", "timeout", "the engine did not answer in time, and was killed")
        return answer


@dataclass(frozen=True)
class _Child:
    """The process, and the ends of its pipes."""

    process: subprocess.Popen[bytes]
    target: int
    source: int

    def send(self, message: Any) -> None:
        _send(self.target, message)

    def receive(self, seconds: float) -> Any:
        """Its next message; None if there is none in time."""
        ready, _, _ = select.select([self.source], [], [], seconds)
        return _receive(self.source) if ready else None

    def end(self) -> str:
        """Kills it, if it still runs; says how it ended."""
        self.process.kill()
        self.process.communicate()
        code = self.process.returncode
        return f"the engine died of {signal.Signals(-code).name}" if code < 0 else f"the engine ended with {code}"


class RemoteEngine:
    """One database, open for reading only, in the worker."""

    def __init__(self, worker: Worker, key: _Key) -> None:
        self._worker, self._key = worker, key

    def close(self) -> None:
        """Closes the database."""
        self._worker.ask(self._key, None)

    def run(self, sql: str) -> Result:
        """The rows of a query in SQLite's dialect.

        Raises:
            ExecutionFailed: no result, for one of a few reasons; of kind `crashed` if the process died of it.
        """
        try:
            sql.encode()
        except UnicodeEncodeError as error:
            raise ExecutionFailed(kind="syntax", message=str(error)) from error
        answer = self._worker.ask(self._key, sql)
        if answer[0] == "failed":
            raise ExecutionFailed(kind=answer[1], message=answer[2])
        return Result(columns=answer[1], rows=answer[2], steps=answer[3])


def _numbers(limits: Limits) -> tuple[float, int, int, int]:
    return limits.seconds, limits.rows, limits.cell_bytes, limits.result_bytes


def _place(database: Path | Script) -> _Place:
    if isinstance(database, Script):
        return "memory", database.sql
    if not database.is_file():
        raise ExecutionFailed(kind="other", message=f"{database.name}: unable to open database file")
    return "file", str(database.absolute())


def _start() -> _Child:
    process = subprocess.Popen(  # noqa: S603 -- our own module, by our own interpreter
        [sys.executable, "-I", "-S", "-c", _PROGRAM, json.dumps([str(_ROOT), *sys.path])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )
    if process.stdin is None or process.stdout is None:
        raise ExecutionFailed(kind="other", message="the engine's process has no pipes")
    child = _Child(process, process.stdin.fileno(), process.stdout.fileno())
    try:
        started = child.receive(_START_SECONDS) is not None
    except EOFError:
        started = False
    if not started:
        raise ExecutionFailed(kind="other", message=f"the engine's process does not start: {child.end()}")
    return child


def _send(pipe: int, message: Any) -> None:
    body = marshal.dumps(message)
    data = memoryview(_LENGTH.pack(len(body)) + body)
    while data:
        data = data[os.write(pipe, data) :]


def _receive(pipe: int) -> Any:
    """The next message, in one read where it is short; each side waits for the other, so that one read holds one."""
    data = os.read(pipe, _READ_BYTES)
    if len(data) < _LENGTH.size:
        raise EOFError
    parts, missing = [data], _LENGTH.unpack_from(data)[0] + _LENGTH.size - len(data)
    while missing > 0:
        parts.append(os.read(pipe, min(missing, _READ_BYTES)))
        if not parts[-1]:
            raise EOFError
        missing -= len(parts[-1])
    return marshal.loads(b"".join(parts)[_LENGTH.size :])  # noqa: S302 -- from our own process


_Engines = OrderedDict[_Key, Engine]


def main() -> None:
    """The process: answers until its input ends."""
    _confine()
    source, target = 0, os.dup(1)
    os.dup2(2, 1)  # what a dialect's function prints must not pass for an answer
    _send(target, ("ready",))
    engines: _Engines = OrderedDict()
    while True:
        try:
            key, sql = _receive(source)
        except EOFError:
            return
        _send(target, _reply(engines, key, sql))


def _confine() -> None:
    """No file may grow, no core is dumped, and memory is bounded, where the system can do it."""
    try:
        import resource  # noqa: PLC0415 -- there is none on Windows
    except ImportError:
        return
    for what, limit in (("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0), ("RLIMIT_AS", _ADDRESS_BYTES)):
        try:
            resource.setrlimit(getattr(resource, what), (limit, limit))
        except (ValueError, OSError):
            continue


def _reply(engines: _Engines, key: _Key, sql: str | None) -> tuple[Any, ...]:
    try:
        if sql is None:
            if key in engines:
                engines.pop(key).close()
            return ("closed",)
        if key not in engines:
            engines[key] = _engine(key)
            _make_room(engines)
        engines.move_to_end(key)
        found = engines[key].run(sql)
        return ("rows", found.columns, found.rows, found.steps)
    except ExecutionFailed as failure:
        return ("failed", failure.kind, failure.message)
    except MemoryError:
        return ("failed", "too_large", "out of memory")


def _make_room(engines: _Engines) -> None:
    in_memory = [key for key in engines if key[0][0] == "memory"]
    for key in in_memory[:-_MOST_IN_MEMORY]:
        engines.pop(key).close()


def _engine(key: _Key) -> Engine:
    (kind, text), limits, dialect = key
    database = Path(text) if kind == "file" else Script(text)
    seconds, rows, cell_bytes, result_bytes = limits
    known = Limits(seconds=seconds, rows=rows, cell_bytes=cell_bytes, result_bytes=result_bytes)
    if dialect is None:
        return Engine(database, known)
    from tuneql.sql.dialects import sqlite_functions  # noqa: PLC0415 -- sqlglot is slow to import, and seldom needed

    return Engine(database, known, sqlite_functions(dialect))
