"""HTTP as the account sees it: a request read from WSGI, with its signature taken apart, and a response."""

import io
import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl

from local.protocol.json_text import read_json

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

_CREDENTIAL: Final = re.compile(r"Credential=([^/,\s]+)/(\d{8})/([^/,\s]+)/([^/,\s]+)/aws4_request")

# The most that AWS takes in one request: an object put as a whole (S3 user guide, "Uploading objects").
BODY_BYTES: Final = 5 * 1024**3


class BodyError(Exception):
    """A request whose body cannot be read.

    Attributes:
        status: of the response.
    """

    def __init__(self, status: HTTPStatus, message: str) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a SigV4 signature claims.

    Attributes:
        access_key: whose signature it is.
        date: the day of the signing key, `YYYYMMDD`.
        region: the region that it is for.
        service: the signing name of the service, e.g. `s3` or `bedrock`.
    """

    access_key: str
    date: str
    region: str
    service: str


@dataclass(frozen=True, kw_only=True)
class Request:
    """An HTTP request whose body has been read.

    Attributes:
        path: percent-decoded.
        raw_path: as it was sent, without the query string.
        query: the query string as it was sent.
        headers: by lower-case name.
    """

    method: str
    path: str
    raw_path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @cached_property
    def scope(self) -> Scope | None:
        """The signature's scope; None for an unsigned request."""
        match = _CREDENTIAL.search(self.headers.get("authorization", ""))
        if match is None:
            return None
        access_key, date, region, service = match.groups()
        return Scope(access_key=access_key, date=date, region=region, service=service)

    @cached_property
    def parameters(self) -> dict[str, str]:
        """The query string's parameters; of one given twice, the last."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    def json(self) -> dict[str, Any]:
        """The body as a JSON object; empty if it is anything else."""
        try:
            value = read_json(self.body)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True, kw_only=True)
class Response:
    """An HTTP response that is not streamed."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        length = {} if environ["REQUEST_METHOD"] == "HEAD" else {"Content-Length": str(len(self.body))}
        status = HTTPStatus(self.status)
        headers = {"x-amzn-RequestId": str(uuid.uuid4()), **length, **self.headers}
        start_response(f"{status.value} {status.phrase}", list(headers.items()))
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


def json_response(status: int, body: Any, headers: Mapping[str, str] | None = None) -> Response:
    """A response with a JSON body."""
    content_type = {"Content-Type": "application/json"}
    return Response(status=status, body=json.dumps(body).encode(), headers={**content_type, **(headers or {})})


def read_request(environ: Environ) -> Request:
    """Read a whole request, and leave its body in the environ for the next application.

    Raises:
        BodyError: the body's length is not a number or not its own, or the body does not come.
    """
    body = _read_body(environ)
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    path, _, query = str(environ.get("REQUEST_URI") or environ["PATH_INFO"]).partition("?")
    return Request(
        method=environ["REQUEST_METHOD"],
        # WSGI hands over the path's bytes as Latin-1 (PEP 3333).
        path=environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace"),
        raw_path=path,
        query=query or environ.get("QUERY_STRING", ""),
        headers=dict(_headers(environ)),
        body=body,
    )


def call(application: Application, environ: Environ) -> Response:
    """The whole response of a WSGI application."""
    started: list[Any] = []
    body = b"".join(application(environ, lambda status, headers, _error=None: started.extend((status, headers))))
    status, headers = started[0], started[1]
    return Response(status=int(status.split()[0]), body=body, headers=dict(headers))


def _read_body(environ: Environ) -> bytes:
    length, source = environ.get("CONTENT_LENGTH") or "", environ["wsgi.input"]
    # werkzeug marks a chunked body, which ends by itself.
    chunked = not length and environ.get("wsgi.input_terminated")
    expected = None if chunked else _length(length or "0")
    try:
        body: bytes = source.read() if expected is None else source.read(expected)
    except TimeoutError:
        raise BodyError(HTTPStatus.REQUEST_TIMEOUT, "The body has not come in time.") from None
    except OSError as error:
        raise BodyError(HTTPStatus.BAD_REQUEST, f"The chunked body cannot be read: {error}.") from None
    if expected is not None and len(body) < expected:
        raise BodyError(HTTPStatus.BAD_REQUEST, f"The body ends after {len(body)} of {expected} bytes.")
    return body


def _length(text: str) -> int:
    """What a Content-Length says (RFC 9110, section 8.6: digits and nothing else)."""
    if not (text.isascii() and text.isdecimal()):
        raise BodyError(HTTPStatus.BAD_REQUEST, "The Content-Length is no number of bytes.")
    if len(text) > len(str(BODY_BYTES)) or int(text) > BODY_BYTES:
        raise BodyError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body may have {BODY_BYTES} bytes.")
    return int(text)


def _headers(environ: Environ) -> Iterable[tuple[str, str]]:
    for name, value in environ.items():
        if name.startswith("HTTP_"):
            yield name[5:].replace("_", "-").lower(), value
        elif name in {"CONTENT_TYPE", "CONTENT_LENGTH"} and value:
            yield name.replace("_", "-").lower(), value
