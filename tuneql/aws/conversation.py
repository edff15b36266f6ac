"""Requests to and answers of Bedrock's runtime, for any client: Converse, and OpenAI's chat completion."""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Final

from tuneql.errors import Intervened, ModelError
from tuneql.ports import Completion
from tuneql.prompt import Prompt

# What a guardrail adds to the body of InvokeModel's answer, INTERVENED or NONE (user guide, "Submit a single prompt
# with InvokeModel"); none of the answer's headers in botocore's service model is about guardrails.
_ACTION: Final = "amazon-bedrock-guardrailAction"
_STOPPED: Final = "the guardrail stopped the question or the answer"


@dataclass(frozen=True, kw_only=True)
class Guardrail:
    """A guardrail of Amazon Bedrock, which checks questions and answers.

    Attributes:
        identifier: its id or ARN.
        version: a number, or DRAFT.
    """

    identifier: str
    version: str

    @property
    def headers(self) -> dict[str, str]:
        """Headers for InvokeModel, whose body is the model's own; their names are in botocore's service model."""
        return {
            "X-Amzn-Bedrock-GuardrailIdentifier": self.identifier,
            "X-Amzn-Bedrock-GuardrailVersion": self.version,
        }


def read_guardrail(environment: Mapping[str, str]) -> Guardrail | None:
    """The guardrail in a function's environment variables; most deployments have none."""
    if "GUARDRAIL_ID" not in environment:
        return None
    return Guardrail(identifier=environment["GUARDRAIL_ID"], version=environment["GUARDRAIL_VERSION"])


def converse_body(prompt: Prompt, *, max_tokens: int, guardrail: Guardrail | None = None) -> dict[str, Any]:
    """The parameters of Converse, without the model.

    A guardrail checks the question and the turns after it; it ignores the system text, which has the schema, as long as
    no part of that is marked for it (user guide, "Include a guardrail with the Converse API").
    """
    return _guarded(guardrail) | {
        "system": [{"text": prompt.system}],
        "messages": [{"role": role, "content": [{"text": text}]} for role, text in _spoken(prompt)],
        "inferenceConfig": {"maxTokens": max_tokens, "temperature": 0},
    }


def _guarded(guardrail: Guardrail | None) -> dict[str, Any]:
    if guardrail is None:
        return {}
    named = {"guardrailIdentifier": guardrail.identifier, "guardrailVersion": guardrail.version}
    return {"guardrailConfig": {**named, "trace": "disabled"}}


def read_converse(answer: dict[str, Any], *, latency_ms: float) -> Completion:
    """Read Converse's answer.

    Raises:
        Intervened: the guardrail stopped it.
        ModelError: it was cut off, filtered or empty.
    """
    input_tokens, output_tokens = answer["usage"]["inputTokens"], answer["usage"]["outputTokens"]
    with _billed(input_tokens, output_tokens):
        refuse_unfinished(answer["stopReason"])
        text = first_text(block.get("text", "") for block in answer["output"]["message"]["content"])
    return Completion(text=text, input_tokens=input_tokens, output_tokens=output_tokens, latency_ms=latency_ms)


def chat_body(prompt: Prompt, *, max_tokens: int) -> dict[str, Any]:
    """The body of InvokeModel for an imported model that Converse does not support.

    Source: Bedrock user guide, "Invoke your imported model": models imported since 2025-11-11 accept this body.
    """
    spoken = (("system", prompt.system), *_spoken(prompt))
    return {
        "messages": [{"role": role, "content": text} for role, text in spoken],
        "max_tokens": max_tokens,
        "temperature": 0,
    }


def read_chat(said: dict[str, Any], *, latency_ms: float) -> Completion:
    """Read a chat completion.

    Raises:
        Intervened: the guardrail stopped it.
        ModelError: it was cut off or empty.
    """
    if said.get(_ACTION, "NONE") != "NONE":
        raise Intervened(_STOPPED)
    choice, usage = (said.get("choices") or [{}])[0], said.get("usage", {})
    input_tokens, output_tokens = usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0)
    with _billed(input_tokens, output_tokens):
        if choice.get("finish_reason") != "stop":
            raise ModelError(f"the model stopped with {choice.get('finish_reason')}")
        text = first_text([choice.get("message", {}).get("content") or ""])
    return Completion(text=text, input_tokens=input_tokens, output_tokens=output_tokens, latency_ms=latency_ms)


@contextmanager
def _billed(input_tokens: int, output_tokens: int) -> Iterator[None]:
    """Add the billed tokens to the error about an answer that cannot be used."""
    try:
        yield
    except ModelError as error:
        error.input_tokens, error.output_tokens = input_tokens, output_tokens
        raise


def refuse_unfinished(reason: str) -> None:
    """Raise ModelError for any stop reason of Converse but the end of the answer."""
    if reason == "guardrail_intervened":
        raise Intervened(_STOPPED)
    if reason not in {"end_turn", "stop_sequence"}:
        raise ModelError(f"the model stopped with {reason}")


def first_text(blocks: Iterable[str]) -> str:
    """The first block with text; raises ModelError if there is none."""
    text = next((block for block in blocks if block.strip()), None)
    if text is None:
        raise ModelError("the model's answer has no text")
    return text


def milliseconds_since(began: float) -> float:
    """Milliseconds on the monotonic clock."""
    return (time.monotonic() - began) * 1000


def _spoken(prompt: Prompt) -> Iterator[tuple[str, str]]:
    """The turns: who said what."""
    return zip(cycle(("user", "assistant")), prompt.texts, strict=False)
