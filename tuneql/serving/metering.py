"""Counts the tokens of a question, whether it gets an answer or not."""

import threading
from typing import TYPE_CHECKING

from tuneql.errors import ModelError
from tuneql.serving.answers import Usage

if TYPE_CHECKING:
    from tuneql.ports import Completion, Model
    from tuneql.prompt import Prompt


class Metered:
    """A model that adds up the tokens of its calls, which may end in several threads."""

    def __init__(self, model: "Model") -> None:
        self._model, self._lock = model, threading.Lock()
        self._usage = Usage(input_tokens=0, output_tokens=0)

    @property
    def usage(self) -> Usage:
        """Tokens as billed up to now, without calls that have not ended."""
        return self._usage

    def complete(self, prompt: "Prompt") -> "Completion":
        """The model's answer, or its error."""
        try:
            found = self._model.complete(prompt)
        except ModelError as error:
            self._add(error)
            raise
        self._add(found)
        return found

    def _add(self, billed: "Completion | ModelError") -> None:
        with self._lock:
            self._usage = Usage(
                input_tokens=self._usage.input_tokens + billed.input_tokens,
                output_tokens=self._usage.output_tokens + billed.output_tokens,
            )
