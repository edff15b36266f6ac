"""The playground's server on this machine: who is let in, what is passed on, and what runs on the example rows."""

import errno
import json
import socket
import struct
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from cli.example_rows import SHOWN, first_rows
from cli.page_server import BODY_BYTES, Desk, serving
from cli.playground import served
from examples import kestrel
from tuneql.errors import InvalidInput, RunFailed
from tuneql.serving.playground import headers
from tuneql.serving.refusals import Refused
from tuneql.sql.running.sandbox import ExecutionFailed


def call(method: str, path: str, body: object) -> tuple[int, dict[str, Any]]:
    if body == {"question": "down"}:
        raise RunFailed("nobody there")
    return (204, {}) if path == "feedback" else (429 if path == "openapi.json" else 200, {"got": [method, path, body]})


def run(asked: object) -> dict[str, Any]:
    raise ExecutionFailed(kind="timeout", message=str(asked))


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(Desk(page="<p>the page</p>", call=call, run=run)) as address:
        yield address


def send(url: str, method: str, path: str, data: bytes | None = None, **told: str) -> tuple[int, Any, bytes]:
    given = {"content-type": "application/json", **{name.replace("_", "-"): value for name, value in told.items()}}
    request = urllib.request.Request(url + path, data=data, method=method, headers=given)  # noqa: S310 - our own
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_the_type_of_a_body_may_name_its_characters(url: str) -> None:
    status, _, body = send(url, "POST", "sql", b"{}", content_type="Application/JSON; charset=utf-8")
    assert (status, json.loads(body)) == (200, {"got": ["POST", "sql", {}]})


def test_another_type_is_named(url: str) -> None:
    _, _, body = send(url, "POST", "sql", b"{}", content_type="text/plain")
    assert json.loads(body)["detail"].startswith("content-type: 'text/plain' is not application/json; ")


def test_the_page_comes_with_its_policy(url: str) -> None:
    status, told, body = send(url, "GET", "")
    assert (status, body) == (200, b"<p>the page</p>")
    assert {name: told[name] for name in headers()} == headers()
    assert urlsplit(url).hostname == "127.0.0.1"


@pytest.mark.parametrize("path", ["sql", "health", "openapi.json", "feedback", "schemas", "schemas/fleet-2.1"])
def test_calls_are_passed_on_with_their_status(url: str, path: str) -> None:
    method = "POST" if path in {"sql", "feedback"} else "GET"
    data = b'{"a": 1}' if method == "POST" else None
    status, told, body = send(url, method, path, data)
    assert status == {"feedback": 204, "openapi.json": 429}.get(path, 200)
    expected = {"got": [method, path, {"a": 1} if data else None]}
    assert (json.loads(body) if body else expected) == expected
    assert told["content-type"] == ("application/problem+json" if status == 429 else "application/json")


REFUSED: Final = [
    ("GET", "sql", b"", {}, 404),
    ("POST", "schemas", b"{}", {}, 404),
    ("POST", "schemas/fleet", b"{}", {}, 404),
    ("GET", "schemas/", b"", {}, 404),
    ("GET", "schemas/..", b"", {}, 404),
    ("GET", "schemas/fleet/../../sql", b"", {}, 404),
    ("GET", "schemas/fleet?x=1", b"", {}, 404),
    ("POST", "sql", b"{", {}, 400),
    ("POST", "sql", b"{}", {"content_type": "text/plain"}, 400),
    ("POST", "sql", b" " * (BODY_BYTES + 1), {}, 400),
    ("POST", "sql", b'{"question": "down"}', {}, 502),
    ("POST", "run", b'{"sql": "x"}', {}, 422),
]


@pytest.mark.parametrize(("method", "path", "data", "told", "status"), REFUSED, ids=lambda each: str(each)[:24])
def test_what_cannot_be_served_is_a_problem(
    *, url: str, method: str, path: str, data: bytes, told: dict[str, str], status: int
) -> None:
    found, about, body = send(url, method, path, data or None, **told)
    assert (found, about["content-type"]) == (status, "application/problem+json")
    assert json.loads(body)["title"]


STRANGERS: Final = [
    ("/", {}),
    ("/sql", {}),
    ("/wrong-token/sql", {}),
    ("own", {"host": "evil.example:80"}),
    ("own", {"host": "127.0.0.1.evil.example:80"}),
]


@pytest.mark.parametrize(("path", "told"), STRANGERS, ids=str)
def test_who_does_not_know_the_address_or_comes_by_another_name_gets_nothing(
    url: str, path: str, told: dict[str, str]
) -> None:
    root = url.rstrip("/") if path == "own" else url[: url.index("/", 8)]
    status, _, body = send(root, "GET", "/health" if path == "own" else path, **told)
    assert status == 404
    assert b"the page" not in body
    assert b"got" not in body


def test_addresses_differ_each_time(url: str) -> None:
    with serving(Desk(page="", call=call, run=run)) as other:
        assert urlsplit(url).path != urlsplit(other).path
        assert len(urlsplit(other).path) > 30


def test_a_port_that_is_taken_is_named(url: str) -> None:
    taken = urlsplit(url).port
    assert taken is not None
    with pytest.raises(InvalidInput, match=str(taken)), serving(Desk(page="", call=call, run=run), port=taken):
        pass


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> kestrel.Kestrel:
    return kestrel.build(tmp_path_factory.mktemp("kestrel"))


def rows(bundled: kestrel.Kestrel, sql: str, dialect: str = "kestrel") -> dict[str, Any]:
    asked = {"sql": sql, "dialect": dialect}
    return first_rows(asked, database=bundled.databases / "kestrel.sqlite", ddl=bundled.schema.read_text())


@pytest.mark.own_dialect
def test_rows_are_the_first_of_the_example(bundled: kestrel.Kestrel) -> None:
    found = rows(bundled, "SELECT sailing_id, status FROM sailings")
    assert (found["columns"], len(found["rows"]), found["more"]) == (("sailing_id", "status"), SHOWN, True)
    found = rows(bundled, "SELECT COUNT(*) AS n FROM ports LIMIT 1", "postgres")
    assert (found["columns"], found["more"]) == (("n",), False)
    assert json.loads(json.dumps(found))["rows"][0][0] > 0


@pytest.mark.own_dialect
@pytest.mark.parametrize("sql", ["DELETE FROM ports", "SELECT * FROM sqlite_master", "SELECT 1; SELECT 2"])
def test_the_guard_looks_again_before_anything_runs(bundled: kestrel.Kestrel, sql: str) -> None:
    with pytest.raises(Refused):
        rows(bundled, sql)


@pytest.mark.own_dialect
@pytest.mark.parametrize(("body", "field"), [([], "input"), ({}, "sql"), ({"sql": "SELECT 1"}, "dialect")])
def test_a_query_is_checked_first(bundled: kestrel.Kestrel, body: object, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        first_rows(body, database=bundled.databases / "kestrel.sqlite", ddl="CREATE TABLE a (b INTEGER)")
    assert refused.value.field == field


@pytest.mark.own_dialect
def test_numbers_that_a_browser_would_change_are_texts(bundled: kestrel.Kestrel) -> None:
    assert rows(bundled, "SELECT 9007199254740993, 9e999, x'00ff', NULL", "sqlite")["rows"] == [
        ["9007199254740993", "inf", "x'00ff'", None]
    ]


@pytest.mark.own_dialect
def test_the_page_of_an_endpoint_offers_the_example_with_its_rows(bundled: kestrel.Kestrel) -> None:
    with served("http://127.0.0.1:9/v1/", bundled, notice="a notice", api_key="k") as address:
        html = send(address, "GET", "")[2].decode()
        status, _, body = send(address, "GET", "health")
    assert "Kestrel Ferries" in html
    assert "a notice" in html
    assert (status, json.loads(body)["title"]) == (502, "The endpoint cannot be asked")
    assert "http://127.0.0.1:9/v1/health" in json.loads(body)["detail"]


RAW: Final = [
    # what follows the token in a request of raw bytes, its head, its body, and the status
    ("PUT", "sql", "Content-Length: 2", b"{}", 405),
    ("OPTIONS", "", "", b"", 405),
    ("FOO", "nothing", "", b"", 405),
    ("POST", "sql", "Content-Length: -1", b"{}", 400),
    ("POST", "sql", "Content-Length: 1e3", b"{}", 400),
    ("POST", "sql", "Content-Length: \u0663", b"{} ", 400),
    ("POST", "sql", "Content-Length: 99999999999999999999", b"{}", 400),
    ("POST", "sql", "Transfer-Encoding: chunked", b"2\r\n{}\r\n0\r\n\r\n", 400),
    ("POST", "sql", "Content-Length: 400000", b"[" * 400_000, 400),
    ("GET", "x" * 70_000, "", b"", 414),
    ("GET", "", "X-Long: " + "x" * 70_000, b"", 431),
]


@pytest.mark.parametrize(("method", "path", "head", "body", "expected"), RAW)
def test_what_no_page_would_send_is_answered_at_once_as_a_problem(
    url: str, method: str, path: str, head: str, body: bytes, *, expected: int
) -> None:
    status, told, found = raw(url, method, path, head, body)
    assert (status, told["content-type"]) == (expected, "application/problem+json")
    assert json.loads(found)["status"] == expected
    assert (told["allow"] == "GET, HEAD, POST") == (expected == 405)


def test_a_head_is_the_page_without_its_body(url: str) -> None:
    status, told, body = raw(url, "HEAD", "", "", b"")
    assert (status, told["content-length"], body) == (200, str(len("<p>the page</p>")), b"")


def test_who_does_not_wait_for_the_answer_is_no_reason_to_complain(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(5):
        with connected(url) as there:
            there.sendall(f"GET {urlsplit(url).path} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n\r\n".encode())
            there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closed by a reset
    assert send(url, "GET", "")[0] == 200
    assert capfd.readouterr().err == ""


def test_who_leaves_within_a_question_is_no_reason_to_complain(
    url: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def shutdown(*_: object) -> None:
        raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

    monkeypatch.setattr(socket.socket, "shutdown", shutdown)  # as it answers once the other side has reset
    assert send(url, "GET", "")[0] == 200
    assert capfd.readouterr().err == ""


def connected(url: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", urlsplit(url).port or 0), timeout=60)


def raw(url: str, method: str, path: str, head: str, body: bytes) -> tuple[int, Any, bytes]:
    """A request as it is, and what comes until the server ends the connection; our side stays open."""
    where = urlsplit(url)
    lines = [f"{method} {where.path}{path} HTTP/1.1", f"Host: {where.netloc}", "Content-Type: application/json", head]
    with connected(url) as there:
        there.sendall("\r\n".join(filter(None, lines)).encode() + b"\r\n\r\n" + body)
        answer = HTTPResponse(there, method=method)
        answer.begin()
        return answer.status, answer.headers, answer.read()
