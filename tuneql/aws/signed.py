"""Calls to the endpoint, signed with the caller's AWS credentials (SigV4, service execute-api)."""

import json
from typing import Any

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.httpsession import URLLib3Session

from tuneql.errors import RunFailed

TIMEOUT_SECONDS = 35  # API Gateway answers within 29


def call(method: str, url: str, body: object = None) -> tuple[int, dict[str, Any]]:
    """Send JSON to the endpoint; returns the status and the decoded answer.

    Raises:
        RunFailed: there are no credentials to sign with.
    """
    session = boto3.Session()
    credentials = session.get_credentials()
    if credentials is None:
        raise RunFailed("there are no AWS credentials to sign the call with; set AWS_PROFILE or the AWS_* variables")
    data = None if body is None else json.dumps(body).encode()
    request = AWSRequest(method=method, url=url, data=data, headers={"content-type": "application/json"})
    SigV4Auth(credentials, "execute-api", session.region_name or "us-east-1").add_auth(request)
    answer = URLLib3Session(timeout=TIMEOUT_SECONDS).send(request.prepare())
    return answer.status_code, json.loads(answer.content or b"{}")
