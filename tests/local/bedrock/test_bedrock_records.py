"""Training data is checked as AWS checks it, and what is bad is counted in a manifest."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from local.bedrock.records import validate_file

GOOD: dict[str, Any] = {
    "schemaVersion": "bedrock-conversation-2024",
    "system": [{"text": "You write SQL."}],
    "messages": [
        {"role": "user", "content": [{"text": "How many?"}]},
        {"role": "assistant", "content": [{"text": "SELECT COUNT(*) FROM boats"}]},
    ],
}


def changed(change: Callable[[dict[str, Any]], Any]) -> bytes:
    record = copy.deepcopy(GOOD)
    change(record)
    return json.dumps(record).encode()


BAD: list[tuple[bytes, str]] = [
    (b"{", "is no JSON"),
    (b"[]", "is not a JSON object"),
    (b"\xff\xfe", "is no JSON"),
    (changed(lambda r: r.pop("schemaVersion")), "schemaVersion"),
    (changed(lambda r: r.pop("messages")), "messages must be a list"),
    (changed(lambda r: r["messages"].pop()), "must alternate"),
    (changed(lambda r: r["messages"].reverse()), "must alternate"),
    (changed(lambda r: r["messages"].clear()), "must alternate"),
    (changed(lambda r: r["messages"][0].update(content=[])), "must be a list with a block"),
    (changed(lambda r: r["messages"][0].update(content=[{"text": " "}])), "not empty"),
    (changed(lambda r: r["messages"][0].update(content=[{"image": {}}])), "not empty"),
    (changed(lambda r: r["messages"][0].update(content=[{"text": "See USER: x"}])), "reserved word 'user:'"),
    (changed(lambda r: r["system"][0].update(text="-- System: x")), "reserved word 'system:'"),
    (changed(lambda r: r["messages"][1].update(content=[{"text": "SELECT '[eos]'"}])), "reserved word '[eos]'"),
]


@pytest.mark.parametrize(("line", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_a_bad_record_is_rejected_with_its_row_and_reason(line: bytes, reason: str) -> None:
    validated = validate_file("s3://runs/train.jsonl", json.dumps(GOOD).encode() + b"\n\n" + line + b"\n")
    assert len(validated.accepted) == 1
    assert [row for row, _ in validated.rejected] == [3]
    assert reason in validated.rejected[0][1]


@pytest.mark.parametrize(("records", "status"), [(7, "Failed"), (8, "Completed")])
def test_a_job_needs_eight_records(service: Any, records: int, status: str) -> None:
    service.objects.put("runs", "dataset/train.jsonl", (json.dumps(GOOD) + "\n").encode() * records)
    job = service.train(validationDataConfig=None)
    assert job["status"] == status
    assert ("must be 8 to 20000, is 7" in job.get("failureMessage", "")) == (status == "Failed")


def test_data_that_is_not_there_fails_the_job(service: Any) -> None:
    job = service.train(trainingDataConfig={"s3Uri": "s3://runs/nothing.jsonl"})
    assert job["status"] == "Failed"
    assert "s3://runs/nothing.jsonl" in job["failureMessage"]


def test_rejected_records_are_counted(service: Any) -> None:
    data = service.objects.get("runs", "dataset/train.jsonl") + b"{\n"
    service.objects.put("runs", "dataset/train.jsonl", data)
    job = service.train()
    manifest = service.objects.get("runs", f"training/input_status/{job['jobArn'][-12:]}/training/manifest.report.csv")
    assert job["status"] == "Completed"
    assert manifest.decode().splitlines()[1] == "s3://runs/dataset/train.jsonl,11,10,0,1"
