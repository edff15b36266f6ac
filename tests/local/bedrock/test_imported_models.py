"""Imported models: who may ask them how, and what they answer."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.bedrock.chat_completion import MEMBERS, read_body
from local.bedrock.completion import NONSENSE
from local.bedrock.errors import ServiceError
from local.protocol.service_model import validate_response

VALIDATION = "ValidationException"
NOT_READY = "ModelNotReadyException"

ARCHITECTURES = [
    ("LlamaForCausalLM", "llama", True),
    ("MistralForCausalLM", "mistral", True),
    ("MixtralForCausalLM", "mixtral", True),
    ("Qwen2ForCausalLM", "qwen2", False),
    ("Qwen2VLForConditionalGeneration", "qwen2_vl", False),
    ("Qwen2_5_VLForConditionalGeneration", "qwen2_5_vl", False),
    ("Qwen3ForCausalLM", "qwen3", False),
    ("Qwen3MoeForCausalLM", "qwen3_moe", False),
    ("GptOssForCausalLM", "gpt_oss", False),
]


@pytest.mark.parametrize(("architecture", "kind", "converse"), ARCHITECTURES)
def test_converse_only_where_aws_supports_it(service: Any, architecture: str, kind: str, *, converse: bool) -> None:
    service.keep(architectures=[architecture], model_type=kind)
    arn = service.serve()
    model = service.control.get_imported_model(modelIdentifier=arn)
    assert (model["modelArchitecture"], model["instructSupported"]) == (kind, converse)
    assert service.invoke(arn, "SELECT 1")["choices"][0]["message"] == {"role": "assistant", "content": "SELECT 1"}
    if converse:
        assert service.ask(arn, "SELECT 1").endswith("SELECT 1")
        return
    for ask in (service.runtime.converse, service.runtime.converse_stream):
        code, text = service.error(ask, **service.question(arn, "SELECT 1"))
        assert (code, "This action doesn't support the model" in text) == (VALIDATION, True)


def test_the_response_of_invoke_model_is_a_chat_completion(service: Any) -> None:
    service.keep()
    arn = service.serve()
    body = service.invoke(arn, "SELECT 1", temperature=0, max_tokens=50)
    usage = body["usage"]
    assert (body["object"], body["model"], len(body["choices"])) == ("chat.completion", arn, 1)
    assert body["choices"][0]["finish_reason"] == "stop"
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"] > 0


def test_the_response_of_converse_is_what_the_service_model_says(service: Any) -> None:
    service.keep()
    arn = service.serve()
    response = service.runtime.converse(**service.question(arn, "SELECT 1"))
    assert validate_response("Converse", response, service="bedrock-runtime") == []


def test_a_stream_says_what_converse_says(service: Any) -> None:
    service.keep()
    arn = service.serve()
    events = list(service.runtime.converse_stream(**service.question(arn, "SELECT 1"))["stream"])
    text = "".join(event["contentBlockDelta"]["delta"]["text"] for event in events if "contentBlockDelta" in event)
    assert text == service.ask(arn, "SELECT 1")


def test_answers_end_at_the_limit_and_at_stop_sequences(service: Any) -> None:
    service.keep()
    arn = service.serve()
    short = service.invoke(arn, "SELECT name FROM boats", max_tokens=2)
    assert (short["choices"][0]["finish_reason"], short["usage"]["completion_tokens"]) == ("length", 2)
    stopped = service.invoke(arn, "SELECT name FROM boats", stop=" FROM")["choices"][0]
    assert (stopped["message"]["content"], stopped["finish_reason"]) == ("SELECT name", "stop")
    assert service.invoke(arn, "SELECT 1; --", stop=[";"])["choices"][0]["message"]["content"] == "SELECT 1"


USER = {"role": "user", "content": "x"}
ASSISTANT = {"role": "assistant", "content": "y"}
SYSTEM = {"role": "system", "content": "z"}

# Bodies that no model takes, and what the message must say.
BODIES: list[tuple[Any, str]] = [
    ("{", "Malformed input request"),
    ([], "expected a JSON object"),
    ({}, "required key [messages] not found"),
    ({"prompt": "x", "max_tokens": 5}, "extraneous key [prompt]"),
    ({"messages": [USER], "maxTokens": 5}, "extraneous key [maxTokens]"),
    ({"messages": [USER], "tools": []}, "extraneous key [tools]"),
    ({"messages": []}, "#/messages: must be at most one system"),
    ({"messages": [SYSTEM]}, "from a user's to a user's"),
    ({"messages": "x"}, "#/messages: must be a list"),
    ({"messages": ["x"]}, "#/messages: must be a list of objects"),
    ({"messages": [{"role": "user"}]}, "/0: required key [content]"),
    ({"messages": [{"role": "user", "content": "x", "name": "n"}]}, "/0: extraneous key [name]"),
    ({"messages": [{"role": "user", "content": " "}]}, "/0/content: must be a text"),
    ({"messages": [{"role": "user", "content": [{"text": "x"}]}]}, "/0/content: must be a text"),
    ({"messages": [{"role": "human", "content": "x"}]}, "from a user's to a user's"),
    ({"messages": [ASSISTANT]}, "from a user's to a user's"),
    ({"messages": [USER, ASSISTANT]}, "from a user's to a user's"),
    ({"messages": [USER, USER, USER]}, "from a user's to a user's"),
    ({"messages": [USER, SYSTEM]}, "from a user's to a user's"),
    ({"messages": [USER], "max_tokens": 0}, "#/max_tokens: must be a whole number"),
    ({"messages": [USER], "max_tokens": "5"}, "#/max_tokens: must be a whole number"),
    ({"messages": [USER], "max_tokens": True}, "#/max_tokens: must be a whole number"),
    ({"messages": [USER], "temperature": 3}, "#/temperature: must be a number from 0 to 2"),
    ({"messages": [USER], "top_p": "1"}, "#/top_p: must be a number from 0 to 1"),
    ({"messages": [USER], "seed": 0.5}, "#/seed: must be a whole number"),
    ({"messages": [USER], "stop": [""]}, "#/stop: must be a text"),
    ({"messages": [USER], "stop": ["a"] * 5}, "#/stop: must be a text"),
    ({"messages": [USER], "n": 2}, "#/n: the local stand-in serves 1 only"),
    ({"messages": [USER], "stream": True}, "#/stream: the local stand-in serves false only"),
    ({"messages": [USER], "user": 1}, "#/user: must be a text"),
]


@pytest.mark.parametrize(("body", "message"), BODIES, ids=[json.dumps(body) for body, _ in BODIES])
def test_a_body_that_breaks_a_rule_is_refused(service: Any, body: Any, message: str) -> None:
    service.keep()
    arn = service.serve()
    text = body if isinstance(body, str) else json.dumps(body)
    code, found = service.error(service.runtime.invoke_model, modelId=arn, body=text)
    assert (code, message in found) == (VALIDATION, True), found


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["role", "content", "x"]), inner),
    max_leaves=8,
)
_MESSAGES = st.lists(st.sampled_from([USER, ASSISTANT, SYSTEM]), max_size=4) | _VALUES


@given(members=st.dictionaries(st.sampled_from([*MEMBERS, "x"]), _VALUES), messages=_MESSAGES)
def test_a_body_is_read_or_refused(members: dict[str, Any], messages: Any) -> None:
    body = json.dumps({**members, "messages": messages}).encode()
    try:
        prompt = read_body(body)
    except ServiceError as error:
        assert error.code == VALIDATION  # noqa: PT017 -- either outcome is right, and each is checked
    else:
        assert (prompt.messages, len(prompt.turns) % 2) == (messages, 1)


def test_a_body_may_have_all_known_members(service: Any) -> None:
    service.keep()
    arn = service.serve()
    members = {"max_completion_tokens": 9, "temperature": 0.5, "top_p": 1, "seed": 1, "stop": ["x"], "n": 1}
    assert service.invoke(arn, "1", **members, model=arn, user="u", stream=False)["choices"]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("model-not-ready", [NOT_READY] * 2 + ["answer"] * 2),
        ("never-ready", [NOT_READY] * 4),
        ("throttling", ["answer", "ThrottlingException", "answer", "answer", "ThrottlingException"]),
        ("throttled", ["ThrottlingException"] * 2),
    ],
)
def test_faults_of_the_runtime_are_those_of_deployments(service: Any, fault: str, expected: list[str]) -> None:
    service.keep()
    arn = service.serve()
    service.faults.enable(fault)

    def one() -> str:
        try:
            service.invoke(arn, "SELECT 1")
        except service.runtime.exceptions.ClientError as error:
            return str(error.response["Error"]["Code"])
        return "answer"

    assert [one() for _ in expected] == expected


def test_with_bad_answers_an_imported_model_writes_no_sql(service: Any) -> None:
    service.keep()
    arn = service.serve()
    service.faults.enable("bad-answers")
    assert service.ask(arn, "SELECT 1") == NONSENSE
    assert service.invoke(arn, "SELECT 1")["choices"][0]["message"]["content"] == NONSENSE


@pytest.mark.parametrize("by", ["modelArn", "modelName"])
def test_a_deleted_model_is_gone(service: Any, by: str) -> None:
    service.keep()
    arn = service.serve()
    name = service.control.get_imported_model(modelIdentifier=arn)[by]
    service.control.delete_imported_model(modelIdentifier=name)
    get, delete = service.control.get_imported_model, service.control.delete_imported_model
    assert [service.error(call, modelIdentifier=arn)[0] for call in (get, delete)] == ["ResourceNotFoundException"] * 2
    assert service.error(service.ask, model=arn)[0] == "ResourceNotFoundException"
    assert service.error(service.invoke, arn=arn, question="x")[0] == "ResourceNotFoundException"
    assert service.control.list_imported_models()["modelSummaries"] == []
    assert service.control.get_model_import_job(jobIdentifier="import-1")["status"] == "Completed"


def test_models_are_listed_by_name(service: Any) -> None:
    service.keep()
    for number in (1, 2):
        service.import_model(jobName=f"import-{number}", importedModelName=f"boats-{number}")
    listed = service.control.list_imported_models(nameContains="2")["modelSummaries"]
    assert [(each["modelName"], each["modelArchitecture"]) for each in listed] == [("boats-2", "llama")]
