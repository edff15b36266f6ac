"""The routes of the endpoint, without API Gateway: a request in, a response out."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tuneql.errors import InvalidInput, ModelMissing, NoModelYet
from tuneql.parsing import parse_as
from tuneql.ports import Model, Pointer
from tuneql.release.champion import Champion, Served
from tuneql.serving.openapi import Health, document
from tuneql.serving.problems import RETRY_AFTER, Problem, no_such_route, problem
from tuneql.serving.service import SqlRequest, answer

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a client sent; `path` starts with a slash, without the stage."""

    method: str
    path: str
    body: str | None
    request_id: str


@dataclass(frozen=True, kw_only=True)
class Response:
    """What it gets back."""

    status: int
    body: str
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})


@dataclass(frozen=True, kw_only=True)
class Backend:
    """What the routes need.

    Attributes:
        pointer: who is champion.
        model: how to ask what serves users.
        base_model_id: whose token prices hold.
    """

    pointer: Pointer
    model: Callable[[Served], Model]
    base_model_id: str


def respond(request: Request, backend: Backend) -> Response:
    """Serve a request; every error becomes a problem document."""
    route = ROUTES.get((request.method, request.path))
    if route is None:
        return _refusal(no_such_route(request.method, request.path, request_id=request.request_id))
    try:
        return Response(status=200, body=route(request, backend))
    except Exception as error:  # noqa: BLE001 - the last line of defence: nothing internal may leak
        found = problem(error, request_id=request.request_id)
        _LOG.log(
            logging.ERROR if found.status == 500 else logging.INFO,  # noqa: PLR2004 - the status that nobody expected
            "%s",
            found.type,
            exc_info=error,
            extra={"request_id": request.request_id, "status": found.status},
        )
        return _refusal(found)


def _sql(request: Request, backend: Backend) -> str:
    asked = parse_as(SqlRequest, _json(request.body))
    try:
        return _answered(asked, _champion(backend), backend, request.request_id)
    except ModelMissing:  # the record may be an old one
        return _answered(asked, _champion(backend, fresh=True), backend, request.request_id)


def _answered(asked: SqlRequest, champion: Champion, backend: Backend, request_id: str) -> str:
    given = answer(
        asked,
        champion=champion,
        model=backend.model(champion),
        base_model_id=backend.base_model_id,
        request_id=request_id,
    )
    return given.model_dump_json()


def _health(_: Request, backend: Backend) -> str:
    champion = backend.pointer.read()
    health = Health(
        status="ok" if champion else "no-model-yet",
        model=champion.run if champion else None,
        dialect=champion.dialect if champion else None,
    )
    return health.model_dump_json()


def _openapi(_: Request, __: Backend) -> str:
    return json.dumps(document())


ROUTES: Mapping[tuple[str, str], Callable[[Request, Backend], str]] = {
    ("POST", "/sql"): _sql,
    ("GET", "/health"): _health,
    ("GET", "/openapi.json"): _openapi,
}


def _champion(backend: Backend, *, fresh: bool = False) -> Champion:
    champion = backend.pointer.read(fresh=fresh)
    if champion is None:
        raise NoModelYet("no run has promoted a model yet; start one, and ask again when it has ended")
    return champion


def _json(body: str | None) -> Any:
    try:
        return json.loads(body or "")
    except ValueError as error:
        raise InvalidInput(
            field="body", value=body or "", rule=f"is not JSON ({error})", remedy="send a JSON object"
        ) from None


def _refusal(found: Problem) -> Response:
    headers = {"content-type": "application/problem+json"}
    if found.status in RETRY_AFTER:
        headers["retry-after"] = str(RETRY_AFTER[found.status])
    return Response(status=found.status, body=found.model_dump_json(), headers=headers)
