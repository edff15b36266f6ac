"""HTTP on one side, operations and parameters on the other, by botocore's own service models.

Nothing here knows what an operation does. The REST-JSON protocol is described in the Smithy specification, "AWS
restJson1 protocol"; the models are those of `local.protocol.service_model`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import parse_qs

from botocore.model import Shape, StructureShape

from local.bedrock.errors import ServiceError, invalid
from local.protocol.service_model import from_json, operation_model, read_object, scalar, service_model, to_json

SERVICES: Final = ("bedrock", "bedrock-runtime")


@dataclass(frozen=True, kw_only=True)
class Request:
    """An HTTP request.

    Attributes:
        path: percent-decoded, as WSGI gives it.
        headers: by lower-case name.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Route:
    """The operation that a request is for, with what its path carries."""

    service: str
    operation: str
    labels: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Response:
    """An HTTP response."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterable[bytes]


def route(method: str, path: str) -> Route | None:
    """The operation of an HTTP method and path; None if no operation has them.

    Example:
        >>> found = route("GET", "/custom-models/arn:aws:bedrock:us-east-1:1:custom-model/a.b/c")
        >>> found.operation, found.labels["modelIdentifier"]
        ('GetCustomModel', 'arn:aws:bedrock:us-east-1:1:custom-model/a.b/c')
    """
    for service, operation, verb, pattern in _routes():
        if verb == method and (match := pattern.fullmatch(path)):
            return Route(service=service, operation=operation, labels=match.groupdict())
    return None


@cache
def _routes() -> tuple[tuple[str, str, str, re.Pattern[str]], ...]:
    """Routes with the most literal text first, so that a label (an ARN has slashes) takes only what is left."""
    found = []
    for service in SERVICES:
        for name in service_model(service).operation_names:
            http = operation_model(name, service=service).http
            literal = len(re.sub(r"\{\w+\+?\}", "", http["requestUri"]))
            found.append((literal, service, name, http["method"], _path_pattern(http["requestUri"])))
    return tuple(row[1:] for row in sorted(found, key=lambda row: -row[0]))


def _path_pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\+?\}", template.partition("?")[0])
    return re.compile("".join(f"(?P<{part}>.+)" if index % 2 else re.escape(part) for index, part in enumerate(parts)))


def parse(found: Route, request: Request) -> dict[str, Any]:
    """The parameters of a request, as boto3's caller gave them.

    Raises:
        ServiceError: the body is not a JSON object, or a value cannot be read as its type.
    """
    shape = operation_model(found.operation, service=found.service).input_shape
    if shape is None:
        return {}
    body = _body(shape, request)
    located = {name: _located(name, member, found, request) for name, member in shape.members.items()}
    return body | {name: value for name, value in located.items() if value is not None}


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
            values = parse_qs(request.query, keep_blank_values=True).get(where)
            return _from_text(member, values[0]) if values else None
    return None


def _from_text(shape: Shape, text: str) -> Any:
    try:
        if shape.type_name == "boolean":
            return {"true": True, "false": False}[text]
        if shape.type_name in ("integer", "long"):
            return int(text)
        return scalar(shape, text)
    except (KeyError, ValueError) as error:
        raise invalid(f"{text!r} is no {shape.type_name}") from error


def respond(found: Route, result: Mapping[str, Any], request_id: str) -> Response:
    """The HTTP response with what an operation returned."""
    model = operation_model(found.operation, service=found.service)
    payload = model.output_shape.serialization.get("payload") if model.output_shape else None
    if payload == "body":
        headers, data = {"Content-Type": result["contentType"]}, result["body"]
    else:
        headers, data = {"Content-Type": "application/json"}, to_json(result)
    status = int(model.http.get("responseCode", 200))
    return Response(status=status, headers=headers | {"x-amzn-RequestId": request_id}, chunks=(data,))


def respond_error(service: str, error: ServiceError, request_id: str) -> Response:
    """The HTTP response for an error: its message as JSON, its name in `x-amzn-ErrorType`."""
    headers = {
        "Content-Type": "application/json",
        "x-amzn-ErrorType": error.code,
        "x-amzn-RequestId": request_id,
    }
    return Response(
        status=status_of(service, error.code), headers=headers, chunks=(to_json({"message": error.message}),)
    )


def status_of(service: str, code: str) -> int:
    """The HTTP status that the model gives an error; the two errors of the protocol itself are in no model."""
    protocol = {"SerializationException": 400, "UnknownOperationException": 404, "NotImplementedException": 501}
    shapes = {shape.name: shape for shape in service_model(service).error_shapes}
    return int(shapes[code].metadata["error"]["httpStatusCode"]) if code in shapes else protocol[code]
