"""ConverseStream: one answer from its events, the time of its first text, and the errors within it."""

import json
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.bedrock.event_stream import event, message
from tests.aws.conftest import Runtime
from tuneql.aws.runtime import ConverseModel
from tuneql.aws.streaming import read_events
from tuneql.errors import ModelError, NotReady, RunFailed, Throttled
from tuneql.prompt import Prompt

PROMPT = Prompt(system="Answer with SQL.", user="How many boats?")
USAGE = {"inputTokens": 12, "outputTokens": 3, "totalTokens": 15}


def events(*pieces: str, reason: str = "end_turn") -> list[dict[str, Any]]:
    return [
        {"messageStart": {"role": "assistant"}},
        *({"contentBlockDelta": {"contentBlockIndex": 0, "delta": {"text": piece}}} for piece in pieces),
        {"contentBlockStop": {"contentBlockIndex": 0}},
        {"messageStop": {"stopReason": reason}},
        {"metadata": {"usage": USAGE, "metrics": {"latencyMs": 1}}},
    ]


def encoded(*told: dict[str, Any]) -> list[bytes]:
    return [event(name, json.dumps(body).encode()) for each in told for name, body in each.items()]


def refusal(name: str) -> bytes:
    headers = {":exception-type": name, ":content-type": "application/json", ":message-type": "exception"}
    return message(headers, json.dumps({"message": "Not now."}).encode())


def model(runtime: Runtime) -> ConverseModel:
    return ConverseModel(runtime.client, model_id="amazon.nova-micro-v1:0", max_tokens=512)


@given(st.lists(st.text(), max_size=8))
def test_the_pieces_make_the_text_and_the_first_that_says_something_is_timed(pieces: list[str]) -> None:
    ticks = count(7)
    said = read_events(events(*pieces), clock=lambda: next(ticks))
    assert said.text == "".join(pieces)
    assert said.first_at == (7 if any(pieces) else None)
    assert next(ticks) == (8 if any(pieces) else 7)  # the clock was looked at once


@pytest.mark.parametrize("missing", ["messageStop", "metadata"])
def test_an_answer_that_ends_early_is_none(missing: str) -> None:
    told = [each for each in events("SELECT", " 1") if missing not in each]
    with pytest.raises(ModelError, match="broke off after 2 pieces"):
        read_events(told, clock=float)


def test_a_model_streams_what_it_says(runtime: Runtime) -> None:
    runtime.chunks = encoded(*events("SELECT", " 1"))
    said = model(runtime).stream(PROMPT)
    assert (said.text, said.input_tokens, said.output_tokens) == ("SELECT 1", 12, 3)
    assert said.first_token_ms is not None
    assert 0 < said.first_token_ms <= said.latency_ms


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (events("SELECT", reason="max_tokens"), "the model stopped with max_tokens"),
        (events(), "has no text"),
        (events(" ", "\n"), "has no text"),
    ],
)
def test_what_is_no_answer_is_a_model_error(runtime: Runtime, told: list[dict[str, Any]], says: str) -> None:
    runtime.chunks = encoded(*told)
    with pytest.raises(ModelError, match=says):
        model(runtime).stream(PROMPT)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("throttlingException", Throttled),
        ("modelStreamErrorException", NotReady),
        ("serviceUnavailableException", NotReady),
        ("internalServerException", NotReady),
        ("validationException", RunFailed),
    ],
)
def test_an_exception_within_the_answer_is_one_of_ours(runtime: Runtime, name: str, error: type[Exception]) -> None:
    runtime.chunks = [*encoded(*events("SELECT")[:2]), refusal(name)]
    with pytest.raises(error, match="Not now"):
        model(runtime).stream(PROMPT)
    assert runtime.asked == 1


@pytest.mark.parametrize("cut", [1, 20, -1])
def test_a_connection_that_breaks_within_the_answer_may_be_tried_again(runtime: Runtime, cut: int) -> None:
    runtime.chunks, runtime.broken = [b"".join(encoded(*events("SELECT", " 1")))[:cut]], True
    with pytest.raises(NotReady, match="could not ask the model"):
        model(runtime).stream(PROMPT)


def test_bytes_that_are_no_events_may_be_tried_again(runtime: Runtime) -> None:
    runtime.chunks = [b"<html>" * 10]
    with pytest.raises(NotReady, match="could not ask the model"):
        model(runtime).stream(PROMPT)
