"""A boto3 session whose calls are recorded and answered here, so that nothing leaves the machine."""

import copy
import json
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/tuneql-training"
TRUST = {
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}]
}
# What the SDK asks besides: about the role, about its bucket, and about the job that it has just created.
ANSWERS: dict[str, dict[str, Any]] = {
    "SimulatePrincipalPolicy": {"EvaluationResults": [{"EvalActionName": "s3:PutObject", "EvalDecision": "allowed"}]},
    "GetRole": {"Role": {"Arn": ROLE, "AssumeRolePolicyDocument": json.dumps(TRUST)}},
    "ListBuckets": {"Buckets": [{"Name": "runs", "CreationDate": datetime(2026, 1, 1, tzinfo=UTC)}]},
    "CreateTrainingJob": {"TrainingJobArn": f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:training-job/a"},
    "DescribeTrainingJob": {"TrainingJobName": "a"},
}


@dataclass(frozen=True)
class Recorded:
    """A session, and what was asked of it: operation to parameters; uploads to S3: key to text."""

    session: boto3.Session
    requests: dict[str, dict[str, Any]] = field(default_factory=dict)
    uploads: dict[str, str] = field(default_factory=dict)

    def record(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.requests[model.name] = dict(params)
        if model.name == "PutObject":
            self.uploads[params["Key"]] = params["Body"].read().decode()
            params["Body"].seek(0)


def _answer(model: Any, **_: Any) -> tuple[SimpleNamespace, dict[str, Any]]:
    """botocore sends nothing when a handler of this event returns a response, which it then decodes in place."""
    metadata = {"ResponseMetadata": {"HTTPStatusCode": 200, "HTTPHeaders": {}}}
    return SimpleNamespace(status_code=200, headers={}, content=b""), copy.deepcopy(
        ANSWERS.get(model.name, {})
    ) | metadata


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Recorded:
    def refuse(*_: object) -> None:
        raise OSError("this test must not reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    session = boto3.Session(region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none")
    made = Recorded(session)
    session.events.register("before-parameter-build.*", made.record)
    session.events.register("before-call.*", _answer)
    return made
