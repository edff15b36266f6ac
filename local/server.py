"""The HTTP server of the account."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import make_server

from local.http import Application

HOST: Final = "127.0.0.1"  # an address, so that S3 clients put the bucket into the path
POLL_SECONDS: Final = 0.05  # how soon the server notices that it is to end
_log: Final = logging.getLogger(__name__)


class RequestHandler(MotoRequestHandler):  # type: ignore[misc]  # mypy does not read moto
    """moto's, which keeps header names as they are; requests are logged for debugging only."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        """Log at debug level."""
        _log.debug("%s: %s", type, message % args)


@contextmanager
def serving(application_at: Callable[[str], Application], port: int) -> Iterator[None]:
    """Serve an application, in threads, for as long as the context lasts.

    Args:
        application_at: makes the application, given its URL.
        port: the port on this machine; 0 for a free one.
    """
    # The URL is known once the port is bound, the application once the URL is.
    server = make_server(HOST, port, _starting, threaded=True, request_handler=RequestHandler)
    thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), name="local-account", daemon=True)
    try:
        server.app = application_at(f"http://{HOST}:{server.server_port}")
        thread.start()
        yield
    finally:
        if thread.is_alive():
            server.shutdown()
            thread.join()
        server.server_close()


def _starting(_environ: Any, start_response: Any) -> list[bytes]:
    start_response("503 Service Unavailable", [])
    return []
