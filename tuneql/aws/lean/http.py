"""HTTP/1.1 (RFC 9112), as much as AWS uses: whole bodies, by length or in chunks, over one connection.

Python's own client parses headers as e-mail. To import it takes longer than to start the rest of this package, and to
use it takes half a millisecond per request.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_LONGEST_LINE: Final = 65_536
_MOST_HEADERS: Final = 100
_FINAL: Final = 200  # lower statuses announce an answer that is still to come
_HEXADECIMAL: Final = frozenset(b"0123456789abcdefABCDEF")
_BODILESS: Final = frozenset({204, 304})


class Closed(ConnectionError):
    """The other end has closed the connection instead of answering."""


class NotHttp(OSError):
    """What arrived is not an answer, or not a whole one."""


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
            Closed: the other end had closed the connection, so there is no answer.
            NotHttp, OSError: what arrived is no answer, or did not arrive in time.
            ValueError: a header contains a line break.
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
            raise NotHttp("the answer is not HTTP")
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
            raise NotHttp("the answer's length is not a number")
        return self._exactly(int(length))

    def _chunk(self) -> bytes:
        """The next chunk; empty after the last."""
        size = self._line().partition(b";")[0].strip()
        if not size or not _HEXADECIMAL.issuperset(size):
            raise NotHttp("the answer has a chunk without length")
        data = self._exactly(int(size, 16))
        while line := self._line():  # the end of a chunk, or the trailers after the last one
            if data:
                raise NotHttp(f"the answer has a chunk longer than it says: {line[:20]!r}")
        return data

    def _line(self) -> bytes:
        line = self._file.readline(_LONGEST_LINE)
        if not line:
            raise Closed("closed without an answer")
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
        raise ValueError("a header contains a line break")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
