"""Errors as `application/problem+json` (RFC 9457): the one place that maps our tree to HTTP.

| type | status | raised as |
|---|---|---|
| /errors/invalid-request | 400 | InvalidInput |
| /errors/invalid-schema | 400 | InvalidSchema |
| /errors/no-such-route | 404 | |
| /errors/sql-refused | 422 | Refused |
| /errors/no-answer | 502 | ModelError |
| /errors/throttled | 429 | Throttled |
| /errors/model-not-ready | 503 | NotReady, ModelMissing |
| /errors/no-model-yet | 503 | NoModelYet |
| /errors/internal | 500 | anything else |
"""

from typing import Annotated

from pydantic import BaseModel, Field

from tuneql.errors import InvalidInput, InvalidSchema, ModelError, ModelMissing, NoModelYet, NotReady, Throttled
from tuneql.serving.service import Refused


class FieldError(BaseModel):
    """What is wrong with one field, or which rule of the guard was broken."""

    field: str
    message: str


class Problem(BaseModel):
    """The body of every error."""

    type: Annotated[str, Field(description="Stable; what programs should look at.")]
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[FieldError] = []


_KINDS: tuple[tuple[type[Exception], str, str, int], ...] = (
    (InvalidSchema, "/errors/invalid-schema", "The schema cannot be read", 400),
    (InvalidInput, "/errors/invalid-request", "The request breaks a rule", 400),
    (Refused, "/errors/sql-refused", "The model's SQL did not pass the guard", 422),
    (ModelError, "/errors/no-answer", "The model gave no usable answer", 502),
    (Throttled, "/errors/throttled", "Too many requests", 429),
    (NoModelYet, "/errors/no-model-yet", "No model has been promoted yet", 503),
    (ModelMissing, "/errors/model-not-ready", "The model is being replaced", 503),
    (NotReady, "/errors/model-not-ready", "The model is being loaded", 503),
)
_INTERNAL = ("/errors/internal", "Something went wrong on our side", 500)
_NOT_OURS = "The request id identifies the log entry with the details."

# Seconds, for the header of 429 and 503: a cold model takes about this long.
RETRY_AFTER = {429: 2, 503: 10}


def problem(error: Exception, *, request_id: str) -> Problem:
    """The problem document for an error; what is not ours to tell is left out."""
    kind, title, status = next(((k, t, s) for known, k, t, s in _KINDS if isinstance(error, known)), _INTERNAL)
    return Problem(
        type=kind,
        title=title,
        status=status,
        detail=_detail(error, status),
        request_id=request_id,
        errors=_errors(error),
    )


def no_such_route(method: str, path: str, *, request_id: str) -> Problem:
    """The problem document for a path that is not served."""
    return Problem(
        type="/errors/no-such-route",
        title="There is nothing here",
        status=404,
        detail=f"{method} {path} is not served; GET /openapi.json tells what is",
        request_id=request_id,
    )


def _detail(error: Exception, status: int) -> str:
    if isinstance(error, (InvalidInput, NoModelYet)):
        return str(error)
    if isinstance(error, Refused):
        return "The answer is withheld; ask again in other words, or check that the schema holds what is asked for."
    if status in RETRY_AFTER:
        return f"Try again in {RETRY_AFTER[status]} seconds."
    return _NOT_OURS


def _errors(error: Exception) -> list[FieldError]:
    if isinstance(error, InvalidInput):
        return [FieldError(field=error.field, message=f"{error.rule}; {error.remedy}")]
    if isinstance(error, Refused):
        return [FieldError(field=rule, message=detail) for rule, detail in error.reasons]
    return []
