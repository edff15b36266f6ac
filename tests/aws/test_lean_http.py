"""HTTP as AWS uses it, and answers that only look like it."""

import socket
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.aws.lean.http import Answer, Closed, Connection, NotHttp

_OK: Final = b"HTTP/1.1 200 OK\r\n"
_CHUNKED: Final = _OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def pair() -> Iterator[tuple[Connection, socket.socket]]:
    ours, theirs = socket.socketpair()
    ours.settimeout(5)
    connection = Connection(ours)
    yield connection, theirs
    connection.close()
    theirs.close()


def exchange(said: bytes) -> tuple[Answer, bool]:
    """The answer in some bytes after which nothing follows, and whether the connection can be used again."""
    ours, theirs = socket.socketpair()
    connection = Connection(ours)
    theirs.sendall(said)
    theirs.shutdown(socket.SHUT_WR)
    try:
        return connection.exchange("GET", "/", headers={}, body=b""), not connection.is_over
    finally:
        connection.close()
        theirs.close()


def test_a_request_is_written_whole(pair: tuple[Connection, socket.socket]) -> None:
    connection, theirs = pair
    theirs.sendall(_OK + b"Content-Length: 2\r\n\r\nhi")
    connection.exchange("POST", "/a%20b?c=d", headers={"Host": "h", "X-Amz-Date": "now"}, body=b"{}")
    head, _, body = theirs.recv(1000).partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    assert (first, body) == (b"POST /a%20b?c=d HTTP/1.1", b"{}")
    assert {b"Host: h", b"X-Amz-Date: now", b"Content-Length: 2"} <= set(lines)


def test_a_header_is_one_line(pair: tuple[Connection, socket.socket]) -> None:
    connection, theirs = pair
    with pytest.raises(ValueError, match="line break"):
        connection.exchange("GET", "/", headers={"if-none-match": 'x"\r\nX-Evil: 1'}, body=b"")
    theirs.settimeout(0)
    with pytest.raises(BlockingIOError):
        theirs.recv(1)


@pytest.mark.parametrize(
    ("said", "status", "body", "goes_on"),
    [
        (_OK + b"Content-Length: 2\r\n\r\nhi", 200, b"hi", True),
        (_OK + b"content-length:0\r\n\r\n", 200, b"", True),
        (_OK + b"Content-Length: 2\r\nConnection: Close\r\n\r\nhi", 200, b"hi", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi", False),
        (_OK + b"\r\nuntil the end", 200, b"until the end", False),
        (b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", 304, b"", True),
        (b"HTTP/1.1 204\r\n\r\n", 204, b"", True),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + _OK + b"Content-Length: 1\r\n\r\nx", 200, b"x", True),
        (_CHUNKED + b"2\r\nhi\r\n0\r\n\r\n", 200, b"hi", True),
        (_CHUNKED + b"1;name=value\r\nh\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n", 200, b"h0123456789", True),
    ],
)
def test_an_answer_is_read_to_its_end_and_the_connection_kept_if_it_may_be(
    said: bytes, status: int, body: bytes, *, goes_on: bool
) -> None:
    found, may_go_on = exchange(said)
    assert (found.status, found.body, may_go_on) == (status, body, goes_on)


@pytest.mark.parametrize(
    "said",
    [
        b"SSH-2.0\r\n",
        b"HTTP/1.1 ok\r\n\r\n",
        b"HTTP/1.1 200 OK",
        _OK + b"Content-Length: two\r\n\r\nhi",
        _OK + b"Content-Length: -1\r\n\r\nhi",
        _OK + b"Content-Length: 3\r\n\r\nhi",
        _OK + b"".join(b"H%d: 1\r\n" % at for at in range(200)) + b"\r\n",
        _OK + b"X: " + b"x" * 70_000 + b"\r\n\r\n",
        _CHUNKED + b"-2\r\nhi\r\n0\r\n\r\n",
        _CHUNKED + b"\r\n",
        _CHUNKED + b"1\r\nhi\r\n0\r\n\r\n",
        _CHUNKED + b"5\r\nhi",
    ],
)
def test_what_is_no_whole_answer_is_an_error(said: bytes) -> None:
    with pytest.raises(NotHttp):
        exchange(said)


@pytest.mark.parametrize("said", [b"", _OK, _CHUNKED + b"2\r\nhi\r\n"])
def test_a_connection_that_ends_is_closed(said: bytes) -> None:
    with pytest.raises(Closed):
        exchange(said)


@given(st.binary(max_size=200), st.sampled_from([b"", _OK, _CHUNKED, _OK + b"Content-Length: 3\r\n"]))
def test_whatever_comes_is_an_answer_or_an_error_of_the_connection(said: bytes, start: bytes) -> None:
    try:
        found, _ = exchange(start + said)
    except OSError:
        return
    assert found.status >= 200
