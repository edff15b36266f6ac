"""Request validation of API Gateway: a body against a model's JSON schema (draft 4), and required parameters.

The messages are those of the Java validator that API Gateway uses (com.github.fge json-schema-validator), with their
double quotes; a gateway response that puts them into JSON unescaped breaks here as it would there.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from jsonschema import Draft4Validator
from jsonschema.exceptions import ValidationError

from local.protocol.http import Request
from local.protocol.json_text import read_json


def body_errors(request: Request, models: Mapping[str, Any]) -> list[str]:
    """What is wrong with a request's body; a content type that has no model is not validated."""
    content_type = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if content_type not in models:
        return []
    try:
        body = read_json(request.body)
    except ValueError:
        return ["Invalid JSON"]
    errors = Draft4Validator(models[content_type]).iter_errors(body)
    return [_message(error) for error in sorted(errors, key=lambda error: error.json_path)]


def missing_parameters(request: Request, path_parameters: Mapping[str, str], required: tuple[str, ...]) -> list[str]:
    """The names of required parameters that a request does not have."""
    present = {
        "querystring": request.parameters,
        "header": request.headers,
        "path": path_parameters,
    }
    return [name for _, _, place, name in (each.split(".", 3) for each in required) if _absent(present[place], name)]


def _absent(present: Mapping[str, str], name: str) -> bool:
    return not (present.get(name) or present.get(name.lower()))


def _message(error: ValidationError) -> str:
    words = MESSAGES.get(str(error.validator))
    return words(error) if words else error.message


def _quoted(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _required(error: ValidationError) -> str:
    missing = [name for name in error.validator_value if name not in error.instance]
    return f"object has missing required properties ({_quoted(missing)})"


def _additional(error: ValidationError) -> str:
    unknown = sorted(set(error.instance) - set(error.schema.get("properties", {})))
    return f"object instance has properties which are not allowed by the schema: {_quoted(unknown)}"


def _type(error: ValidationError) -> str:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    found = _type_name(error.instance)
    return f"instance type ({found}) does not match any allowed primitive type (allowed: {_quoted(wanted)})"


def _type_name(value: Any) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")


MESSAGES: Final[Mapping[str, Callable[[ValidationError], str]]] = {
    "required": _required,
    "additionalProperties": _additional,
    "type": _type,
    "maxLength": lambda error: (
        f"string {_quoted(error.instance)} is too long "
        f"(length: {len(error.instance)}, maximum allowed: {error.validator_value})"
    ),
    "minLength": lambda error: (
        f"string {_quoted(error.instance)} is too short "
        f"(length: {len(error.instance)}, required minimum: {error.validator_value})"
    ),
    "enum": lambda error: (
        f"instance value ({_quoted(error.instance)}) not found in enum "
        f"(possible values: {_quoted(error.validator_value)})"
    ),
    "pattern": lambda error: (
        f"ECMA 262 regex {_quoted(error.validator_value)} does not match input string {_quoted(error.instance)}"
    ),
    "oneOf": lambda error: f"instance failed to match exactly one schema (out of {len(error.validator_value)})",
    "anyOf": lambda error: f"instance failed to match at least one required schema among {len(error.validator_value)}",
}
