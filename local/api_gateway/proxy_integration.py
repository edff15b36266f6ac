"""Lambda proxy integrations: the event that a REST API sends (format version 1.0), and the response from the answer.

Source: API Gateway developer guide, "Set up Lambda proxy integrations in API Gateway".
"""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local.functions.function import Invocation
from local.identities import Principal
from local.protocol.http import Request, Response


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A request with its method.

    Attributes:
        resource: the resource's path, such as `/schemas/{id}`.
        path: the path that was asked for, without the stage.
        parameters: the path's parameters.
        caller: who signed it; None if nobody had to.
    """

    request: Request
    request_id: str
    api_id: str
    stage: str
    resource: str
    path: str
    parameters: Mapping[str, str]
    caller: Principal | None


def proxy_event(arrival: Arrival) -> dict[str, Any]:
    """The event for the function."""
    request, text = arrival.request, _text(arrival.request.body)
    return {
        "resource": arrival.resource,
        "path": arrival.path,
        "httpMethod": request.method,
        "headers": dict(request.headers),
        "multiValueHeaders": _listed(request.headers),
        "queryStringParameters": request.parameters or None,
        "multiValueQueryStringParameters": _listed(request.parameters) or None,
        "pathParameters": dict(arrival.parameters) or None,
        "stageVariables": None,
        "requestContext": _context(arrival),
        "body": (base64.b64encode(request.body).decode() if text is None else text) if request.body else None,
        "isBase64Encoded": text is None,
    }


def proxy_response(invocation: Invocation, request_id: str) -> Response | None:
    """The response that a function's answer describes; None for an error or an answer of another shape."""
    answer = None if invocation.failed else json.loads(invocation.payload)
    if not isinstance(answer, dict) or not str(answer.get("statusCode", "")).isdigit():
        return None
    body = answer.get("body") or ""
    if not isinstance(body, str):
        return None
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    headers = {"x-amzn-RequestId": request_id, **_headers(answer)}
    return Response(status=int(answer["statusCode"]), body=content, headers=headers)


def _headers(answer: Mapping[str, Any]) -> dict[str, str]:
    headers = {name: str(value) for name, value in (answer.get("headers") or {}).items()}
    headers |= {name: ",".join(values) for name, values in (answer.get("multiValueHeaders") or {}).items()}
    typed = any(name.lower() == "content-type" for name in headers)
    return headers if typed else {"Content-Type": "application/json", **headers}


def _context(arrival: Arrival) -> dict[str, Any]:
    request, caller = arrival.request, arrival.caller
    return {
        "accountId": caller.arn.split(":")[4] if caller else None,
        "apiId": arrival.api_id,
        "stage": arrival.stage,
        "path": request.path.rstrip("/"),  # the client's own, with all that comes before the API's
        "resourcePath": arrival.resource,
        "httpMethod": request.method,
        "protocol": "HTTP/1.1",
        "requestId": arrival.request_id,
        "extendedRequestId": arrival.request_id,
        "requestTimeEpoch": int(time.time() * 1000),
        "domainName": request.headers.get("host", ""),
        "identity": {
            "sourceIp": "127.0.0.1",
            "userAgent": request.headers.get("user-agent"),
            "userArn": caller.arn if caller else None,
            "accessKey": caller.access_key if caller else None,
        },
    }


def _listed(values: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in values.items()}


def _text(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None
