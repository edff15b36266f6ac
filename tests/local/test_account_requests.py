"""What strangers send to the account's port, over real sockets: each is answered, and none takes it down."""

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from typing import Final
from urllib.parse import urlsplit

import pytest

from local.account import LocalAccount
from local.front import HEALTH_PATH
from local.protocol.http import BODY_BYTES
from local.server import serving
from tuneql.errors import InvalidInput

CHUNKED: Final = "Transfer-Encoding: chunked"

REQUESTS: Final = [
    # the first line without its version, a head, a body, whether nothing follows it, and the status
    (f"GET {HEALTH_PATH}", "", b"", False, 200),
    (f"GET {HEALTH_PATH}", "Content-Length: 0", b"", False, 200),
    (f"POST {HEALTH_PATH}", "Content-Length: 2", b"{}", False, 200),
    (f"POST {HEALTH_PATH}", "Content-Length: 2", b"{} and more", False, 200),
    (f"POST {HEALTH_PATH}", CHUNKED, b"2\r\n{}\r\n0\r\n\r\n", False, 200),
    (f"POST {HEALTH_PATH}", "Content-Length: 2\r\nExpect: 100-continue", b"{}", False, 200),
    (f"POST {HEALTH_PATH}", "Content-Length: -1", b"{}", False, 400),
    (f"POST {HEALTH_PATH}", "Content-Length: +2", b"{}", False, 400),
    (f"POST {HEALTH_PATH}", "Content-Length: 1e3", b"{}", False, 400),
    (f"POST {HEALTH_PATH}", "Content-Length: 2, 2", b"{}", False, 400),
    (f"POST {HEALTH_PATH}", "Content-Length: \u0662", b"{}", False, 400),
    (f"POST {HEALTH_PATH}", f"Content-Length: {BODY_BYTES + 1}", b"{}", False, 413),
    (f"POST {HEALTH_PATH}", "Content-Length: 99999999999999999999", b"{}", False, 413),
    (f"POST {HEALTH_PATH}", "Content-Length: 9", b"{}", True, 400),
    (f"POST {HEALTH_PATH}", CHUNKED, b"zz\r\n{}\r\n0\r\n\r\n", False, 400),
    (f"POST {HEALTH_PATH}", CHUNKED, b"-2\r\n{}\r\n0\r\n\r\n", False, 400),
    (f"POST {HEALTH_PATH}", CHUNKED, b"9\r\n{}", True, 400),
    ("GET /%zz%00%ff", "", b"", False, 403),
    ("GET /\u00e9", "", b"", False, 403),
    ("OPTIONS *", "", b"", False, 403),
    ("FOO /", "", b"", False, 403),
    (f"GET /{'x' * 70_000}", "", b"", False, 414),
    ("GET /", f"X-Long: {'x' * 70_000}", b"", False, 431),
]


def ask(account: LocalAccount, line: str, head: str, body: bytes, *, ends: bool) -> tuple[int, bytes]:
    """Send bytes as they are; the status, and what comes until the account ends the connection."""
    lines = [f"{line} HTTP/1.1", "Host: 127.0.0.1", head]
    with socket.create_connection(("127.0.0.1", urlsplit(account.url).port or 0), timeout=60) as there:
        there.sendall("\r\n".join(filter(None, lines)).encode() + b"\r\n\r\n" + body)
        if ends:
            there.shutdown(socket.SHUT_WR)
        answer = HTTPResponse(there)
        answer.begin()
        return answer.status, answer.read()


@pytest.mark.parametrize(("line", "head", "body", "ends", "expected"), REQUESTS)
def test_each_request_is_answered(
    account: LocalAccount, line: str, head: str, body: bytes, *, ends: bool, expected: int
) -> None:
    status, found = ask(account, line, head, body, ends=ends)
    assert status == expected
    if expected in {400, 413, 414, 431}:
        assert json.loads(found)["message"]


def test_requests_are_answered_at_once_beside_clients_who_send_nothing(account: LocalAccount) -> None:
    port = urlsplit(account.url).port or 0
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
    for each in silent[:15]:
        each.sendall(b"POST / HTTP/1.1\r\nContent-Le")
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask, account, line, head, body, ends=ends) for line, head, body, ends, _ in REQUESTS * 3]
        found = [each.result()[0] for each in asked]
    for each in silent:
        each.close()
    assert found == [expected for *_, expected in REQUESTS] * 3


def test_a_port_that_is_taken_is_refused_in_our_words(account: LocalAccount) -> None:
    port = urlsplit(account.url).port or 0
    refused = pytest.raises(InvalidInput, match=rf"^port: {port} cannot be listened on \(.+\); choose another")
    with refused, serving(lambda _url: pytest.fail("never started"), port):
        pytest.fail("never served")


@pytest.mark.parametrize("service", ["bedrock", "lambda", "sagemaker", "rds-data"])
def test_a_body_that_is_nested_too_deeply_is_the_callers_error(account: LocalAccount, service: str) -> None:
    deep = b'{"a": ' + b"[" * 100_000
    line = {
        "bedrock": "POST /model/amazon.nova-micro-v1:0/converse",
        "lambda": "POST /2015-03-31/functions/none/invocations",
        "sagemaker": "POST /",
        "rds-data": "POST /Execute",
    }[service]
    key, day = account.environment["AWS_ACCESS_KEY_ID"], "20261120"
    head = (
        f"Authorization: AWS4-HMAC-SHA256 Credential={key}/{day}/us-east-1/{service}/aws4_request\r\n"
        f"X-Amz-Target: SageMaker.ListTrainingJobs\r\nContent-Length: {len(deep)}"
    )
    status, _ = ask(account, line, head, deep, ends=False)
    assert 400 <= status < 500
