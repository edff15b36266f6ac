"""Guardrails of the account: words that neither questions nor answers may hold."""

import json
from typing import Any, Final

import pytest

from tuneql.limits import NOVA_MICRO

BASE: Final = NOVA_MICRO.inference_id
ASKED: Final = "How many boats are there?"


@pytest.fixture
def make(service: Any) -> Any:
    """Makes a guardrail against some words; gives how a request names it."""

    def made(*words: str) -> dict[str, str]:
        found = service.control.create_guardrail(
            name="g",
            blockedInputMessaging="not to be asked",
            blockedOutputsMessaging="not to be said",
            wordPolicyConfig={"wordsConfig": [{"text": word} for word in words]},
        )
        return {"guardrailIdentifier": found["guardrailId"], "guardrailVersion": found["version"]}

    return made


@pytest.mark.parametrize(
    ("word", "reason", "text"),
    [
        ("boats", "guardrail_intervened", "not to be asked"),
        ("BOATS", "guardrail_intervened", "not to be asked"),
        ("COUNT", "guardrail_intervened", "not to be said"),
        ("boat", "end_turn", "SELECT COUNT(*) FROM boats"),
    ],
)
def test_it_stops_questions_and_answers(service: Any, make: Any, word: str, reason: str, text: str) -> None:
    config = make(word) | {"trace": "disabled"}
    found = service.runtime.converse(**service.question(BASE, ASKED), guardrailConfig=config)
    assert (found["stopReason"], found["output"]["message"]["content"]) == (reason, [{"text": text}])


@pytest.mark.parametrize(("word", "action"), [("boats", "INTERVENED"), ("ships", "NONE")])
def test_invoke_model_says_so_beside_the_model_s_own_body(service: Any, make: Any, word: str, action: str) -> None:
    params = service.question(BASE, ASKED)
    body = json.dumps({"messages": params["messages"], "system": params["system"]})
    found = service.runtime.invoke_model(modelId=BASE, body=body, **make(word))
    assert json.loads(found["body"].read())["amazon-bedrock-guardrailAction"] == action


def test_what_is_not_there_guards_nothing(service: Any, make: Any) -> None:
    config = make("boats")
    service.control.delete_guardrail(guardrailIdentifier=config["guardrailIdentifier"])
    ask = {**service.question(BASE, ASKED), "guardrailConfig": config}
    assert service.error(service.runtime.converse, **ask)[0] == "ResourceNotFoundException"
    half = {**ask, "guardrailConfig": {"guardrailVersion": "DRAFT"}}
    assert service.error(service.runtime.converse, **half)[0] == "ValidationException"


def test_only_words_are_served(service: Any) -> None:
    policy = {"filtersConfig": [{"type": "HATE", "inputStrength": "HIGH", "outputStrength": "HIGH"}]}
    said = {"blockedInputMessaging": "no", "blockedOutputsMessaging": "no"}
    code, text = service.error(service.control.create_guardrail, name="g", contentPolicyConfig=policy, **said)
    assert (code, "does not serve contentPolicyConfig" in text) == ("ValidationException", True)
