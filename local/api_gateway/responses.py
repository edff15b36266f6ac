"""API Gateway's own responses, and how an API's templates change them.

Source: API Gateway developer guide, "Gateway response types" and "Mapping template variables".
"""

import json
import re
from dataclasses import dataclass
from typing import Final

from local.api_gateway.rest_api import RestApi
from local.protocol.http import Response, json_response


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A gateway response before any template.

    Attributes:
        kind: the gateway response type, such as `BAD_REQUEST_BODY`.
        status: the status that the type has by default.
        message: `$context.error.message`.
        details: `$context.error.validationErrorString`.
        code: `x-amzn-ErrorType`.
    """

    kind: str
    status: int
    message: str
    details: str = ""
    code: str = ""


class RefusedError(Exception):
    """The gateway answers this request by itself."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.message)


NO_ROUTE: Final = Refusal(
    kind="MISSING_AUTHENTICATION_TOKEN",
    status=403,
    message="Missing Authentication Token",
    code="MissingAuthenticationTokenException",
)
NO_STAGE: Final = Refusal(kind="ACCESS_DENIED", status=403, message="Forbidden", code="ForbiddenException")
NO_KEY: Final = Refusal(kind="INVALID_API_KEY", status=403, message="Forbidden", code="ForbiddenException")
QUOTA_EXCEEDED: Final = Refusal(
    kind="QUOTA_EXCEEDED", status=429, message="Limit Exceeded", code="LimitExceededException"
)
THROTTLED: Final = Refusal(kind="THROTTLED", status=429, message="Too Many Requests", code="TooManyRequestsException")
UNAUTHORIZED: Final = Refusal(kind="UNAUTHORIZED", status=401, message="Unauthorized", code="UnauthorizedException")
AUTHORIZER_FAILED: Final = Refusal(
    kind="AUTHORIZER_FAILURE", status=500, message="Internal server error", code="AuthorizerConfigurationException"
)
TOO_LARGE: Final = Refusal(kind="REQUEST_TOO_LARGE", status=413, message="Request Too Long")
TIMED_OUT: Final = Refusal(kind="INTEGRATION_TIMEOUT", status=504, message="Endpoint request timed out")
FAILED: Final = Refusal(
    kind="DEFAULT_5XX", status=502, message="Internal server error", code="InternalServerErrorException"
)


def gateway_response(refusal: Refusal, api: RestApi | None, request_id: str) -> Response:
    """The response for a refusal, by the API's own template for its type if there is one."""
    responses = api.responses if api else {}
    own = responses.get(refusal.kind) or responses.get(f"DEFAULT_{refusal.status // 100}XX")
    headers = {"x-amzn-RequestId": request_id, **({"x-amzn-ErrorType": refusal.code} if refusal.code else {})}
    if own is None:
        return json_response(refusal.status, {"message": refusal.message}, headers)
    template = own.templates.get("application/json", '{"message":$context.error.messageString}')
    return Response(
        status=own.status or refusal.status,
        body=_filled(template, refusal, request_id).encode(),
        headers={"Content-Type": "application/json", **headers, **own.headers},
    )


def _filled(template: str, refusal: Refusal, request_id: str) -> str:
    values = {
        "error.message": refusal.message,
        "error.messageString": json.dumps(refusal.message),
        "error.responseType": refusal.kind,
        "error.validationErrorString": refusal.details,
        "requestId": request_id,
        "extendedRequestId": request_id,
    }
    return re.sub(r"\$context\.((?:error\.)?\w+)", lambda match: values.get(match.group(1), ""), template)
