"""Whether an answer is one that the API's OpenAPI document describes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from jsonschema import Draft202012Validator

# Statuses that tell when to try again.
PATIENT: Final = frozenset({429, 503})


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An answer: `headers` by lower-case name, `body` as text."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str]
    body: str


def departure(seen: Seen, document: Mapping[str, Any]) -> str | None:
    """How an answer departs from the document; None if it does not."""
    path = next(each for each in document["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", each), seen.path))
    response = document["paths"][path][seen.method.lower()]["responses"].get(str(seen.status))
    if response is None:
        return f"status {seen.status} is not documented"
    content = response.get("content", {})
    if not content:
        return "has a body" if seen.body else None
    kind = seen.headers.get("content-type", "").partition(";")[0]
    if kind not in content:
        return f"content type {kind} is not documented"
    if seen.status in PATIENT and not seen.headers.get("retry-after", "").isdecimal():
        return "does not tell when to try again"
    return _wrong_body(seen.body, content[kind], document)


def _wrong_body(text: str, content: Mapping[str, Any], document: Mapping[str, Any]) -> str | None:
    try:
        body = json.loads(text)
    except ValueError:
        return "is not JSON"
    schema = {**content["schema"], "components": document["components"]}
    error = next(Draft202012Validator(schema).iter_errors(body), None)
    if error is not None:
        return str(error.message[:200])
    known = {each["value"].get("type") for each in content.get("examples", {}).values()}
    return None if body.get("type") in known else f"type {body['type']} is not documented"
