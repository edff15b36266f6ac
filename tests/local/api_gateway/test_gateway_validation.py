"""What API Gateway says of a body that its model refuses."""

import json
from typing import Any

import pytest

from local.api_gateway.validation import body_errors
from local.protocol.http import Request


@pytest.mark.parametrize(
    ("schema", "body", "says"),
    [
        ({"required": ["a", "b"]}, {"a": 1}, 'object has missing required properties (["b"])'),
        ({"enum": ["a"]}, "b", 'instance value ("b") not found in enum (possible values: ["a"])'),
        ({"maxItems": 1}, [1, 2], "[1, 2] is too long"),  # jsonschema's own words, for what no model of ours has
    ],
)
def test_an_error_is_in_the_words_of_its_rule(schema: dict[str, Any], body: object, says: str) -> None:
    request = Request(method="POST", path="/", raw_path="/", query="", headers={}, body=json.dumps(body).encode())
    assert body_errors(request, {"application/json": schema}) == [says]


@pytest.mark.parametrize("body", [b'{"a": NaN}', b'{"a": -Infinity}', b'{"a": 1,}', b""])
def test_what_only_python_reads_is_no_json(body: bytes) -> None:
    request = Request(method="POST", path="/", raw_path="/", query="", headers={}, body=body)
    assert body_errors(request, {"application/json": {"type": "object"}})
