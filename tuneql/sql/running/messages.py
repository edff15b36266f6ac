"""Messages between `tuneql.sql.running.worker` and its process: marshalled values, each after its length.

Messages contain no code, and both ends are ours. The owner may send requests while earlier ones are not yet answered:
sending never waits for the reader, so neither side waits forever for the other to read.
"""

import marshal
import os
import select
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, Literal

from tuneql.sql.running.refilling import Contents

_LENGTH: Final = struct.Struct("<I")
_READ_BYTES: Final = 1 << 16

Place = tuple[Literal["file", "memory", "rows"], str]
"""A file's path, a script that makes a database in memory, or the name of one that is refilled."""

Key = tuple[Place, tuple[float, int, int, int], str | None]
"""A database and how to query it: where it is, the limits in the order of `Limits`, whose functions it has."""

Asked = tuple[Literal["backwards"], str] | tuple[Literal["alike"], str, str] | tuple[Literal["refill"], str, Contents]
"""A query for its rows in the opposite order; two queries, for whether they are one program; a script and its rows."""

Request = tuple[Key, str | Asked | None]
"""A query for a database, or another request; None closes it."""

Answer = tuple[Any, ...]
"""`("rows", columns, rows, steps)`, `("failed", kind, message)`, `("closed",)`, `("filled",)`, `("alike", whether)`;
`("skipped",)` if earlier answers filled the batch, or the same query has already timed out or killed the process;
`("lost",)` if a database must be filled first."""


def send(pipe: int, message: Any) -> None:
    """Write one message, and wait until it is read; raises BrokenPipeError if nobody reads."""
    data = memoryview(_framed(message))
    while data:
        data = data[os.write(pipe, data) :]


def _framed(message: Any) -> bytes:
    body = marshal.dumps(message)
    return _LENGTH.pack(len(body)) + body


class Inbox:
    """The reading end of a pipe."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe
        self._held = bytearray()

    def receive(self, seconds: float | None = None) -> Any:
        """The next message; None if nothing arrives for some seconds before it is complete.

        Raises:
            EOFError: nobody writes any more.
        """
        while (end := self._end()) is None:
            if not self._turn(seconds):
                return None
        body = bytes(memoryview(self._held)[_LENGTH.size : end])
        del self._held[:end]
        return marshal.loads(body)  # noqa: S302 -- from our own process

    def _turn(self, seconds: float | None) -> bool:
        """Wait for data, and keep it; returns whether some arrived within some seconds."""
        if not select.select([self.pipe], [], [], seconds)[0]:
            return False
        self._hold()
        return True

    def _hold(self) -> None:
        data = os.read(self.pipe, _READ_BYTES)
        if not data:
            raise EOFError
        self._held += data

    def _end(self) -> int | None:
        """Where the first message ends; None if it is incomplete."""
        if len(self._held) < _LENGTH.size:
            return None
        end: int = _LENGTH.unpack_from(self._held)[0] + _LENGTH.size
        return end if len(self._held) >= end else None


class Line(Inbox):
    """The owner's ends of both pipes: outgoing data waits here until there is room for it."""

    def __init__(self, inward: int, outward: int) -> None:
        super().__init__(inward)
        self._outward, self._unsent = outward, bytearray()
        os.set_blocking(outward, False)

    def send(self, message: Any) -> None:
        """Send as much of a message as there is room for; the rest follows with the next one, or while receiving.

        What arrives meanwhile is kept, so that the other side has room, too. Whether the process has ended is noticed
        when receiving.
        """
        self._unsent += _framed(message)
        with suppress(EOFError):
            while self._turn(0):
                pass

    def _turn(self, seconds: float | None) -> bool:
        """As an inbox's; outgoing data counts as well."""
        readable, writable, _ = select.select([self.pipe], [self._outward] if self._unsent else [], [], seconds)
        if writable:
            self._push()
        if readable:
            self._hold()
        return bool(readable or writable)

    def _push(self) -> None:
        try:
            del self._unsent[: os.write(self._outward, self._unsent)]
        except BrokenPipeError:
            self._unsent.clear()


class Answers:
    """Outgoing answers, many in a message: an answer that was already given in the batch is only referred to.

    They are sent after some time, or when the batch is over: so sending costs little per query, and little is lost if
    the next one kills the process.
    """

    # Seconds, and bytes, after which answers are sent; and bytes of a batch after which queries are skipped.
    _WAIT: Final = 0.02
    _MOST: Final = 1 << 20
    _MOST_IN_BATCH: Final = 4 << 20

    def __init__(self, pipe: int, clock: Callable[[], float]) -> None:
        self._pipe, self._clock = pipe, clock
        self._left = clock()
        self._known: dict[bytes, int] = {}
        self._waiting: list[bytes | int] = []
        self._bytes = self._waiting_bytes = 0

    @property
    def is_full(self) -> bool:
        """Whether the batch has reached its size limit."""
        return self._bytes > self._MOST_IN_BATCH

    def add(self, place: int, answer: Answer) -> None:
        """Add the answer to one request.

        Version 2 of the format has no references, so equal values have equal bytes.
        """
        body = marshal.dumps(answer, 2)
        first = self._known.setdefault(body, place)
        self._waiting.append(body if first == place else first)
        self._bytes += len(body)
        self._waiting_bytes += len(body)
        if self._waiting_bytes > self._MOST or self._clock() - self._left > self._WAIT:
            self.leave()

    def leave(self) -> None:
        """Send what waits."""
        if self._waiting:
            send(self._pipe, self._waiting)
        self._waiting, self._waiting_bytes, self._left = [], 0, self._clock()


def decode(found: list[bytes | int], before: list[Answer]) -> None:
    """Append the answers of one message to the earlier ones of the batch; equal ones become one object."""
    for each in found:
        before.append(before[each] if isinstance(each, int) else marshal.loads(each))  # noqa: S302 -- as above
