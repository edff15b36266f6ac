"""Asks the endpoint one question: python ask.py QUESTION SCHEMA_FILE. Needs boto3, whose signatures it uses."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.httpsession import URLLib3Session


def ask(question: str, schema: str) -> dict[str, Any]:
    """The endpoint's answer: with `sql`, or a problem with `title`, `detail` and a stable `type`."""
    url = f"{os.environ['TUNEQL_URL'].rstrip('/')}/sql"
    body = json.dumps({"question": question, "schema": schema}).encode()
    request = AWSRequest(method="POST", url=url, data=body, headers={"content-type": "application/json"})
    if key := os.environ.get("TUNEQL_API_KEY"):
        request.headers["x-api-key"] = key
    elif token := os.environ.get("TUNEQL_TOKEN"):
        request.headers["authorization"] = f"Bearer {token}"
    else:
        session = boto3.Session()
        SigV4Auth(session.get_credentials(), "execute-api", session.region_name).add_auth(request)
    answer = URLLib3Session(timeout=30).send(request.prepare())
    found: dict[str, Any] = json.loads(answer.content)
    return found


if __name__ == "__main__":
    answer = ask(sys.argv[1], Path(sys.argv[2]).read_text(encoding="utf-8"))
    if "sql" not in answer:
        sys.exit(f"{answer['title']}: {answer['detail']}")
    sys.stdout.write(f"{answer['sql']}\n")
