"""The routes of the endpoint, without API Gateway: a request in, a response out."""

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel

from tuneql.errors import InvalidInput, ModelMissing, NoModelYet
from tuneql.parsing import parse_as
from tuneql.ports import ChampionReader, Model
from tuneql.release.champion import Champion, Served
from tuneql.serving.asking import check_alternatives
from tuneql.serving.contest import Contests, contest, note_opinion
from tuneql.serving.feedback import FeedbackFolder, keep
from tuneql.serving.messages import Feedback, Health, SchemaRequest, SqlAnswer, SqlRequest
from tuneql.serving.observing import Asked, asker
from tuneql.serving.openapi import document
from tuneql.serving.patience import Clock, Patience
from tuneql.serving.playground import Access, headers, page
from tuneql.serving.problems import RETRY_AFTER, Problem, no_such_route, problem
from tuneql.serving.schemas import Schemas
from tuneql.serving.service import Tables

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
        schemas: those that are registered.
        repairs: how often the model may be asked to mend an answer that is refused.
        feedback: where feedback is kept; None where it is not taken.
        authorization: how callers get in, which the playground must know.
        contests: what challengers need; None where none is asked.
        clock: time.
    """

    pointer: ChampionReader
    model: Callable[[Served], Model]
    base_model_id: str
    schemas: Schemas
    repairs: int = 0
    feedback: FeedbackFolder | None = None
    authorization: Access = "iam"
    contests: Contests | None = None
    clock: Clock = field(default_factory=Clock)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A request on its way.

    Attributes:
        parameters: what stands in the path's place-holders.
        patience: the time that is left for it.
    """

    request: Request
    backend: Backend
    parameters: Mapping[str, str]
    patience: Patience


def respond(request: Request, backend: Backend) -> Response:
    """Serve a request; every error becomes a problem document."""
    patience = Patience(backend.clock)
    route, parameters = _find(request)
    if route is None:
        return _refusal(no_such_route(request.method, request.path, request_id=request.request_id))
    try:
        return route(Visit(request=request, backend=backend, parameters=parameters, patience=patience))
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


def _sql(visit: Visit) -> Response:
    asked = parse_as(SqlRequest, _json(visit.request.body))
    check_alternatives(asked)
    champion, tables = _champion(visit.backend), _tables(asked, visit.backend)
    try:
        return _shown(_answered(asked, tables, champion, visit))
    except ModelMissing:  # the record may be an old one
        return _shown(_answered(asked, tables, _champion(visit.backend, fresh=True), visit))


def _tables(asked: SqlRequest, backend: Backend) -> Tables:
    if asked.schema_id is None:
        return Tables(ddl=asked.ddl or "")
    schema = backend.schemas.get(asked.schema_id)
    return Tables(ddl=schema.ddl, dialect=schema.dialect, version=schema.version)


def _answered(asked: SqlRequest, tables: Tables, champion: Champion, visit: Visit) -> SqlAnswer:
    question = Asked(request=asked, tables=tables, request_id=visit.request.request_id, patience=visit.patience)
    backend = visit.backend
    ask, contests = asker(backend.model, base_model_id=backend.base_model_id, repairs=backend.repairs), backend.contests
    if contests is None or champion.challenger is None:
        return ask(question, champion)
    return contest(question, champion, champion.challenger, ask=ask, contests=contests)


def _list_schemas(visit: Visit) -> Response:
    return _shown(visit.backend.schemas.list())


def _get_schema(visit: Visit) -> Response:
    return _shown(visit.backend.schemas.get(visit.parameters["id"]))


def _put_schema(visit: Visit) -> Response:
    asked = parse_as(SchemaRequest, _json(visit.request.body))
    dialect = asked.dialect or _own_dialect(visit.backend)
    return _shown(visit.backend.schemas.put(visit.parameters["id"], asked, dialect=dialect))


def _own_dialect(backend: Backend) -> str:
    champion = backend.pointer.read()
    if champion is None:
        raise InvalidInput(
            field="dialect",
            value=None,
            rule="is left out, and no model has been promoted yet whose dialect it could be",
            remedy="name the dialect that the schema is written in",
        )
    return champion.dialect


def _delete_schema(visit: Visit) -> Response:
    visit.backend.schemas.delete(visit.parameters["id"])
    return Response(status=204, body="", headers={})


def _health(visit: Visit) -> Response:
    champion = visit.backend.pointer.read()
    health = Health(
        status="ok" if champion else "no-model-yet",
        model=champion.run if champion else None,
        dialect=champion.dialect if champion else None,
    )
    return _shown(health)


def _openapi(_: Visit) -> Response:
    return Response(status=200, body=json.dumps(document()))


def _feedback(visit: Visit) -> Response:
    request, backend = visit.request, visit.backend
    said = parse_as(Feedback, _json(request.body))
    if backend.feedback is None:
        return _refusal(no_such_route(request.method, request.path, request_id=request.request_id))
    keep(said, backend.feedback, at=datetime.now(UTC))
    if backend.contests is not None:
        note_opinion(said, backend.pointer.read(), backend.contests)
    return Response(status=204, body="", headers={})


def _playground(visit: Visit) -> Response:
    return Response(status=200, body=page(visit.backend.authorization), headers=headers())


Route = Callable[[Visit], Response]

ROUTES: Mapping[tuple[str, str], Route] = {
    ("POST", "/sql"): _sql,
    ("GET", "/schemas"): _list_schemas,
    ("GET", "/schemas/{id}"): _get_schema,
    ("PUT", "/schemas/{id}"): _put_schema,
    ("DELETE", "/schemas/{id}"): _delete_schema,
    ("GET", "/health"): _health,
    ("GET", "/openapi.json"): _openapi,
    ("POST", "/feedback"): _feedback,
    ("GET", "/"): _playground,
}


def _find(request: Request) -> tuple[Route | None, Mapping[str, str]]:
    """The route of a request, and what stands in its path's place-holders."""
    for (method, template), route in ROUTES.items():
        pattern = re.escape(template).replace(r"\{", "(?P<").replace(r"\}", ">[^/]+)")
        found = re.fullmatch(pattern, request.path) if method == request.method else None
        if found:
            return route, found.groupdict()
    return None, {}


def _champion(backend: Backend, *, fresh: bool = False) -> Champion:
    champion = backend.pointer.read(fresh=fresh)
    if champion is None:
        raise NoModelYet("no run has promoted a model yet; start one, and ask again when it has ended")
    return champion


def _json(body: str | None) -> Any:
    try:
        return json.loads(body or "")
    except (ValueError, RecursionError) as error:
        raise InvalidInput(
            field="body", value=body or "", rule=f"is not JSON ({error})", remedy="send a JSON object"
        ) from None


def _shown(found: BaseModel) -> Response:
    return Response(status=200, body=found.model_dump_json(by_alias=True))


def _refusal(found: Problem) -> Response:
    headers = {"content-type": "application/problem+json"}
    if found.status in RETRY_AFTER:
        headers["retry-after"] = str(RETRY_AFTER[found.status])
    return Response(status=found.status, body=found.model_dump_json(), headers=headers)
