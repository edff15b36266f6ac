"""Asks models through Bedrock's runtime."""

import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from typing import Any

from botocore.exceptions import ClientError

from tuneql.aws.clients import is_missing, translated_errors
from tuneql.aws.conversation import (
    Guardrail,
    chat_body,
    converse_body,
    first_text,
    milliseconds_since,
    read_chat,
    read_converse,
    refuse_unfinished,
)
from tuneql.aws.streaming import StreamedText, read_events
from tuneql.errors import ModelMissing, RunFailed
from tuneql.ports import Completion, Streamed, StreamingModel
from tuneql.prompt import Prompt
from tuneql.release.champion import Served


def model_of(client: Any, served: Served, *, max_tokens: int, guardrail: Guardrail | None = None) -> StreamingModel:
    """The client for a model that is served.

    Args:
        client: a boto3 `bedrock-runtime` client.
        served: the model.
        max_tokens: per answer.
        guardrail: checks questions and answers; None for none.
    """
    kind = ChatModel if served.interface == "invoke" else ConverseModel
    return kind(client, model_id=served.model_id, max_tokens=max_tokens, guardrail=guardrail)


@contextmanager
def _asking() -> Iterator[None]:
    try:
        with translated_errors("ask the model"):
            yield
    except RunFailed as error:
        if isinstance(error.__cause__, ClientError) and is_missing(error.__cause__):
            raise ModelMissing(str(error)) from error
        raise


class ConverseModel:
    """A model that answers prompts through Converse.

    Args:
        client: a boto3 `bedrock-runtime` client.
        model_id: of a foundation model, or the ARN of a custom model deployment or an imported model.
        max_tokens: per answer. Always sent, because otherwise Bedrock counts the model's maximum against the quota.
        guardrail: checks questions and answers; None for none.
    """

    def __init__(self, client: Any, *, model_id: str, max_tokens: int, guardrail: Guardrail | None = None) -> None:
        self._client, self._model_id = client, model_id
        self._max_tokens, self._guardrail = max_tokens, guardrail

    def complete(self, prompt: Prompt) -> Completion:
        """The model's answer.

        Raises:
            Throttled, NotReady: try again later.
            Intervened: the guardrail stopped the question or the answer.
            ModelError: the answer was cut off, filtered or empty.
        """
        began = time.monotonic()
        with _asking():
            answer = self._client.converse(**self._request(prompt))
        return read_converse(answer, latency_ms=milliseconds_since(began))

    def stream(self, prompt: Prompt) -> Streamed:
        """Answer through ConverseStream, with the time of the first text.

        The clock runs from the request to the last event. It includes what the client does first (signing, and
        connecting if no connection is open), as for the endpoint.
        """
        began = time.monotonic()
        with _asking():
            answer = self._client.converse_stream(**self._request(prompt))
            with closing(answer["stream"]) as events:
                streamed = read_events(events, clock=time.monotonic)
        return _streamed(streamed, began=began, latency_ms=milliseconds_since(began))

    def _request(self, prompt: Prompt) -> dict[str, Any]:
        body = converse_body(prompt, max_tokens=self._max_tokens, guardrail=self._guardrail)
        return {"modelId": self._model_id, **body}


def _streamed(streamed: StreamedText, *, began: float, latency_ms: float) -> Streamed:
    refuse_unfinished(streamed.stop_reason)
    return Streamed(
        text=first_text([streamed.text]),
        input_tokens=streamed.input_tokens,
        output_tokens=streamed.output_tokens,
        latency_ms=latency_ms,
        first_token_ms=None if streamed.first_at is None else (streamed.first_at - began) * 1000,
    )


class ChatModel:
    """An imported model that Converse does not support, asked for a chat completion through InvokeModel.

    Args:
        client: a boto3 `bedrock-runtime` client.
        model_id: the ARN of the imported model.
        max_tokens: per answer.
        guardrail: checks questions and answers; None for none.
    """

    def __init__(self, client: Any, *, model_id: str, max_tokens: int, guardrail: Guardrail | None = None) -> None:
        self._client, self._model_id, self._max_tokens = client, model_id, max_tokens
        self._guarded = (
            {}
            if guardrail is None
            else {"guardrailIdentifier": guardrail.identifier, "guardrailVersion": guardrail.version}
        )

    def complete(self, prompt: Prompt) -> Completion:
        """The model's answer; raises as `ConverseModel.complete`."""
        body = json.dumps(chat_body(prompt, max_tokens=self._max_tokens))
        began = time.monotonic()
        with _asking():
            answer = self._client.invoke_model(
                modelId=self._model_id, body=body, contentType="application/json", **self._guarded
            )
            said = json.loads(answer["body"].read())
        return read_chat(said, latency_ms=milliseconds_since(began))

    def stream(self, prompt: Prompt) -> Streamed:
        """The answer in one piece: ConverseStream does not support these models, as Converse does not."""
        return Streamed(**asdict(self.complete(prompt)), first_token_ms=None)


class ScriptedModel:
    """A model for tests that answers with the lines of a script, in turn; exceptions in it are raised."""

    def __init__(self, *script: str | BaseException) -> None:
        self._script = list(script)
        self.prompts: list[Prompt] = []

    def complete(self, prompt: Prompt) -> Completion:
        """The next line of the script; the last one is repeated."""
        self.prompts.append(prompt)
        line = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        if isinstance(line, BaseException):
            raise line
        asked = len("".join((prompt.system, *prompt.texts)))
        return Completion(text=line, input_tokens=asked // 4, output_tokens=len(line) // 4, latency_ms=1.0)

    def stream(self, prompt: Prompt) -> Streamed:
        """The same; the first piece comes after half of the time."""
        return Streamed(**asdict(self.complete(prompt)), first_token_ms=0.5)
