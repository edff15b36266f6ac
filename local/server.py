"""The HTTP server of the account."""

import json
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import make_server

from local.protocol.http import Application
from tuneql.errors import InvalidInput

HOST: Final = "127.0.0.1"  # an address, so that S3 clients put the bucket into the path
BACKLOG: Final = 128  # connections that wait to be accepted
POLL_SECONDS: Final = 0.05  # how soon the server notices that it should end
SILENCE_SECONDS: Final = 60  # how long a client may say nothing in the middle of a request
_log: Final = logging.getLogger(__name__)


class RequestHandler(MotoRequestHandler):  # type: ignore[misc]  # mypy does not read moto
    """moto's, which keeps header names as they are; requests are logged at debug level."""

    timeout = SILENCE_SECONDS

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        """Log at debug level."""
        _log.debug("%s: %s", type, message % args)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is not a request as AWS does, in JSON; the base class writes a page."""
        body = json.dumps({"message": message or explain or HTTPStatus(code).phrase}).encode()
        self.send_response(code, HTTPStatus(code).phrase)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(application_at: Callable[[str], Application], port: int) -> Iterator[None]:
    """Serve an application, in threads, for as long as the context lasts.

    Args:
        application_at: makes the application, given its URL.
        port: the port on this machine; 0 for a free one.

    Raises:
        InvalidInput: the port cannot be listened on.
    """
    # The URL is known once the port is bound, the application once the URL is.
    with _bound(port) as bound:
        server = make_server(
            HOST, port, _starting, threaded=True, request_handler=RequestHandler, fd=bound.fileno()
        )  # which makes a socket of its own for it
    thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), name="local-account", daemon=True)
    try:
        server.app = application_at(f"http://{HOST}:{server.port}")
        thread.start()
        yield
    finally:
        if thread.is_alive():
            server.shutdown()
            thread.join()
        server.server_close()


def _bound(port: int) -> socket.socket:
    """A listening socket: if werkzeug cannot open its own, it ends the process."""
    try:
        return socket.create_server((HOST, port), backlog=BACKLOG)
    except OSError as error:
        rule, remedy = f"cannot be listened on ({error.strerror})", "choose another, or 0 for a free one"
        raise InvalidInput(field="port", value=port, rule=rule, remedy=remedy) from None


def _starting(_environ: Any, start_response: Any) -> list[bytes]:
    start_response("503 Service Unavailable", [])
    return []
