"""Clients in processes of their own, given what `tuneql local up` prints and nothing else."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.end_to_end import orchard
from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended

SCRIPT = """
import boto3, json, sys
execution, corpus_bucket, runs_bucket, run = sys.argv[1:]
states, s3 = boto3.client("stepfunctions"), boto3.client("s3")
s3.put_object(Bucket=corpus_bucket, Key="from-outside.jsonl", Body=b"{}")
print(json.dumps({
    "status": states.describe_execution(executionArn=execution)["status"],
    "first_event": states.get_execution_history(executionArn=execution)["events"][0]["type"],
    "objects": [each["Key"] for each in s3.list_objects_v2(Bucket=runs_bucket, Prefix=f"runs/{run}/")["Contents"]],
    "uploaded": s3.head_object(Bucket=corpus_bucket, Key="from-outside.jsonl")["ContentLength"],
}))
"""


def test_boto3_sees_the_execution_its_history_and_its_objects(house: House, first_run: Ended) -> None:
    outputs = house.outputs
    told = (first_run.arn, outputs["CorpusBucket"], outputs["RunsBucket"], first_run.run)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *told], env=house.environment, capture_output=True, text=True, check=True
    )
    seen = json.loads(done.stdout)
    assert (seen["status"], seen["first_event"], seen["uploaded"]) == ("SUCCEEDED", "ExecutionStarted", 2)
    assert f"runs/{first_run.run}/evaluation/report.html" in seen["objects"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_curl_gets_sql_from_the_api(house: House, first_run: Ended) -> None:
    known = house.account.environment
    body = json.dumps({"question": "How many crates are there?", "schema": orchard.ddl()})
    signature = ["--aws-sigv4", f"aws:amz:{known['AWS_REGION']}:execute-api"]
    user = ["--user", f"{known['AWS_ACCESS_KEY_ID']}:{known['AWS_SECRET_ACCESS_KEY']}"]
    command = ["curl", "-s", *signature, *user, "-H", "content-type: application/json", "-d", body]
    done = subprocess.run(
        [*command, f"{house.deployment.api_url}/sql"], env=house.environment, capture_output=True, check=True
    )
    assert json.loads(done.stdout)["sql"] == "SELECT COUNT(*) FROM crates WHERE gone = 0"
