"""What the tests of all stand-ins ask of a model, and how they look at an error."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local import boats


class BoatsClient:
    """Has a client of Bedrock's runtime, whose models answer questions about boats."""

    runtime: Any

    def question(self, model: str, question: str) -> dict[str, Any]:
        """The parameters of Converse for a question about boats."""
        prompt = boats.prompt_for(question)
        return {
            "modelId": model,
            "system": [{"text": prompt.system}],
            "messages": [{"role": "user", "content": [{"text": prompt.user}]}],
        }

    def ask(self, model: str, question: str = "How many boats are there?") -> str:
        response = self.runtime.converse(**self.question(model, question))
        text: str = response["output"]["message"]["content"][0]["text"]
        return text

    def error(self, call: Callable[..., Any], **params: Any) -> tuple[str, str]:
        """The code and the message of the error that a call must raise."""
        with pytest.raises(ClientError) as caught:
            call(**params)
        error = caught.value.response["Error"]
        return error["Code"], error["Message"]
