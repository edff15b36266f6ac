"""A stand-in for a service of the JSON protocol: X-Amz-Target names the operation, the body holds the parameters.

The protocol is described in the Smithy specification, "AWS JSON 1.1 protocol".
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from local.protocol.http import Request, Response
from local.protocol.service import STATUSES, Route, Service
from local.protocol.service_error import ServiceError
from local.protocol.service_model import from_json, operation_model, read_object, service_model

CONTENT_TYPE: Final = "application/x-amz-json-1.1"


class JsonService(Service):
    """The WSGI application of one service."""

    def _route(self, request: Request) -> Route:
        operation, (service,) = request.headers.get("x-amz-target", "").rpartition(".")[2], self._services
        if operation not in service_model(service).operation_names:
            raise ServiceError("UnknownOperationException", f"{service} has no operation {operation!r}")
        return Route(service=service, operation=operation)

    def _params(self, found: Route, request: Request) -> dict[str, Any]:
        shape = operation_model(found.operation, service=found.service).input_shape
        return dict(from_json(shape, read_object(request.body)))

    def _written(self, found: Route, result: Mapping[str, Any]) -> Response:  # noqa: ARG002 - all alike
        return _json(200, result)

    def _refused(self, error: ServiceError) -> Response:
        return _json(STATUSES.get(error.code, 400), {"__type": error.code, "message": error.message})


def _json(status: int, body: Mapping[str, Any]) -> Response:
    data = json.dumps(body, default=_seconds, ensure_ascii=False).encode()
    return Response(status=status, body=data, headers={"Content-Type": CONTENT_TYPE})


def _seconds(value: datetime) -> float:
    """Timestamps are seconds since 1970 in this protocol."""
    return value.timestamp()
