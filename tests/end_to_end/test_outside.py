"""Clients in processes of their own, given what `tuneql local up` prints and nothing else."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end import orchard
from tests.end_to_end.command import run_tuneql
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


def test_tuneql_run_uploads_a_file_starts_an_execution_and_tells_its_end(house: House, tmp_path: Path) -> None:
    corpus = tmp_path / "mine.jsonl"
    corpus.write_bytes(b"".join(orchard.lines(orchard.rows())))
    chosen = ("--set", "epochs=1", "--gate", "minimum_accuracy=0.5", "--robust", "0", "--budget-usd", "0")
    ran = run_tuneql(
        "run", "--corpus", str(corpus), *chosen, "--every-seconds", "0.2", "--json", environment=house.environment
    )
    told = json.loads(ran.out)
    assert (ran.code, told["status"], told["error"]) == (1, "FAILED", "BudgetExceeded")
    arn = ran.err.split("execution ")[1].split()[0]
    started = house.account.client("stepfunctions").describe_execution(executionArn=arn)
    sent = json.loads(started["input"])
    place = re.fullmatch(rf"s3://{house.outputs['CorpusBucket']}/(corpora/[0-9a-f]+/mine\.jsonl)", sent["corpus"])
    assert place is not None
    assert sent == {
        "corpus": place.string,
        "hyperparameters": {"epochs": 1},
        "evaluation": {"robust": 0, "gate": {"minimum_accuracy": 0.5}},
        "promote": True,
        "budget_usd": 0.0,
    }
