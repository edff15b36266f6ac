"""Asking a model through Bedrock's Converse."""

import time
from typing import Any

from tuneql.aws.clients import in_our_words
from tuneql.errors import ModelError
from tuneql.ports import Completion
from tuneql.prompt import Prompt


class ConverseModel:
    """A model that answers prompts.

    Args:
        client: a boto3 `bedrock-runtime` client.
        model_id: of a foundation model, or the ARN of a custom model deployment.
        max_tokens: of one answer. Always sent: left out, Bedrock reserves the model's maximum against the quota.
    """

    def __init__(self, client: Any, *, model_id: str, max_tokens: int) -> None:
        self._client, self._model_id, self._max_tokens = client, model_id, max_tokens

    def complete(self, prompt: Prompt) -> Completion:
        """The model's answer.

        Raises:
            Throttled, NotReady: try again later.
            ModelError: the answer was cut off, filtered or empty.
        """
        began = time.monotonic()
        with in_our_words("ask the model"):
            answer = self._client.converse(
                modelId=self._model_id,
                system=[{"text": prompt.system}],
                messages=[{"role": "user", "content": [{"text": prompt.user}]}],
                inferenceConfig={"maxTokens": self._max_tokens, "temperature": 0},
            )
        return _completion(answer, latency_ms=(time.monotonic() - began) * 1000)


def _completion(answer: dict[str, Any], *, latency_ms: float) -> Completion:
    reason = answer["stopReason"]
    if reason not in {"end_turn", "stop_sequence"}:
        raise ModelError(f"the model stopped with {reason}")
    blocks = answer["output"]["message"]["content"]
    text = next((block["text"] for block in blocks if block.get("text", "").strip()), None)
    if text is None:
        raise ModelError("the model's answer holds no text")
    return Completion(
        text=text,
        input_tokens=answer["usage"]["inputTokens"],
        output_tokens=answer["usage"]["outputTokens"],
        latency_ms=latency_ms,
    )


class ScriptedModel:
    """A model that says what it was told to say, in turn, for tests; an exception is raised instead of said."""

    def __init__(self, *script: str | Exception) -> None:
        self._script = list(script)
        self.prompts: list[Prompt] = []

    def complete(self, prompt: Prompt) -> Completion:
        """The next line of the script; the last one is repeated."""
        self.prompts.append(prompt)
        line = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        if isinstance(line, Exception):
            raise line
        return Completion(text=line, input_tokens=len(prompt.system) // 4, output_tokens=len(line) // 4, latency_ms=1.0)
