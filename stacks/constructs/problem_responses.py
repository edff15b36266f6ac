"""What the gateway itself answers when it refuses a request: problem+json, as the endpoint does (RFC 9457)."""

import json
from dataclasses import dataclass
from typing import Final

from aws_cdk import aws_apigateway as apigateway

from tuneql.limits import QUESTION_CHARACTERS, SCHEMA_CHARACTERS


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One kind of refusal.

    Attributes:
        on: names of `apigateway.ResponseType`.
        status: HTTP status.
        slug: the end of the problem's type, which never changes.
        title, detail: fixed text; `{how}` is how to get in. The gateway's own words cannot be used:
            `$context.error.validationErrorString` has quotation marks, and gateway responses cannot escape them.
        retry_after: seconds, for the header.
    """

    on: tuple[str, ...]
    status: int
    slug: str
    title: str
    detail: str
    retry_after: int | None = None


# How to get in, by the setting `authorization`.
HOW: Final = {
    "iam": (
        "sign the request with AWS Signature Version 4, as a principal that may call it (people: run tuneql playground)"
    ),
    "api-key": "send an API key of this API in the header x-api-key",
    "jwt": "send a valid token of this API's issuer in the header Authorization, after the word Bearer",
}

PROBLEMS: Final = (
    Problem(
        on=("BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_4_XX"),
        status=400,
        slug="invalid-request",
        title="The request is not valid",
        detail=(
            f"send a JSON object: to /sql with either question (1 to {QUESTION_CHARACTERS} characters) or spec, with "
            f"either schema (1 to {SCHEMA_CHARACTERS} characters) or schema_id and, optionally, dialect; to /schemas "
            "with schema and, optionally, dialect; to /feedback with request_id, verdict (good or bad) and, "
            "optionally, sql, note, question, schema or schema_id, and dialect; nothing else"
        ),
    ),
    Problem(
        on=(
            "ACCESS_DENIED",
            "EXPIRED_TOKEN",
            "INVALID_API_KEY",
            "INVALID_SIGNATURE",
            "MISSING_AUTHENTICATION_TOKEN",
            "WAF_FILTERED",
        ),
        status=403,
        slug="forbidden",
        title="Not allowed",
        detail="{how}; check the path too",
    ),
    Problem(
        on=("UNAUTHORIZED",),
        status=401,
        slug="unauthorized",
        title="Not signed in",
        detail="{how}",
    ),
    Problem(
        on=("RESOURCE_NOT_FOUND",),
        status=404,
        slug="not-found",
        title="No such path",
        detail="GET /openapi.json lists the paths",
    ),
    Problem(
        on=("REQUEST_TOO_LARGE",),
        status=413,
        slug="request-too-large",
        title="The request is too large",
        detail="the gateway takes 10 MB at most",
    ),
    Problem(
        on=("UNSUPPORTED_MEDIA_TYPE",),
        status=415,
        slug="unsupported-media-type",
        title="The content type is not taken",
        detail="send application/json",
    ),
    Problem(
        on=("THROTTLED",),
        status=429,
        slug="throttled",
        title="Too many requests",
        detail="slow down, and try again after a second",
        retry_after=1,
    ),
    Problem(
        on=("QUOTA_EXCEEDED",),
        status=429,
        slug="quota-exceeded",
        title="Your quota is used up",
        detail="it starts anew at midnight UTC; ask the API's owner for a larger one if that is too late",
        retry_after=3600,
    ),
    Problem(
        on=("INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT"),
        status=504,
        slug="timeout",
        title="No answer in time",
        detail="try again; if it goes on, look at the function's log",
    ),
    Problem(
        on=("DEFAULT_5_XX",),
        status=500,
        slug="internal-error",
        title="The gateway failed",
        detail="try again; if it goes on, look at the API's execution log",
    ),
)


def add_problem_responses(api: apigateway.RestApi, *, authorization: str) -> None:
    """Give the API every response of `PROBLEMS`.

    Args:
        api: the API.
        authorization: the setting, a key of `HOW`.
    """
    for problem in PROBLEMS:
        for kind in problem.on:
            api.add_gateway_response(
                f"{kind.title().replace('_', '')}Response",
                type=getattr(apigateway.ResponseType, kind),
                status_code=str(problem.status),
                response_headers=_headers(problem),
                templates={"application/json": _template(problem, HOW[authorization])},
            )


def _headers(problem: Problem) -> dict[str, str]:
    retry = {} if problem.retry_after is None else {"Retry-After": f"'{problem.retry_after}'"}
    return {"Content-Type": "'application/problem+json'", **retry}


def _template(problem: Problem, how: str) -> str:
    body = {
        "type": f"/errors/{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail.format(how=how),
        "request_id": "$context.requestId",
    }
    return json.dumps(body)
