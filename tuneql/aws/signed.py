"""Calls the endpoint, signed with the caller's AWS credentials (SigV4, service execute-api) or with an API key."""

import json
from typing import Any

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import ConnectionError as UnreachableError
from botocore.exceptions import HTTPClientError
from botocore.httpsession import URLLib3Session

from tuneql.errors import RunFailed

TIMEOUT_SECONDS = 35  # API Gateway answers within 29


def call(method: str, url: str, body: object = None, *, api_key: str | None = None) -> tuple[int, dict[str, Any]]:
    """Send JSON to the endpoint; returns the status and the decoded answer.

    Args:
        method: the HTTP method.
        url: of the route.
        body: to send as JSON; None for nothing.
        api_key: sent instead of a signature, to a deployment with `authorization: api-key`.

    Raises:
        RunFailed: there are no credentials to sign with, or the endpoint does not answer in JSON.
    """
    data = None if body is None else json.dumps(body).encode()
    request = AWSRequest(method=method, url=url, data=data, headers={"content-type": "application/json"})
    if api_key is None:
        _sign(request)
    else:
        request.headers["x-api-key"] = api_key
    try:
        answer = URLLib3Session(timeout=TIMEOUT_SECONDS).send(request.prepare())
        return answer.status_code, json.loads(answer.content or b"{}")
    except (UnreachableError, HTTPClientError, ValueError) as error:
        raise RunFailed(f"the endpoint {url} does not answer: {error}; check the URL, and that it is up") from error


def _sign(request: AWSRequest) -> None:
    session = boto3.Session()
    credentials = session.get_credentials()
    if credentials is None:
        raise RunFailed("there are no AWS credentials to sign the call with; set AWS_PROFILE or the AWS_* variables")
    SigV4Auth(credentials, "execute-api", session.region_name or "us-east-1").add_auth(request)
