"""What the stand-ins of all protocols have in common: they check a request, perform it, record it, and answer."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from local.protocol.http import Environ, Request, Response, StartResponse, read_request
from local.protocol.recorder import Recorder
from local.protocol.service_error import ServiceError
from local.protocol.service_model import validate

Params = Mapping[str, Any]
Operation = Callable[[Params], dict[str, Any]]

# The statuses of errors that the protocols have themselves; the others are in the service's model.
STATUSES: Final[Mapping[str, int]] = {
    "SerializationException": 400,
    "UnknownOperationException": 404,
    "NotImplementedException": 501,
    "InternalFailure": 500,
}


@dataclass(frozen=True, kw_only=True)
class Route:
    """The operation that a request is for, with what its path carries."""

    service: str
    operation: str
    labels: Mapping[str, str] = field(default_factory=dict)


class Service(ABC):
    """The WSGI application. Requests may come from many threads.

    Args:
        services: those that share the endpoint, as `boto3.client` calls them.
        operations: what is served; others are answered with 501.
        invalid: the error code for a request that breaks the service model.
        recorder: a file to which each request is appended as a JSON line: operation, params, status, at.
    """

    def __init__(
        self,
        *,
        services: tuple[str, ...],
        operations: Mapping[str, Operation],
        invalid: str,
        recorder: Path | None = None,
    ) -> None:
        self._services, self._operations, self._invalid = services, operations, invalid
        self._recorder = Recorder(recorder)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        return self._response(read_request(environ))(environ, start_response)

    def _response(self, request: Request) -> Response:
        try:
            found = self._route(request)
        except ServiceError as error:
            return self._refused(error)
        params: dict[str, Any] = {}
        try:
            params |= self._params(found, request)
            response = self._written(found, self._result(found, params))
        except ServiceError as error:
            response = self._refused(error)
        except Exception as error:  # noqa: BLE001 -- a client must read a service error, whatever went wrong
            message = f"The local stand-in failed: {type(error).__name__}: {error}"
            response = self._refused(ServiceError("InternalFailure", message))
        self._recorder.record(found.operation, params, response.status)
        return response

    def _result(self, found: Route, params: Params) -> dict[str, Any]:
        if found.operation not in self._operations:
            raise ServiceError("NotImplementedException", f"The local stand-in does not serve {found.operation}.")
        if faults := validate(found.operation, params, service=found.service):
            raise ServiceError(self._invalid, f"{len(faults)} validation error(s) detected: {'; '.join(faults)}")
        return self._operations[found.operation](params)

    @abstractmethod
    def _route(self, request: Request) -> Route:
        """The operation that a request is for; ServiceError if there is none."""

    @abstractmethod
    def _params(self, found: Route, request: Request) -> dict[str, Any]:
        """The parameters, as boto3's caller gave them; ServiceError if they cannot be read."""

    @abstractmethod
    def _written(self, found: Route, result: Mapping[str, Any]) -> Response:
        """The response with what an operation returned."""

    @abstractmethod
    def _refused(self, error: ServiceError) -> Response:
        """The response for an error."""


def locked(lock: AbstractContextManager[Any], operation: Operation) -> Operation:
    """An operation that is performed under a lock."""

    def perform(params: Params) -> dict[str, Any]:
        with lock:
            return operation(params)

    return perform
