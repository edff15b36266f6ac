"""The playground on this machine: the page, its calls signed and passed on, and its answers run on example rows.

It listens on 127.0.0.1 only, under a path that nobody else can know, since other pages in the same browser can send
requests to this machine, too. Another `Host` is refused: a page could rebind its own name to 127.0.0.1.
"""

import hmac
import json
import re
import secrets
import socket
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from tuneql.errors import InvalidInput, RunFailed
from tuneql.json_problems import why_not_json
from tuneql.limits import SCHEMA_ID_PATTERN
from tuneql.serving.playground import headers
from tuneql.serving.problems import Problem, no_such_route, problem
from tuneql.sql.running.sandbox import ExecutionFailed

HOST: Final = "127.0.0.1"
PASSED_ON: Final = frozenset(
    {("POST", "sql"), ("POST", "feedback"), ("GET", "health"), ("GET", "openapi.json"), ("GET", "schemas")}
)
BODY_BYTES: Final = 2_000_000
_TOKEN_BYTES: Final = 24
_POLL_SECONDS: Final = 0.1
_LINGER_SECONDS: Final = 1
_LINGER_BYTES: Final = 1 << 16
_ALLOWED: Final = "GET, HEAD, POST"
_ERROR: Final = 400

Call = Callable[[str, str, object], tuple[int, dict[str, Any]]]
Reply = tuple[int, Mapping[str, str], bytes]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What serves the page's requests.

    Attributes:
        page: its HTML.
        call: sends a method, a path such as `sql` and a body to the endpoint; returns status and decoded answer.
        run: returns the rows of a query, for the page to show.
    """

    page: str
    call: Call
    run: Callable[[object], dict[str, Any]]


@contextmanager
def serving(desk: Desk, *, port: int = 0) -> Iterator[str]:
    """Serve the page within the block; yields its address.

    Args:
        desk: what it needs.
        port: to listen on; 0 for a free one.

    Raises:
        InvalidInput: the port is taken.
    """
    try:
        server = _Server(desk, port)
    except OSError as error:
        raise InvalidInput(
            field="port", value=port, rule=f"cannot be listened on ({error})", remedy="choose another, or 0"
        ) from error
    thread = threading.Thread(target=server.serve_forever, args=(_POLL_SECONDS,), name="playground", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/{server.token}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    """Binds the port, and has what its handlers need."""

    def __init__(self, desk: Desk, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.desk, self.token = desk, secrets.token_urlsafe(_TOKEN_BYTES)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 60

    def do_GET(self) -> None:
        self._answer("GET")

    def do_HEAD(self) -> None:
        self._answer("GET", with_body=False)

    def do_POST(self) -> None:
        self._answer("POST")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer other requests with a problem in JSON, where the base class would write HTML."""
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        found = Problem(
            type="about:blank",
            title=status.phrase,
            status=status,
            detail=message or explain or status.description,
            request_id=str(uuid.uuid4()),
        )
        _, told, body = _json(status, found.model_dump())
        self._send(status, {**told, "allow": _ALLOWED} if status is HTTPStatus.METHOD_NOT_ALLOWED else told, body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Log nothing: the address has the token in it."""

    def _answer(self, method: str, *, with_body: bool = True) -> None:
        path = self._path()
        status, told, body = _refused(method) if path is None else _reply(self.server.desk, method, path, self._body)
        self._send(status, told, body, with_body=with_body)

    def _send(self, status: int, told: Mapping[str, str], body: bytes, *, with_body: bool = True) -> None:
        self.send_response(status)
        for name, value in {**told, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        with suppress(OSError):  # the client has gone, which a closed socket tells in several ways
            self.end_headers()
            self.wfile.write(body if with_body else b"")
            self._linger()

    def _linger(self) -> None:
        """Read the rest of a request for a moment: closing the connection before would reset it and lose the answer.

        The client has the answer already, and does not wait for this.
        """
        self.connection.settimeout(_LINGER_SECONDS)
        with suppress(TimeoutError):
            self.connection.shutdown(socket.SHUT_WR)
            for _ in range(2 * BODY_BYTES // _LINGER_BYTES):
                if not self.connection.recv(_LINGER_BYTES):
                    return

    def _path(self) -> str | None:
        """The path after the token; None for a request that the page did not send."""
        given, _, path = self.path.removeprefix("/").partition("/")
        host = self.headers.get("host", "").rpartition(":")[0]
        is_known = hmac.compare_digest(given.encode(), self.server.token.encode())
        return path if is_known and host in {HOST, "localhost"} else None

    def _body(self) -> object:
        # A form on another page could not send this type without asking first (CORS).
        kind = self.headers.get("content-type", "")
        if kind.partition(";")[0].strip().lower() != "application/json":
            rule, remedy = "is not application/json", "send JSON, and call it so"
            raise InvalidInput(field="content-type", value=kind, rule=rule, remedy=remedy)
        length = self.headers.get("content-length", "")
        is_number = length.isascii() and length.isdecimal() and len(length) <= len(str(BODY_BYTES))
        if not is_number or int(length) > BODY_BYTES:
            raise _bad_body(f"is longer than {BODY_BYTES} bytes, or does not say how long it is")
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError) as error:
            raise _bad_body(f"is not JSON ({why_not_json(error)})") from None
        except TimeoutError:
            raise _bad_body(f"has not come in {self.timeout} seconds") from None


def _bad_body(rule: str) -> InvalidInput:
    return InvalidInput(field="body", value="", rule=rule, remedy="send what the page would")


def _reply(desk: Desk, method: str, path: str, body: Callable[[], object]) -> Reply:
    request_id = str(uuid.uuid4())
    try:
        if (method, path) == ("GET", ""):
            return 200, headers(), desk.page.encode()
        if _passes(method, path):
            return _json(*desk.call(method, path, body() if method == "POST" else None))
        if (method, path) == ("POST", "run"):
            return _json(200, desk.run(body()))
        found = no_such_route(method, f"/{path}", request_id=request_id)
    except (ExecutionFailed, RunFailed) as error:
        found = _failed(error, request_id)
    except Exception as error:  # noqa: BLE001 - whatever it is, the page must say something
        found = problem(error, request_id=request_id)
    return _json(found.status, found.model_dump())


def _passes(method: str, path: str) -> bool:
    folder, _, schema_id = path.partition("/")
    reads = method == "GET" and folder == "schemas" and re.fullmatch(SCHEMA_ID_PATTERN, schema_id)
    return (method, path) in PASSED_ON or bool(reads)


def _failed(error: ExecutionFailed | RunFailed, request_id: str) -> Problem:
    """The error in full: whoever reads it runs the server."""
    ran = isinstance(error, ExecutionFailed)
    return Problem(
        type="/errors/not-run" if ran else "/errors/no-endpoint",
        title="It does not run on the example rows" if ran else "The endpoint cannot be asked",
        status=422 if ran else 502,
        detail=str(error),
        request_id=request_id,
    )


def _refused(method: str) -> Reply:
    found = no_such_route(method, "this address", request_id=str(uuid.uuid4()))
    detail = "open the whole address that the command has printed"
    return _json(404, found.model_dump() | {"detail": detail})


def _json(status: int, value: object) -> Reply:
    kind = "application/problem+json" if status >= _ERROR else "application/json"
    told = {"content-type": kind, "cache-control": "no-store", "x-content-type-options": "nosniff"}
    return status, told, b"" if status == 204 else json.dumps(value).encode()  # noqa: PLR2004 - no content
