"""How schemathesis gets in, and what keeps its requests from all ending at the first check.

It runs in an environment of its own (`make test-api`), and imports this module there.
"""

import os
import random
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

import requests
import requests.auth
import schemathesis

from tuneql.aws.lean.signature import Credentials, Signer

# Schemas, each with a specification that fits it; the first is registered (`test_contract.py`).
SCHEMAS: Final = (
    ("CREATE TABLE vessels (name TEXT, passengers INTEGER)", {"table": "vessels", "cols": ["name", "passengers"]}),
    (
        "CREATE TABLE ports (id INT PRIMARY KEY); CREATE TABLE calls (id INT, at DATE)",
        {"table": "calls", "cols": ["*"]},
    ),
    ('CREATE TABLE "Größen" ("größe" INTEGER, "select" TEXT)', {"table": '"Größen"', "cols": ['COUNT("größe")']}),
    ("CREATE TABLE t (a INT)", {"table": "t", "cols": ["MAX(a)"]}),
)
REGISTERED: Final = "harbour"
DIALECTS: Final = ("postgres", "sqlite", "tsql", "bigquery", "snowflake", "mysql", "duckdb", "redshift", "kestrel")
# Of the valid bodies, so many are given real schemas; the others stay as they were made.
SHARE: Final = 0.8


class Signed(requests.auth.AuthBase):
    """Signs each request with the keys in the environment."""

    def __init__(self) -> None:
        keys = Credentials(access_key=os.environ["AWS_ACCESS_KEY_ID"], secret_key=os.environ["AWS_SECRET_ACCESS_KEY"])
        self._signer = Signer(credentials=keys, region=os.environ["AWS_REGION"], service="execute-api")

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        place, body = urlsplit(request.url or ""), request.body or b""
        signed = self._signer.sign(
            request.method or "",
            f"{place.path}?{place.query}" if place.query else place.path,
            host=place.netloc,
            headers={},
            body=body.encode() if isinstance(body, str) else body,
            at=datetime.now(UTC),
        )
        request.headers.update(signed)
        return request


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """No JSON Schema can say what DDL is, which dialects there are, or which ids are registered."""
    if not isinstance(case.body, dict) or not case.meta.generation.mode.is_positive:
        return
    draw = random.Random(repr(case.body))  # noqa: S311 - the same for the same body
    ddl, spec = SCHEMAS[0] if "schema_id" in case.body else draw.choice(SCHEMAS)
    real = {"schema": ddl, "spec": spec, "schema_id": REGISTERED, "dialect": draw.choice(DIALECTS)}
    if draw.random() < SHARE:
        case.body = {name: real.get(name, value) for name, value in case.body.items()}


schemathesis.auth.set_from_requests(Signed())
