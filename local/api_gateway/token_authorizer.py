"""Token authorizers: a function that checks a header, and answers with a policy.

Source: API Gateway developer guide, "Use API Gateway Lambda authorizers". Answers are not cached here.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from local.api_gateway.responses import AUTHORIZER_FAILED, UNAUTHORIZED, Refusal, RefusedError
from local.api_gateway.rest_api import TokenAuthorizer
from local.functions.function import Invocation
from local.iam import allows, read_policy
from local.protocol.http import Request

NOT_AUTHORIZED: Final = "User is not authorized to access this resource"


def authorize(
    authorizer: TokenAuthorizer, request: Request, arn: str, ask: Callable[[Mapping[str, Any]], Invocation]
) -> None:
    """Let a request pass.

    Args:
        authorizer: who decides.
        request: what arrived.
        arn: of the method that is called.
        ask: invokes the authorizer's function with an event.

    Raises:
        RefusedError: there is no token, or it is not accepted.
    """
    token = request.headers.get(authorizer.header, "")
    if not token or not re.fullmatch(authorizer.pattern, token):
        raise RefusedError(UNAUTHORIZED)
    answered = ask({"type": "TOKEN", "methodArn": arn, "authorizationToken": token})
    payload = json.loads(answered.payload)
    if answered.failed:
        raise RefusedError(UNAUTHORIZED if payload.get("errorMessage") == "Unauthorized" else AUTHORIZER_FAILED)
    try:
        statements = read_policy(json.dumps(payload["policyDocument"]))
    except (KeyError, TypeError):
        raise RefusedError(AUTHORIZER_FAILED) from None
    if not allows(statements, action="execute-api:Invoke", resource=arn, context={}):
        refusal = Refusal(kind="ACCESS_DENIED", status=403, message=NOT_AUTHORIZED, code="AccessDeniedException")
        raise RefusedError(refusal)
