"""API Gateway's proxy events (REST API, payload 1.0) as requests.

Under a custom domain, `path` is what the client called, with its base path, and the mapping decides whether the stage
is in it (observed on AWS: github.com/localstack/localstack/pull/12296):

| called | path | requestContext.path |
|---|---|---|
| the API's own URL | /sql | /v1/sql |
| a domain mapped to the stage | /sql | /sql |
| a domain mapped to the API, without a stage | /v1/sql | /v1/sql |
| a base path mapped to the stage | /text-to-sql/sql | /text-to-sql/sql |
| a base path mapped to the API | /text-to-sql/v1/sql | /text-to-sql/v1/sql |

`resource`, the path template that API Gateway has matched, tells how many parts at the end are ours.
"""

import base64
from collections.abc import Mapping
from typing import Any

from tuneql.serving.exchange import Request


def read_event(event: Mapping[str, Any]) -> Request:
    """The request of a proxy event."""
    about = event["requestContext"]
    path = _own_path(event["path"], event["resource"])
    return Request(
        method=event["httpMethod"],
        path=path,
        body=_body(event),
        request_id=about["requestId"],
        root=about["path"].removesuffix(path).rstrip("/"),
    )


def _own_path(path: str, resource: str) -> str:
    """The end of a path that has as many parts as the resource."""
    parts = len(resource.strip("/").split("/")) if resource.strip("/") else 0
    return "/" + "/".join(path.rstrip("/").split("/")[-parts:] if parts else ())


def _body(event: Mapping[str, Any]) -> str | None:
    body: str | None = event.get("body")
    if body and event.get("isBase64Encoded"):
        return base64.b64decode(body).decode("utf-8", errors="replace")
    return body
