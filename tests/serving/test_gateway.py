"""Proxy events as requests, however the API is called."""

import base64
from typing import Any

import pytest

from tuneql.serving.gateway import read_event


def event(path: str, resource: str, called: str, **more: Any) -> dict[str, Any]:
    about = {"requestId": "r-1", "path": called}
    return {"httpMethod": "GET", "path": path, "resource": resource, "requestContext": about, "body": None, **more}


@pytest.mark.parametrize(
    ("path", "resource", "called", "own", "root"),
    [
        ("/sql", "/sql", "/v1/sql", "/sql", "/v1"),
        ("/sql", "/sql", "/sql", "/sql", ""),
        ("/v1/sql", "/sql", "/v1/sql", "/sql", "/v1"),
        ("/text-to-sql/sql", "/sql", "/text-to-sql/sql", "/sql", "/text-to-sql"),
        ("/text-to-sql/v1/sql", "/sql", "/text-to-sql/v1/sql", "/sql", "/text-to-sql/v1"),
        ("/sql/sql", "/sql", "/sql/sql", "/sql", "/sql"),
        ("/schemas/hr", "/schemas/{id}", "/v1/schemas/hr", "/schemas/hr", "/v1"),
        ("/base/schemas/hr", "/schemas/{id}", "/base/schemas/hr", "/schemas/hr", "/base"),
        ("/base/schemas", "/schemas", "/base/schemas", "/schemas", "/base"),
        ("/schemas/a%2Fb", "/schemas/{id}", "/v1/schemas/a%2Fb", "/schemas/a%2Fb", "/v1"),
        ("/openapi.json", "/openapi.json", "/v1/openapi.json", "/openapi.json", "/v1"),
        ("/", "/", "/v1/", "/", "/v1"),
        ("/", "/", "/v1", "/", "/v1"),
        ("/", "/", "/", "/", ""),
        ("/base", "/", "/base", "/", "/base"),
        ("/base/", "/", "/base/", "/", "/base"),
    ],
)
def test_the_path_is_the_api_s_own_and_the_root_is_the_rest(
    path: str, resource: str, called: str, own: str, root: str
) -> None:
    found = read_event(event(path, resource, called))
    assert (found.path, found.root) == (own, root)


@pytest.mark.parametrize(
    ("body", "encoded", "text"),
    [
        (None, False, None),
        ("{}", False, "{}"),
        (base64.b64encode("\u00e9".encode()).decode(), True, "\u00e9"),
        (base64.b64encode(b"\xff").decode(), True, "\ufffd"),
    ],
)
def test_bodies_are_text(body: str | None, encoded: bool, text: str | None) -> None:  # noqa: FBT001 - a case
    found = read_event(event("/sql", "/sql", "/v1/sql", body=body, isBase64Encoded=encoded))
    assert (found.method, found.body, found.request_id) == ("GET", text, "r-1")
