"""Stand-ins for services of the REST-JSON protocol: method and path name the operation.

The protocol is described in the Smithy specification, "AWS restJson1 protocol".
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.model import Shape, StructureShape

from local.protocol.http import Request, Response
from local.protocol.service import STATUSES, Route, Service
from local.protocol.service_error import ServiceError
from local.protocol.service_model import from_json, operation_model, read_object, scalar, service_model, to_json


class RestJsonService(Service):
    """The WSGI application."""

    def _route(self, request: Request) -> Route:
        found = route(request.method, request.path, self._services)
        if found is None:
            raise ServiceError("UnknownOperationException", f"no operation is {request.method} {request.path}")
        return found

    def _params(self, found: Route, request: Request) -> dict[str, Any]:
        shape = operation_model(found.operation, service=found.service).input_shape
        if shape is None:
            return {}
        located = {name: _located(name, member, found, request) for name, member in shape.members.items()}
        return _body(shape, request) | {name: value for name, value in located.items() if value is not None}

    def _written(self, found: Route, result: Mapping[str, Any]) -> Response:
        model = operation_model(found.operation, service=found.service)
        payload = model.output_shape.serialization.get("payload") if model.output_shape else None
        if payload:  # bytes, whose type the operation tells
            return Response(status=200, body=result[payload], headers={"Content-Type": result["contentType"]})
        return _json(int(model.http.get("responseCode", 200)), result)

    def _refused(self, error: ServiceError) -> Response:
        status = _statuses(self._services)[error.code]
        return _json(status, {"message": error.message}, {"x-amzn-ErrorType": error.code})


def route(method: str, path: str, services: tuple[str, ...]) -> Route | None:
    """The operation of an HTTP method and path; None if no operation has them.

    Example:
        >>> found = route("GET", "/custom-models/arn:aws:bedrock:us-east-1:1:custom-model/a.b/c", ("bedrock",))
        >>> found.operation, found.labels["modelIdentifier"]
        ('GetCustomModel', 'arn:aws:bedrock:us-east-1:1:custom-model/a.b/c')
        >>> route("GET", "/automated-reasoning-policies/arn/test-cases", ("bedrock",)).operation
        'ListAutomatedReasoningPolicyTestCases'
    """
    for service, operation, verb, pattern in _routes(services):
        if verb == method and (match := pattern.fullmatch(path)):
            return Route(service=service, operation=operation, labels=match.groupdict())
    return None


@cache
def _routes(services: tuple[str, ...]) -> tuple[tuple[str, str, str, re.Pattern[str]], ...]:
    """Routes with the most literal text first, so that a label (an ARN has slashes) takes only what is left."""
    found = []
    for service in services:
        for name in service_model(service).operation_names:
            http = operation_model(name, service=service).http
            literal = len(re.sub(r"\{\w+\+?\}", "", http["requestUri"]))
            found.append((literal, service, name, http["method"], _path_pattern(http["requestUri"])))
    return tuple(row[1:] for row in sorted(found, key=lambda row: -row[0]))


def _path_pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\+?\}", template.partition("?")[0])
    return re.compile("".join(f"(?P<{part}>.+)" if index % 2 else re.escape(part) for index, part in enumerate(parts)))


def _body(shape: StructureShape, request: Request) -> dict[str, Any]:
    payload = shape.serialization.get("payload")
    if payload:
        return {payload: request.body} if request.body else {}
    decoded = read_object(request.body)
    return {name: from_json(shape.members.get(name), value) for name, value in decoded.items() if value is not None}


def _located(name: str, member: Shape, found: Route, request: Request) -> Any:
    where = member.serialization.get("name", name)
    match member.serialization.get("location"):
        case "uri":
            return found.labels[where]
        case "header":
            return request.headers.get(where.lower())
        case "querystring":
            text = request.parameters.get(where)
            return None if text is None else _from_text(member, text)
    return None


def _from_text(shape: Shape, text: str) -> Any:
    try:
        if shape.type_name == "boolean":
            return {"true": True, "false": False}[text]
        if shape.type_name in ("integer", "long"):
            return int(text)
        return scalar(shape, text)
    except (KeyError, ValueError) as error:
        raise ServiceError("SerializationException", f"{text!r} is no {shape.type_name}") from error


@cache
def _statuses(services: tuple[str, ...]) -> Mapping[str, int]:
    """The statuses of all errors."""
    shapes = (shape for service in services for shape in service_model(service).error_shapes)
    return {**STATUSES, **{each.name: int(each.metadata["error"]["httpStatusCode"]) for each in shapes}}


def _json(status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    return Response(status=status, body=to_json(body), headers={"Content-Type": "application/json", **(headers or {})})
