"""API Gateway's token authorizer: decides whether the holder of a token may call the API."""

import functools
import logging
import os
import time
from typing import Any

from tuneql.serving.issuer import IssuerKeys
from tuneql.serving.tokens import TokenRefused, verify

_LOG = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """A policy that allows the API's stage, for a valid token.

    Raises:
        PermissionError: with the word that API Gateway turns into a 401; anything else becomes a 500.
    """
    token = event["authorizationToken"].removeprefix("Bearer ")
    try:
        claims = verify(
            token,
            key=_keys().find,
            issuer=os.environ["ISSUER"],
            audience=os.environ["AUDIENCE"],
            now=time.time(),
        )
    except TokenRefused as refused:
        _LOG.info("a token was refused: %s", refused)
        raise PermissionError("Unauthorized") from None
    # API Gateway caches the policy, and the token's next call may be to another method: allow the whole stage.
    api, stage, *_ = event["methodArn"].split("/")
    statement = {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": f"{api}/{stage}/*"}
    return {
        "principalId": str(claims.get("sub", "unknown")),
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
    }


@functools.cache
def _keys() -> IssuerKeys:
    return IssuerKeys(os.environ["ISSUER"])
