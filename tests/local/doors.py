"""Servers, each with its boto3 clients, that the stand-ins of the tests stand behind in turn.

A client takes longer to make than most of these tests take, and belongs to a URL. So servers and clients stay, and what
each test starts is put behind one that is free.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final, Self
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import boto3
from botocore.config import Config
from werkzeug.serving import WSGIRequestHandler, make_server

# The service is to refuse what is wrong, not the client, and to be seen to refuse it once.
_CONFIG: Final = Config(retries={"max_attempts": 0}, parameter_validation=False)


class Door:
    """A server whose application changes, and clients of it by service. Nobody answers at a door that is free."""

    def __init__(self) -> None:
        self.application: WSGIApplication | None = None
        self.clients: dict[str, Any] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        if self.application is None:
            raise RuntimeError("the test that this is a request of is over")
        return self.application(environ, start_response)


class Doors:
    """All doors, in a context that ends them."""

    def __init__(self) -> None:
        # One session for all, which reads the service models once. Its keys are nobody's.
        self._session = boto3.Session(**dict.fromkeys(("aws_access_key_id", "aws_secret_access_key"), "local"))
        self._free: dict[tuple[str, ...], list[Door]] = defaultdict(list)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """The doors, none yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all servers and clients."""
        self._open.close()

    @contextmanager
    def to(self, application: WSGIApplication, *, region: str, services: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        """Clients of an application, by service, for as long as the context lasts."""
        free = self._free[(region, *services)]
        door = free.pop() if free else self._made(region, services)
        door.application = application
        try:
            yield door.clients
        finally:
            door.application = None
            free.append(door)

    def _made(self, region: str, services: tuple[str, ...]) -> Door:
        door = Door()
        url = self._open.enter_context(_serving(door))
        for name in services:
            client = self._session.client(name, region_name=region, endpoint_url=url, config=_CONFIG)
            self._open.callback(client.close)
            door.clients[name] = client
        return door


class _Silent(WSGIRequestHandler):
    """Does not log every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


@contextmanager
def _serving(application: WSGIApplication) -> Iterator[str]:
    """The URL of the running server; it ends with the block."""
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
