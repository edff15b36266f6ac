"""botocore's own service models: what a request may hold, and how its values are written as JSON."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel, Shape
from botocore.utils import parse_timestamp

from local.protocol.json_text import read_json
from local.protocol.service_error import ServiceError
from local.protocol.shapes import check


@cache
def service_model(service: str) -> ServiceModel:
    """The installed botocore's model of a service, named as for `boto3.client`."""
    return ServiceModel(Loader().load_service_model(service, "service-2"), service)


def operation_model(operation: str, *, service: str) -> OperationModel:
    """The model of an operation."""
    return service_model(service).operation_model(operation)


def validate(operation: str, params: Mapping[str, Any], *, service: str) -> list[str]:
    """What a request breaks of the service model, including patterns and limits.

    Args:
        operation: as the API calls it, e.g. `CreateTrainingJob`.
        params: as boto3's method takes them.
        service: as `boto3.client` calls it, e.g. `sagemaker`.

    Returns:
        One message per fault, which begins with the path of the member; empty for a valid request.
    """
    shape = operation_model(operation, service=service).input_shape
    return list(check(shape, dict(params), "")) if shape else []


def validate_response(operation: str, response: Mapping[str, Any], *, service: str) -> list[str]:
    """The same for an operation's response, without boto3's own `ResponseMetadata`."""
    shape = operation_model(operation, service=service).output_shape
    members = {name: value for name, value in response.items() if name != "ResponseMetadata"}
    return list(check(shape, members, "")) if shape else []


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a request's body; an empty one for no body.

    Raises:
        ServiceError: it is something else.
    """
    try:
        decoded = read_json(body) if body.strip() else {}
    except ValueError as error:
        raise ServiceError("SerializationException", f"the body is not JSON: {error}") from error
    if not isinstance(decoded, dict):
        raise ServiceError("SerializationException", "the body must be a JSON object")
    return decoded


def from_json(shape: Shape | None, value: Any) -> Any:
    """Make timestamps and bytes of what is so in the model; unknown members stay, for `validate` to name.

    Raises:
        ServiceError: a value cannot be read as its type.
    """
    if shape is None or getattr(shape, "is_document_type", False):
        return value
    if shape.type_name == "structure" and isinstance(value, dict):
        return {name: from_json(shape.members.get(name), item) for name, item in value.items() if item is not None}
    if shape.type_name == "list" and isinstance(value, list):
        return [from_json(shape.member, item) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {name: from_json(shape.value, item) for name, item in value.items()}
    return scalar(shape, value)


def scalar(shape: Shape, value: Any) -> Any:
    """The same for a value that is not a structure, list or map."""
    try:
        if shape.type_name == "timestamp":
            return parse_timestamp(value)
        return base64.b64decode(value, validate=True) if shape.type_name == "blob" else value
    except (ValueError, TypeError) as error:
        raise ServiceError("SerializationException", f"{value!r} is no {shape.type_name}") from error


def to_json(value: Any) -> bytes:
    """A value as JSON: timestamps in ISO 8601 (REST-JSON's `date-time`), bytes in base64."""
    return json.dumps(value, default=_encoded, ensure_ascii=False).encode()


def _encoded(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return base64.b64encode(value).decode()
