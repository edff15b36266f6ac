"""Sends HTTP requests to one host over kept connections."""

import select
import socket
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from tuneql.aws.lean.http import Answer, Connection

if TYPE_CHECKING:
    import ssl

_CONNECT_SECONDS: Final = 2.0
_PORTS: Final = {"http": 80, "https": 443}


class Connections:
    """Kept connections to one host. Safe to share between threads: a connection serves one request at a time.

    Args:
        url: scheme, host and port.
        seconds: the longest wait for a piece of an answer.
    """

    def __init__(self, url: str, *, seconds: float) -> None:
        parts = urlsplit(url)
        self.host = parts.netloc
        self._name, self._port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        self._secure, self._seconds = parts.scheme == "https", seconds
        self._idle: deque[Connection] = deque()

    def send(self, method: str, target: str, *, headers: dict[str, str], body: bytes) -> Answer:
        """Send a request and read the whole answer.

        A kept connection that turns out to be closed is replaced once: then nobody has read the request.

        Raises:
            OSError: nobody answers, or not in HTTP, or not in time.
        """
        kept = self._kept()
        if kept is not None:
            try:
                return self._exchange(kept, method, target, headers, body)
            except ConnectionError:
                pass
        return self._exchange(self._opened(), method, target, headers, body)

    def close(self) -> None:
        """Close the idle ones."""
        while self._idle:
            self._idle.pop().close()

    def _kept(self) -> Connection | None:
        """An idle connection that the other end has not closed; closed ones are dropped."""
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread was faster
                return None
            if not select.select([connection.socket], [], [], 0)[0]:
                return connection
            connection.close()
        return None

    def _opened(self) -> Connection:
        opened = socket.create_connection((self._name, self._port), timeout=_CONNECT_SECONDS)
        try:
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            if self._secure:
                opened = _trust().wrap_socket(opened, server_hostname=self._name)
            opened.settimeout(self._seconds)
        except BaseException:
            opened.close()
            raise
        return Connection(opened)

    def _exchange(
        self, connection: Connection, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> Answer:
        try:
            answer = connection.exchange(method, target, headers={"Host": self.host, **headers}, body=body)
        except BaseException:
            connection.close()
            raise
        if connection.is_over:
            connection.close()
        else:
            self._idle.append(connection)
        return answer


@cache
def _trust() -> "ssl.SSLContext":
    """The machine's certificate authorities, read once."""
    import ssl  # noqa: PLC0415 - takes long, and a local account does not need it

    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
