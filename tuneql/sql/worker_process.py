"""The process of `tuneql.sql.worker`: engines that answer queries until its input ends."""

import mmap
import os
import struct
import time
from collections import OrderedDict
from pathlib import Path
from typing import Final

from tuneql.sql.engine import HEAP_BYTES, Engine, ExecutionFailed, Limits, Script
from tuneql.sql.messages import Answer, Answers, Inbox, Key, Request, send

# The address space of the process: SQLite's heap, a result twice (as rows and as a message), and Python itself.
_ADDRESS_BYTES: Final = HEAP_BYTES + 1024**3

# Databases that the process keeps in memory; the one that was asked least recently goes first.
_MOST_IN_MEMORY: Final = 64

_Engines = OrderedDict[Key, Engine]


class Mark:
    """The place of the request that is being answered, in memory that outlives the process.

    It is how its owner knows, when the process has died, which of many requests it died of.
    """

    _PLACE: Final = struct.Struct("<I")

    def __init__(self, file: int) -> None:
        self._memory = mmap.mmap(file, self._PLACE.size)

    @classmethod
    def size(cls) -> int:
        """The bytes that the file must have."""
        return cls._PLACE.size

    def set(self, place: int) -> None:
        """Says which request is next."""
        self._PLACE.pack_into(self._memory, 0, place)

    def get(self) -> int:
        """Which request was the last to begin."""
        place: int = self._PLACE.unpack_from(self._memory)[0]
        return place

    def close(self) -> None:
        """Lets go of the memory."""
        self._memory.close()


def main(file: int) -> None:
    """Answers until the input ends.

    Args:
        file: the descriptor of the file behind the mark.
    """
    mark = Mark(file)
    _confine()
    inbox, target = Inbox(0), os.dup(1)
    os.dup2(2, 1)  # what a dialect's function prints must not pass for an answer
    send(target, "ready")
    engines: _Engines = OrderedDict()
    while True:
        try:
            requests = inbox.receive()
        except EOFError:
            return
        _serve(engines, requests, mark, Answers(target, time.monotonic))


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


def _serve(engines: _Engines, requests: list[Request], mark: Mark, answers: Answers) -> None:
    for place, (key, sql) in enumerate(requests):
        mark.set(place)
        answers.add(place, ("skipped",) if answers.is_full else _answer(engines, key, sql))
    answers.leave()


def _answer(engines: _Engines, key: Key, sql: str | None) -> Answer:
    try:
        if sql is None:
            if key in engines:
                engines.pop(key).close()
            return ("closed",)
        found = _engine(engines, key).run(sql)
        return ("rows", found.columns, found.rows, found.steps)
    except ExecutionFailed as failure:
        return ("failed", failure.kind, failure.message)
    except MemoryError:
        return ("failed", "too_large", "out of memory")


def _engine(engines: _Engines, key: Key) -> Engine:
    if key not in engines:
        engines[key] = _made(key)
        in_memory = [each for each in engines if each[0][0] == "memory"]
        for each in in_memory[:-_MOST_IN_MEMORY]:
            engines.pop(each).close()
    engines.move_to_end(key)
    return engines[key]


def _made(key: Key) -> Engine:
    (kind, text), limits, dialect = key
    database = Path(text) if kind == "file" else Script(text)
    seconds, rows, cell_bytes, result_bytes = limits
    known = Limits(seconds=seconds, rows=rows, cell_bytes=cell_bytes, result_bytes=result_bytes)
    if dialect is None:
        return Engine(database, known)
    from tuneql.sql.dialects import sqlite_functions  # noqa: PLC0415 -- sqlglot is slow to import, and seldom needed

    return Engine(database, known, sqlite_functions(dialect))
