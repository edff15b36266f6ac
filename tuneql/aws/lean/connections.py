"""HTTP requests to one host over connections that are kept."""

import http.client
import select
import socket
import ssl
from collections import deque
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urlsplit

_CONNECT_SECONDS: Final = 2.0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An HTTP response; `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connections:
    """Kept connections to one host. Safe to share between threads: a connection is one request's at a time.

    Args:
        url: scheme, host and port.
        seconds: the longest wait for a piece of an answer.
    """

    def __init__(self, url: str, *, seconds: float) -> None:
        parts = urlsplit(url)
        self.host = parts.netloc
        self._secure, self._seconds = parts.scheme == "https", seconds
        self._idle: deque[http.client.HTTPConnection] = deque()

    def send(self, method: str, target: str, *, headers: dict[str, str], body: bytes) -> Answer:
        """Send a request and read the whole answer.

        A kept connection that turns out to be closed is replaced once: nobody has read the request then.

        Raises:
            OSError, http.client.HTTPException: nobody answers, or not in HTTP, or not in time.
        """
        kept = self._kept()
        if kept is not None:
            try:
                return self._exchange(kept, method, target, headers, body)
            except (ConnectionError, http.client.RemoteDisconnected):
                pass
        return self._exchange(self._opened(), method, target, headers, body)

    def close(self) -> None:
        """Close those that are idle."""
        while self._idle:
            self._idle.pop().close()

    def _kept(self) -> http.client.HTTPConnection | None:
        """An idle connection that its other end has not closed; those that it has are dropped."""
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread was faster
                return None
            if connection.sock is not None and not select.select([connection.sock], [], [], 0)[0]:
                return connection
            connection.close()
        return None

    def _opened(self) -> http.client.HTTPConnection:
        if self._secure:
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                self.host, timeout=_CONNECT_SECONDS, context=_trust()
            )
        else:
            connection = http.client.HTTPConnection(self.host, timeout=_CONNECT_SECONDS)
        connection.connect()
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        connection.sock.settimeout(self._seconds)
        return connection

    def _exchange(
        self, connection: http.client.HTTPConnection, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> Answer:
        try:
            connection.request(method, target, body=body, headers=headers)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            answer = Answer(status=response.status, headers=found, body=response.read())
        except BaseException:
            connection.close()
            raise
        if response.will_close:
            connection.close()
        else:
            self._idle.append(connection)
        return answer


@cache
def _trust() -> ssl.SSLContext:
    """The machine's certificate authorities, read once."""
    return ssl.create_default_context()
