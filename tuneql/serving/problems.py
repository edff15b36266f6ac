"""Errors as `application/problem+json` (RFC 9457): `KINDS` is the one place that maps our errors to HTTP.

Beside it there are two: /errors/no-such-route (404) for a path, and /errors/internal (500) for anything unexpected.
"""

from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, Field

from tuneql.errors import (
    Intervened,
    InvalidInput,
    InvalidSchema,
    ModelError,
    ModelMissing,
    NoModelYet,
    NotReady,
    Overspent,
    Throttled,
    UnknownSchema,
)
from tuneql.serving.refusals import CannotAnswer, NotInDialect, Refused, Withheld


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


_SPENDING_LIMIT: Final = "/errors/spending-limit"


class Kind(NamedTuple):
    """A kind of problem: its type, which never changes, its title, and the HTTP status; `error` is our own error."""

    error: type[Exception]
    type: str
    title: str
    status: int


KINDS: Final = (
    Kind(InvalidSchema, "/errors/invalid-schema", "The schema cannot be read", 400),
    Kind(InvalidInput, "/errors/invalid-request", "The request breaks a rule", 400),
    Kind(UnknownSchema, "/errors/unknown-schema", "No schema is registered under this id", 404),
    Kind(CannotAnswer, "/errors/cannot-answer", "The tables do not hold what is asked for", 422),
    Kind(NotInDialect, "/errors/not-in-dialect", "The SQL cannot be written in the dialect that was asked for", 422),
    Kind(Refused, "/errors/sql-refused", "The model's SQL did not pass the guard", 422),
    Kind(Intervened, "/errors/guardrail", "The guardrail stopped the question or the answer", 422),
    Kind(ModelError, "/errors/no-answer", "The model gave no usable answer", 502),
    Kind(Throttled, "/errors/throttled", "Too many requests", 429),
    Kind(Overspent, _SPENDING_LIMIT, "What a day's questions may cost is spent", 429),
    Kind(NoModelYet, "/errors/no-model-yet", "No model has been promoted yet", 503),
    Kind(ModelMissing, "/errors/model-not-ready", "The model is being replaced", 503),
    Kind(NotReady, "/errors/model-not-ready", "The model is being loaded", 503),
)
INTERNAL: Final = Kind(Exception, "/errors/internal", "Something went wrong on our side", 500)
_NOT_OURS = "The request id identifies the log entry with the details."

# Seconds, for the header of 429 and 503: a cold model takes about this long.
RETRY_AFTER = {429: 2, 503: 10}
_SPENDING_SECONDS: Final = 3600


def retry_after(found: Problem) -> int | None:
    """Seconds after which to try again; None if that does not help."""
    return _SPENDING_SECONDS if found.type == _SPENDING_LIMIT else RETRY_AFTER.get(found.status)


def problem(error: Exception, *, request_id: str) -> Problem:
    """The problem document for an error; details that callers must not see are left out."""
    kind = next((each for each in KINDS if isinstance(error, each.error)), INTERNAL)
    return Problem(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=_detail(error, kind.status),
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


_WITHHELD: Final = "The answer is withheld; ask again in other words, or check that the schema holds what is asked for."
_DETAILS: Final[tuple[tuple[tuple[type[Exception], ...], str], ...]] = (
    ((InvalidInput, NoModelYet), "{error}"),
    (
        (UnknownSchema,),
        "{error} is not registered; GET /schemas lists what is, PUT /schemas/{{id}} registers a schema",
    ),
    ((CannotAnswer,), "The model says: {error}"),
    ((NotInDialect,), "Ask again in other words, or in the model's own dialect, which GET /health tells."),
    ((Withheld,), _WITHHELD),
    ((Overspent,), "Ask again in an hour: the questions of the last 24 hours count. The API's owner sets the limit."),
    ((Intervened,), "What this API may be asked and may answer is laid down by its owner; ask for something else."),
)


def _detail(error: Exception, status: int) -> str:
    words = next((words for kinds, words in _DETAILS if isinstance(error, kinds)), None)
    if words is not None:
        return words.format(error=error)
    if status in RETRY_AFTER:
        return f"Try again in {RETRY_AFTER[status]} seconds."
    return _NOT_OURS


def _errors(error: Exception) -> list[FieldError]:
    if isinstance(error, InvalidInput):
        return [FieldError(field=error.field, message=f"{error.rule}; {error.remedy}")]
    if isinstance(error, UnknownSchema):
        return [FieldError(field="schema_id", message="is not registered")]
    if isinstance(error, Withheld):
        return [FieldError(field=rule, message=detail) for rule, detail in error.reasons]
    return []
