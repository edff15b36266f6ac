"""The routes of the endpoint."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from tuneql.errors import LEFT_OUT, InvalidInput
from tuneql.parsing import parse_as
from tuneql.serving.answering import sql
from tuneql.serving.answers import Health
from tuneql.serving.contest import note_opinion
from tuneql.serving.exchange import Backend, Request, Response, Route, Visit, read_json, shown
from tuneql.serving.failures import refusal
from tuneql.serving.feedback import keep
from tuneql.serving.messages import Feedback, SchemaRequest
from tuneql.serving.openapi import document
from tuneql.serving.patience import Patience
from tuneql.serving.playground import headers, page
from tuneql.serving.problems import no_such_route
from tuneql.sql.dialects import get_dialect


def route(request: Request, backend: Backend, patience: Patience) -> Response:
    """Serve a request."""
    found, parameters = _find(request)
    if found is None:
        return refusal(no_such_route(request.method, request.path, request_id=request.request_id))
    return found(Visit(request=request, backend=backend, parameters=parameters, patience=patience))


def _list_schemas(visit: Visit) -> Response:
    return shown(visit.backend.schemas.list())


def _get_schema(visit: Visit) -> Response:
    return shown(visit.backend.schemas.get(visit.parameters["id"]))


def _put_schema(visit: Visit) -> Response:
    asked = parse_as(SchemaRequest, read_json(visit.request.body))
    dialect = asked.dialect or _own_dialect(visit.backend)
    return shown(visit.backend.schemas.put(visit.parameters["id"], asked, dialect=dialect))


def _own_dialect(backend: Backend) -> str:
    champion = backend.pointer.read()
    if champion is None:
        raise InvalidInput(
            field="dialect",
            value=LEFT_OUT,
            rule="is left out, and no model has been promoted yet whose dialect it could be",
            remedy="name the dialect",
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
    return shown(health)


def _openapi(visit: Visit) -> Response:
    found = document(visit.request.root, visit.backend.authorization)
    return Response(status=200, body=json.dumps(found))


def _feedback(visit: Visit) -> Response:
    request, backend = visit.request, visit.backend
    said = parse_as(Feedback, read_json(request.body))
    if backend.feedback is None:
        return refusal(no_such_route(request.method, request.path, request_id=request.request_id))
    if said.dialect is not None:
        get_dialect(said.dialect)  # a correction in an unknown one could never be trained on
    if said.sql is not None:
        from tuneql.serving.corrections import check_correction  # noqa: PLC0415 - nothing else here needs the parser

        check_correction(said, schemas=backend.schemas, spoken=lambda: _own_dialect(backend))
    keep(said, backend.feedback, at=datetime.now(UTC))
    if backend.contests is not None:
        note_opinion(said, backend.pointer.read(), backend.contests)
    return Response(status=204, body="", headers={})


def _playground(visit: Visit) -> Response:
    return Response(status=200, body=page(visit.backend.authorization), headers=headers())


ROUTES: Mapping[tuple[str, str], Route] = {
    ("POST", "/sql"): sql,
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
    """The route of a request, and the parameters in its path."""
    for (method, template), route in ROUTES.items():
        pattern = re.escape(template).replace(r"\{", "(?P<").replace(r"\}", ">[^/]+)")
        found = re.fullmatch(pattern, request.path) if method == request.method else None
        if found:
            return route, found.groupdict()
    return None, {}
