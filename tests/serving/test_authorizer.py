"""The function behind `authorization: jwt`, as API Gateway calls it."""

import json
import time
from typing import Any, Final

import pytest

from lambdas.authorizer import handler as function
from local.iam import allows, read_policy
from tests.serving.test_tokens import CLAIMS, ISSUER, KEYS, token
from tuneql.errors import Unavailable

ARN: Final = "arn:aws:execute-api:us-east-1:123456789012:abc123/v1/POST/sql"


class Keys:
    def find(self, key_id: str) -> Any:
        if key_id == "down":
            raise Unavailable("the issuer cannot be asked")
        return KEYS.get(key_id)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISSUER", ISSUER)
    monkeypatch.setenv("AUDIENCE", "tuneql")
    monkeypatch.setattr(function, "_keys", Keys)


def ask(given: str) -> Any:
    return function.handler({"type": "TOKEN", "methodArn": ARN, "authorizationToken": f"Bearer {given}"}, None)


def fresh(**claims: Any) -> str:
    return token(claims={**CLAIMS, "nbf": time.time() - 5, "exp": time.time() + 600, **claims})


def test_a_token_that_holds_opens_the_stage_and_no_other() -> None:
    answer = ask(fresh())
    assert answer["principalId"] == "shop"
    statements = read_policy(json.dumps(answer["policyDocument"]))
    expected = {ARN: True, ARN.replace("POST/sql", "GET/health"): True, ARN.replace("/v1/", "/v2/"): False}
    for arn, allowed in expected.items():
        assert allows(statements, action="execute-api:Invoke", resource=arn, context={}) == allowed


@pytest.mark.parametrize("given", ["", "a.b.c", fresh(exp=time.time() - 100), fresh(aud="other"), fresh() + "x"])
def test_a_token_that_does_not_hold_gets_the_word_that_becomes_a_401(given: str) -> None:
    with pytest.raises(PermissionError) as refused:
        ask(given)
    assert str(refused.value) == "Unauthorized"


def test_an_issuer_that_cannot_be_asked_is_our_failure_and_not_the_caller_s() -> None:
    with pytest.raises(Unavailable):
        ask(token({"alg": "RS256", "kid": "down"}))
