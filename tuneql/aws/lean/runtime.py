"""`tuneql.ports.Model` through Bedrock's runtime."""

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from tuneql.aws.conversation import (
    Guardrail,
    chat_body,
    converse_body,
    milliseconds_since,
    read_chat,
    read_converse,
)
from tuneql.aws.lean.service import Service
from tuneql.errors import ModelMissing
from tuneql.ports import Completion
from tuneql.prompt import Prompt
from tuneql.release.champion import Served


class RuntimeModel:
    """The model that serves users, asked through Converse or InvokeModel according to its record.

    Args:
        service: `bedrock-runtime`, whose signing name is `bedrock`.
        served: the model.
        max_tokens: per answer. Always sent, because otherwise Bedrock counts the model's maximum against the quota.
        guardrail: checks questions and answers; None for none.
    """

    def __init__(
        self, service: Service, served: Served, *, max_tokens: int, guardrail: Guardrail | None = None
    ) -> None:
        self._service, self._served = service, served
        self._max_tokens, self._guardrail = max_tokens, guardrail

    def complete(self, prompt: Prompt) -> Completion:
        """The model's answer.

        Raises:
            Throttled, NotReady: try again later.
            ModelMissing: the model does not exist.
            Intervened: the guardrail stopped the question or the answer.
            ModelError: the answer was cut off, filtered or empty.
        """
        began = time.monotonic()
        if self._served.interface == "invoke":
            guarded = {} if self._guardrail is None else self._guardrail.headers
            said = self._asked("invoke", chat_body(prompt, max_tokens=self._max_tokens), guarded)
            return read_chat(said, latency_ms=milliseconds_since(began))
        body = converse_body(prompt, max_tokens=self._max_tokens, guardrail=self._guardrail)
        answer = self._asked("converse", body, {})
        return read_converse(answer, latency_ms=milliseconds_since(began))

    def _asked(self, operation: str, body: dict[str, Any], more: Mapping[str, str]) -> Any:
        target = f"/model/{quote(self._served.model_id, safe='')}/{operation}"
        headers = {"content-type": "application/json", **more}
        return self._service.call("POST", target, body, headers=headers, doing="ask the model", missing=ModelMissing)
