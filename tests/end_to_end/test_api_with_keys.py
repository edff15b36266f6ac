"""The app with API keys, deployed over the one without: who is let in, and who is not."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

import pytest

from local.cloudformation.deployment import Deployment
from tests.end_to_end.assemblies import QUOTA
from tests.end_to_end.house import House
from tests.end_to_end.seen import Started


@dataclass(frozen=True)
class Api:
    """The API, and the keys of its clients by name."""

    url: str
    keys: dict[str, str]

    def get(self, path: str, key: str | None = None) -> tuple[int, str, bytes]:
        """Status, content type and body."""
        request = urllib.request.Request(self.url + path, headers={"x-api-key": key} if key else {})  # noqa: S310 - our own
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return answer.status, answer.headers["content-type"], answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers["content-type"], error.read()

    def problem(self, path: str, key: str | None = None) -> Any:
        """The problem that a refused request gets."""
        status, kind, body = self.get(path, key)
        found = json.loads(body)
        assert (kind, found["status"]) == ("application/problem+json", status)
        return found


@pytest.fixture(scope="module")
def api(house: House, changed_deployment: Deployment) -> Api:
    (names,) = (each["ApiKeyNames"] for each in changed_deployment.outputs.values() if "ApiKeyNames" in each)
    found = house.account.client("apigateway").get_api_keys(includeValues=True)["items"]
    keys = {each["name"]: each["value"] for each in found}
    assert set(names.split(",")) == set(keys)
    return Api(changed_deployment.api_url, keys)


def test_a_stranger_is_refused_and_told_what_to_send(api: Api) -> None:
    for key in (None, "x" * 40):
        found = api.problem("/health", key)
        assert (found["status"], found["type"]) == (403, "/errors/forbidden")
        assert "x-api-key" in found["detail"]


def test_the_page_is_open_and_asks_for_a_key(api: Api) -> None:
    status, kind, body = api.get("/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert b"&quot;authorization&quot;: &quot;api-key&quot;" in body


def test_each_client_is_let_in_until_its_own_quota_is_used_up(api: Api) -> None:
    for key in api.keys.values():
        answers = [api.get("/health", key) for _ in range(QUOTA)]
        assert [status for status, _, _ in answers] == [200] * QUOTA
        assert json.loads(answers[0][2])["status"] == "ok"
        found = api.problem("/health", key)
        assert (found["status"], found["type"]) == (429, "/errors/quota-exceeded")


def test_corrected_answers_become_a_file_of_the_corpus_and_start_a_run(house: House, api: Api) -> None:
    s3, bucket, before = house.account.client("s3"), house.outputs["CorpusBucket"], house.champion()
    for n in range(2):
        said = {
            "request_id": f"r-{n}",
            "received_at": f"2026-11-30T12:00:0{n}Z",
            "question": f"{n}?",
            "sql": "SELECT 1",
        }
        s3.put_object(Bucket=house.outputs["RunsBucket"], Key=f"feedback/r-{n}.json", Body=json.dumps(said).encode())
    found, again = (_retrain(house) for _ in range(2))
    assert (found["outcome"], found["new"], again["outcome"]) == ("started", 2, "too few")
    ended = house.end(Started(name=found["execution"].rpartition(":")[2], arn=found["execution"], before=before))
    described = house.account.client("stepfunctions").describe_execution(executionArn=ended.arn)
    assert json.loads(described["input"]) == {"promote": False, "corpus": f"s3://{bucket}/corrected/"}
    rows = s3.get_object(Bucket=bucket, Key="corrected/feedback.jsonl")["Body"].read().splitlines()
    assert [json.loads(row)["question"] for row in rows] == ["0?", "1?"]
    assert ended.error == "InvalidCorpus", ended  # two rows are too few for a trainer


def _retrain(house: House) -> Any:
    """What the function says that EventBridge calls by a schedule."""
    name = house.function("retrain")["FunctionName"]
    answer = house.account.client("lambda").invoke(FunctionName=name, Payload=b"{}")
    assert "FunctionError" not in answer, answer["Payload"].read()
    return json.loads(answer["Payload"].read())
