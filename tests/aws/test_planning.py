"""Requests to the Data API, and which of its errors are objections to a statement."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from local.protocol.service_model import validate
from tests.case_files import read_cases
from tuneql.aws.lean.planning import read_databases
from tuneql.aws.lean.service import Account
from tuneql.aws.lean.signature import Credentials
from tuneql.errors import RunFailed, TuneqlError
from tuneql.serving.databases import Database, database_of

ERRORS = read_cases(__file__, "planning.jsonl")
NAMED = {
    "cluster": "arn:aws:rds:us-east-1:123456789012:cluster:hr",
    "secret": "arn:aws:secretsmanager:us-east-1:123456789012:secret:reader-AbCdEf",
    "name": "people",
    "dialect": "postgres",
    "schemas": ["hr", "pay"],
}


@contextmanager
def answering(status: int, code: str, body: bytes) -> Iterator[tuple[Database, list[Any]]]:
    """A database behind a Data API that always answers the same, and what it was sent."""
    sent: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            read = self.rfile.read(int(self.headers["content-length"]))
            sent.append((self.path, self.headers["authorization"], json.loads(read)))
            self.send_response(status)
            self.send_header("x-amzn-errortype", code)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        account = Account(
            credentials=Credentials(access_key="a", secret_key="b"),
            region="us-east-1",
            endpoint=f"http://127.0.0.1:{server.server_port}",
        )
        (database,) = read_databases(json.dumps([NAMED]), account)
        yield database, sent
        server.shutdown()


def test_the_request_is_what_the_service_model_asks_for() -> None:
    with answering(200, "", b'{"numberOfRecordsUpdated": 0}') as (database, sent):
        assert database.planner.objection("SELECT 1") is None
    ((path, authorization, body),) = sent
    assert path == "/Execute"
    assert "/us-east-1/rds-data/aws4_request" in authorization
    assert list(validate("ExecuteStatement", body, service="rds-data")) == []
    assert body == {
        "resourceArn": NAMED["cluster"],
        "secretArn": NAMED["secret"],
        "database": "people",
        "sql": "EXPLAIN (ANALYZE FALSE, COSTS FALSE) SELECT 1",
    }


def test_what_is_not_one_query_is_not_sent() -> None:
    with answering(200, "", b"{}") as (database, sent), pytest.raises(RunFailed):
        database.planner.objection("ANALYZE DELETE FROM head")
    assert sent == []


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case["message"])
def test_an_error_is_an_objection_or_the_database_s_own_failure(case: dict[str, Any]) -> None:
    body = json.dumps({"message": case["message"]}).encode()
    with answering(400, case["code"], body) as (database, _):
        if case["objection"] is None:
            with pytest.raises(TuneqlError, match="could not have a database plan a statement"):
                database.planner.objection("SELECT 1")
        else:
            assert database.planner.objection("SELECT 1") == case["objection"]


def test_a_schema_and_a_dialect_tell_the_database() -> None:
    with answering(200, "", b"{}") as (database, _):
        assert database_of("pay", "postgres", [database]) is database
        assert database_of("pay", "mysql", [database]) is None
        assert database_of(None, "postgres", [database]) is None
