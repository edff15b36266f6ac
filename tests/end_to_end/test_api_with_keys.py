"""The app with API keys, deployed over the one without: who is let in, and who is not."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

import pytest

from local.deployment import Deployment
from tests.end_to_end.assemblies import QUOTA
from tests.end_to_end.house import House


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
