"""HTTP/1.1 (RFC 9112) as far as AWS speaks it: whole bodies, by their length or in chunks, over one connection.

Python's own client parses headers as e-mail. Importing it takes longer than starting the rest of this package, and
using it half a millisecond a request.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_LONGEST_LINE: Final = 65_536
_MOST_HEADERS: Final = 100
_FINAL: Final = 200  # statuses below are about an answer that is still to come
_HEXADECIMAL: Final = frozenset(b"0123456789abcdefABCDEF")
_BODILESS: Final = frozenset({204, 304})


class Closed(ConnectionError):
    """The other end has closed the connection in place of an answer."""


class NotHttp(OSError):
    """The response is not HTTP, or not complete."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An HTTP response; `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """A connection, for one request at a time.

    Attributes:
        socket: connected, with a time-out for each piece of an answer.
        is_over: whether it cannot take another request.
    """

    def __init__(self, connected: socket.socket) -> None:
        self.socket, self.is_over = connected, False
        self._file = connected.makefile("rb")

    def close(self) -> None:
        """Close it."""
        self._file.close()
        self.socket.close()

    def exchange(self, method: str, target: str, *, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send a request and read the whole answer.

        Raises:
            Closed: there is none, as the other end had closed the connection.
            NotHttp, OSError: what came is none, or came not in time.
            ValueError: a header holds a line break.
        """
        self.socket.sendall(_head(method, target, headers, body) + body)
        version, status, found = self._start()
        while status < _FINAL:
            version, status, found = self._start()
        self.is_over = version != b"HTTP/1.1" or found.get("connection", "").lower() == "close"
        return Answer(status=status, headers=found, body=b"" if status in _BODILESS else self._body(found))

    def _start(self) -> tuple[bytes, int, dict[str, str]]:
        """Version, status and headers."""
        version, _, rest = self._line().partition(b" ")
        if not version.startswith(b"HTTP/") or not rest[:3].isdigit():
            raise NotHttp("the answer is no HTTP")
        headers: dict[str, str] = {}
        while line := self._line():
            name, _, value = line.partition(b":")
            headers[name.decode("latin-1").lower()] = value.strip().decode("latin-1")
            if len(headers) > _MOST_HEADERS:
                raise NotHttp("the answer has too many headers")
        return version, int(rest[:3]), headers

    def _body(self, headers: Mapping[str, str]) -> bytes:
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        length = headers.get("content-length")
        if length is None:
            self.is_over = True
            return self._file.read()
        if not length.isdecimal():
            raise NotHttp("the answer's length is no number")
        return self._exactly(int(length))

    def _chunk(self) -> bytes:
        """The next chunk; empty after the last."""
        size = self._line().partition(b";")[0].strip()
        if not size or not _HEXADECIMAL.issuperset(size):
            raise NotHttp("the answer has a chunk without length")
        data = self._exactly(int(size, 16))
        while line := self._line():  # what ends a chunk, or the trailers after the last one
            if data:
                raise NotHttp(f"the answer has a chunk longer than it says: {line[:20]!r}")
        return data

    def _line(self) -> bytes:
        line = self._file.readline(_LONGEST_LINE)
        if not line:
            raise Closed("closed in place of an answer")
        if not line.endswith(b"\n"):
            raise NotHttp("the answer has a line that is cut off, or too long")
        return line.rstrip(b"\r\n")

    def _exactly(self, length: int) -> bytes:
        data = self._file.read(length)
        if len(data) < length:
            raise NotHttp("the answer is cut off")
        return data


def _head(method: str, target: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """Everything before the body."""
    given = {**headers, "Accept-Encoding": "identity", "Content-Length": str(len(body))}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError("a header holds a line break")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
