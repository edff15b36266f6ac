"""A stand-in for a service of the JSON protocol: X-Amz-Target names the operation, the body holds the parameters.

The protocol is described in the Smithy specification, "AWS JSON 1.1 protocol".
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from local.protocol.http import Application, Environ, Request, Response, StartResponse, read_request
from local.protocol.recorder import Recorder
from local.protocol.service_error import ServiceError
from local.protocol.service_model import from_json, operation_model, read_object, service_model, validate

Params = Mapping[str, Any]
Operation = Callable[[Params], dict[str, Any]]

CONTENT_TYPE: Final = "application/x-amz-json-1.1"
# The statuses of errors that are not in the service's model; those in it are 400.
STATUSES: Final[Mapping[str, int]] = {"UnknownOperationException": 404, "NotImplementedException": 501}
FAILURE_STATUS: Final = 500


class JsonService:
    """The WSGI application. Requests may come from many threads.

    Args:
        service: as `boto3.client` calls it.
        operations: what is served; the service's others are answered with 501.
        invalid: the error code for a request that breaks the service model.
        recorder: a file to which each request is appended as a JSON line: operation, params, status, at.
    """

    def __init__(
        self, *, service: str, operations: Mapping[str, Operation], invalid: str, recorder: Path | None = None
    ) -> None:
        self._service, self._operations, self._invalid = service, operations, invalid
        self._recorder = Recorder(recorder)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        return self._response(read_request(environ))(environ, start_response)

    def _response(self, request: Request) -> Application:
        operation = request.headers.get("x-amz-target", "").rpartition(".")[2]
        params: dict[str, Any] = {}
        try:
            params |= self._params(operation, request)
            response = _json(200, self._result(operation, params))
        except ServiceError as error:
            response = _error(STATUSES.get(error.code, 400), error.code, error.message)
        except Exception as error:  # noqa: BLE001 -- a client must read a service error, whatever went wrong
            message = f"The local {self._service} stand-in failed: {type(error).__name__}: {error}"
            response = _error(FAILURE_STATUS, "InternalFailure", message)
        self._recorder.record(operation, params, response.status)
        return response

    def _params(self, operation: str, request: Request) -> dict[str, Any]:
        if operation not in service_model(self._service).operation_names:
            raise ServiceError("UnknownOperationException", f"{self._service} has no operation {operation!r}")
        found = from_json(operation_model(operation, service=self._service).input_shape, read_object(request.body))
        return dict(found)

    def _result(self, operation: str, params: Params) -> dict[str, Any]:
        if operation not in self._operations:
            message = f"The local {self._service} stand-in does not serve {operation}."
            raise ServiceError("NotImplementedException", message)
        if faults := validate(operation, params, service=self._service):
            raise ServiceError(self._invalid, f"{len(faults)} validation error(s) detected: {'; '.join(faults)}")
        return self._operations[operation](params)


def _json(status: int, body: Mapping[str, Any]) -> Response:
    data = json.dumps(body, default=_seconds, ensure_ascii=False).encode()
    return Response(status=status, body=data, headers={"Content-Type": CONTENT_TYPE})


def _seconds(value: datetime) -> float:
    """Timestamps are seconds since 1970 in this protocol."""
    return value.timestamp()


def _error(status: int, code: str, message: str) -> Response:
    return _json(status, {"__type": code, "message": message})
