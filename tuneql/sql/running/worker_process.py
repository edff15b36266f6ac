"""The process of `tuneql.sql.running.worker`: engines that answer queries until its input ends."""

import mmap
import os
import sqlite3
import struct
import time
from pathlib import Path
from typing import Final

from tuneql.sql.running.engine import HEAP_BYTES, Engine, ExecutionFailed, Function, Limits, Script
from tuneql.sql.running.memory import Memory, made
from tuneql.sql.running.messages import Answer, Answers, Asked, Inbox, Key, Request, send
from tuneql.sql.running.open_engines import OpenEngines
from tuneql.sql.running.refilling import Contents
from tuneql.sql.running.repeats import Repeats

# The address space of the process: SQLite's heap, a result twice (as rows and as a message), and Python itself.
_ADDRESS_BYTES: Final = HEAP_BYTES + 1024**3


class Mark:
    """The position of the present request, among all that the process was sent, in memory that outlives it.

    If the process crashes, its owner knows by this which of many requests it was.
    """

    _PLACE: Final = struct.Struct("<I")

    def __init__(self, file: int) -> None:
        self._memory = mmap.mmap(file, self._PLACE.size)

    @classmethod
    def size(cls) -> int:
        """The size of the file, in bytes."""
        return cls._PLACE.size

    def set(self, place: int) -> None:
        """Set the position of the next request."""
        self._PLACE.pack_into(self._memory, 0, place)

    def get(self) -> int:
        """The position of the request that began last."""
        place: int = self._PLACE.unpack_from(self._memory)[0]
        return place

    def close(self) -> None:
        """Release the memory."""
        self._memory.close()


def main(file: int) -> None:
    """Answer requests until the input ends.

    Args:
        file: the descriptor of the file behind the mark.
    """
    mark = Mark(file)
    _confine()
    inbox, target = Inbox(0), os.dup(1)
    os.dup2(2, 1)  # what a dialect's function prints must not be taken for an answer
    send(target, "ready")
    engines, served = OpenEngines(), 0
    while True:
        try:
            requests = inbox.receive()
        except EOFError:
            return
        _serve(engines, requests, mark, served, Answers(target, time.monotonic))
        served += len(requests)


def _confine() -> None:
    """Bound the memory and the sizes of files and core dumps, if the system supports it."""
    try:
        import resource  # noqa: PLC0415 -- there is none on Windows
    except ImportError:
        return
    for what, limit in (("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0), ("RLIMIT_AS", _ADDRESS_BYTES)):
        try:
            resource.setrlimit(getattr(resource, what), (limit, limit))
        except (ValueError, OSError):
            continue


def _serve(engines: OpenEngines, requests: list[Request], mark: Mark, served: int, answers: Answers) -> None:
    late: set[Request] = set()  # requests that timed out in this batch would do so again
    for place, request in enumerate(requests):
        mark.set(served + place)
        if answers.is_full or (late and isinstance(request[1], str) and request in late):
            answers.add(place, ("skipped",))
            continue
        answer = _answer(engines, request)
        if answer[:2] == ("failed", "timeout"):
            late.add(request)
        answers.add(place, answer)
    answers.leave()


def _answer(engines: OpenEngines, request: Request) -> Answer:
    key, asked = request
    try:
        if asked is None:
            engines.close(key)
            return ("closed",)
        if isinstance(asked, tuple):
            return _not_just_rows(engines, key, asked)
        if key[0][0] == "rows":
            return _from_rows(engines.get(key), asked)
        return _rows(_engine(engines, key), asked)
    except ExecutionFailed as failure:
        return ("failed", failure.kind, failure.message)
    except MemoryError:
        return ("failed", "too_large", "out of memory")


def _not_just_rows(engines: OpenEngines, key: Key, asked: Asked) -> Answer:
    if asked[0] == "refill":
        return _refilled(engines, key, asked[1], asked[2])
    if asked[0] == "alike":
        return _alike(_engine(engines, key), asked[1], asked[2])
    return _from_rows(engines.get(key), asked)


def _rows(engine: Engine, sql: str) -> Answer:
    found = engine.run(sql)
    return ("rows", found.columns, found.rows, found.steps)


def _alike(engine: Engine, one: str, other: str) -> Answer:
    program = engine.program(one)
    return ("alike", program is not None and program == engine.program(other))


def _from_rows(engine: Engine | None, asked: str | tuple[str, ...]) -> Answer:
    if not isinstance(engine, Memory):
        return ("lost",)
    if isinstance(asked, str):
        return _rows(engine, asked)
    with engine.backwards():
        return _rows(engine, asked[1])


def _refilled(engines: OpenEngines, key: Key, script: str, contents: Contents) -> Answer:
    try:
        engine = engines.get(key)
        if not isinstance(engine, Memory):
            engine = Memory(made(script), _limits(key), _functions(key))
            engines.add(key, engine)
        engine.refill(contents)
    except sqlite3.Error as error:
        engines.close(key)
        return ("failed", "other", str(error))
    return ("filled",)


def _engine(engines: OpenEngines, key: Key) -> Engine:
    engine = engines.get(key)
    if engine is None:
        (kind, text), _, _ = key
        if kind == "file":
            engine = Repeats(Path(text), _limits(key), _functions(key))
        else:
            engine = Engine(Script(text), _limits(key), _functions(key))
        engines.add(key, engine)
    return engine


def _limits(key: Key) -> Limits:
    seconds, rows, cell_bytes, result_bytes = key[1]
    return Limits(seconds=seconds, rows=rows, cell_bytes=cell_bytes, result_bytes=result_bytes)


def _functions(key: Key) -> tuple[Function, ...]:
    if key[2] is None:
        return ()
    from tuneql.sql.dialects import sqlite_functions  # noqa: PLC0415 -- sqlglot is slow to import, and seldom needed

    return tuple(sqlite_functions(key[2]))
