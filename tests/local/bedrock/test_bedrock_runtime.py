"""The runtime: streams that boto3 reads, limits that are kept, Nova's own body."""

import json
from typing import Any

from botocore.eventstream import EventStreamBuffer
from hypothesis import given
from hypothesis import strategies as st

from local.bedrock.event_stream import message
from tuneql.limits import NOVA_MICRO

BASE = NOVA_MICRO.inference_id


def test_a_stream_says_what_converse_says(service: Any) -> None:
    params = service.question(BASE, "How many boats are there?")
    events = list(service.runtime.converse_stream(**params)["stream"])
    text = "".join(e["contentBlockDelta"]["delta"]["text"] for e in events if "contentBlockDelta" in e)
    names = [next(iter(event)) for event in events]
    whole = service.runtime.converse(**params)
    assert text == whole["output"]["message"]["content"][0]["text"]
    assert (names[0], names[-2], names[-1]) == ("messageStart", "messageStop", "metadata")
    assert events[-1]["metadata"]["usage"] == whole["usage"]


def test_a_stream_is_refused_before_it_begins(service: Any) -> None:
    params = service.question(NOVA_MICRO.training_id, "x")
    assert service.error(service.runtime.converse_stream, **params)[0] == "ResourceNotFoundException"


def test_an_answer_is_cut_at_max_tokens(service: Any) -> None:
    params = service.question(BASE, "How many boats are there?")
    response = service.runtime.converse(**params, inferenceConfig={"maxTokens": 2})
    assert response["stopReason"] == "max_tokens"
    assert response["usage"]["outputTokens"] == 2
    assert response["output"]["message"]["content"][0]["text"] == "SELECT "


def test_an_answer_ends_at_a_stop_sequence(service: Any) -> None:
    params = service.question(BASE, "How many boats are there?")
    response = service.runtime.converse(**params, inferenceConfig={"stopSequences": ["never", " FROM"]})
    assert response["stopReason"] == "stop_sequence"
    assert response["output"]["message"]["content"] == [{"text": "SELECT COUNT(*)"}]


def test_usage_counts_the_whole_prompt(service: Any) -> None:
    usage = service.runtime.converse(**service.question(BASE, "How many boats are there?"))["usage"]
    assert usage["inputTokens"] > 50
    assert usage["totalTokens"] == usage["inputTokens"] + usage["outputTokens"]


def test_invoke_model_takes_novas_body(service: Any) -> None:
    params = service.question(BASE, "How many boats are there?")
    body = json.dumps({"messages": params["messages"], "system": params["system"]})
    answer = json.loads(service.runtime.invoke_model(modelId=BASE, body=body)["body"].read())
    assert answer["output"]["message"]["content"] == [{"text": "SELECT COUNT(*) FROM boats"}]
    assert service.error(service.runtime.invoke_model, modelId=BASE, body="{")[0] == "ValidationException"


@given(headers=st.dictionaries(st.text(min_size=1, max_size=20), st.text(max_size=50)), payload=st.binary(max_size=200))
def test_botocore_reads_back_what_is_encoded(headers: dict[str, str], payload: bytes) -> None:
    buffer = EventStreamBuffer()
    buffer.add_data(message(headers, payload))
    (event,) = list(buffer)
    assert (event.headers, event.payload) == (headers, payload)
