"""The OpenAPI document, generated from the types that the handler itself reads and writes."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from tuneql.limits import SCHEMA_ID_PATTERN
from tuneql.serving.examples import EXAMPLES, REQUEST_ID
from tuneql.serving.operations import OPERATIONS, Operation
from tuneql.serving.problems import INTERNAL, KINDS, RETRY_AFTER, Problem

Json = dict[str, Any]

# The gateway's own answers: before it calls the function, or when that gave none.
_GATEWAY: Final = {
    "400": ("/errors/invalid-request",),
    "401": ("/errors/unauthorized",),
    "403": ("/errors/forbidden",),
    "404": ("/errors/not-found",),
    "413": ("/errors/request-too-large",),
    "415": ("/errors/unsupported-media-type",),
    "429": ("/errors/throttled", "/errors/quota-exceeded"),
    "500": (INTERNAL.type, "/errors/internal-error"),
    "504": ("/errors/timeout",),
}
_TITLES: Final = {
    "/errors/unauthorized": "Not signed in",
    "/errors/forbidden": "Not allowed",
    "/errors/not-found": "No such path",
    "/errors/request-too-large": "The request is too large",
    "/errors/unsupported-media-type": "The content type is not taken",
    "/errors/quota-exceeded": "Your quota is used up",
    "/errors/internal-error": "The gateway failed",
    "/errors/timeout": "No answer in time",
    INTERNAL.type: INTERNAL.title,
    **{kind.type: kind.title for kind in KINDS},
}
_STATUSES: Final = {kind.type: str(kind.status) for kind in KINDS}


_TAGS: Final = {
    "about": "The endpoint itself.",
    "answers": "Questions, their answers, and what people say of them.",
    "schemas": "Schemas that are registered once, and asked about by id.",
}
# Answers that have no type here.
_UNTYPED: Final[Mapping[str, Json]] = {
    "openapi": {"application/json": {"schema": {"type": "object"}}},
    "playground": {"text/html": {"schema": {"type": "string"}}},
}

# By the deployment's setting `authorization`: the name of the scheme, and the scheme.
_SECURITY: Final[Mapping[str, tuple[str, Json]]] = {
    "iam": (
        "sigv4",
        {
            "type": "apiKey",
            "name": "Authorization",
            "in": "header",
            "description": "AWS Signature Version 4, service execute-api.",
            "x-amazon-apigateway-authtype": "awsSigv4",
        },
    ),
    "api-key": ("api_key", {"type": "apiKey", "name": "x-api-key", "in": "header"}),
    "jwt": ("jwt", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}),
}


def document(root: str = "/v1", authorization: str = "iam") -> Json:
    """The API as an OpenAPI 3.1 document.

    Args:
        root: what all paths of the API begin with.
        authorization: the deployment's setting: how callers get in.
    """
    scheme, security = _SECURITY[authorization]
    page: list[Json] | None = None if authorization == "iam" else [{}, {scheme: []}]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "tuneql",
            "version": "1",
            "description": "A question in, checked SQL out.",
            "contact": {"name": "Whoever deployed it"},
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": root or "/", "description": "The stage of the deployed API."}],
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "paths": {path: _path(path, methods, page=page) for path, methods in OPERATIONS.items()},
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {scheme: security},
        },
        "security": [{scheme: []}],
    }


def _schemas() -> Json:
    """The JSON schemas of the bodies of all requests and responses, by the names of their types."""
    operations = [each for methods in OPERATIONS.values() for each in methods.values()]
    bodies = [body for each in operations for body in (each.body, each.answer) if body is not None]
    by_name = {model.__name__: TypeAdapter[Any](model) for model in (*bodies, Problem)}
    _, schemas = TypeAdapter.json_schemas(
        [(name, "validation", by_name[name]) for name in sorted(by_name)], ref_template="#/components/schemas/{model}"
    )
    definitions: Json = schemas["$defs"]
    return definitions


def _path(path: str, methods: Mapping[str, Operation], *, page: list[Json] | None) -> Json:
    parameter = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "The id of a registered schema.",
        "schema": {"type": "string", "pattern": SCHEMA_ID_PATTERN},
        "example": "ferries",
    }
    found: Json = {"parameters": [parameter]} if "{id}" in path else {}
    return found | {method: _operation(each, page=page) for method, each in methods.items()}


def _operation(operation: Operation, *, page: list[Json] | None) -> Json:
    """An operation of the document; `page` is the security of the page, where it has less than the others."""
    found: Json = {
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
    }
    if operation.is_page and page is not None:
        found["security"] = page
    if operation.body:
        found["requestBody"] = {"required": True, "content": _content(operation.body)}
    return found | {"responses": {**_success(operation), **_failures(operation)}}


def _success(operation: Operation) -> Json:
    if operation.answer:
        return {"200": {"description": operation.summary, "content": _content(operation.answer)}}
    if operation.id in _UNTYPED:
        return {"200": {"description": operation.summary, "content": _UNTYPED[operation.id]}}
    return {"204": {"description": "Done."}}


def _content(model: type, media_type: str = "application/json") -> Json:
    examples = {name: {"value": value} for name, value in EXAMPLES.get(model.__name__, {}).items()}
    reference = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {media_type: {"schema": reference} | ({"examples": examples} if examples else {})}


def _failures(operation: Operation) -> Json:
    kinds = {status: list(known) for status, known in _GATEWAY.items()}
    for kind in operation.problems:
        kinds.setdefault(_STATUSES[kind], []).append(kind)
    return {status: _failure(status, dict.fromkeys(kinds[status])) for status in sorted(kinds)}


def _failure(status: str, kinds: Iterable[str]) -> Json:
    described = "; ".join(f"{_TITLES[kind]}: {kind}" for kind in kinds)
    content = _content(Problem, "application/problem+json")
    content["application/problem+json"]["examples"] = {
        kind.removeprefix("/errors/"): {"value": _problem(kind, int(status))} for kind in kinds
    }
    retry = {"description": "Seconds after which to try again.", "schema": {"type": "integer"}}
    headers = {"headers": {"Retry-After": retry}} if int(status) in RETRY_AFTER else {}
    return {"description": described, **headers, "content": content}


def _problem(kind: str, status: int) -> Json:
    """An example of a problem document."""
    identity = {"type": kind, "title": _TITLES[kind], "status": status, "request_id": REQUEST_ID}
    return {**identity, **EXAMPLES["Problem"][kind.removeprefix("/errors/")]}
