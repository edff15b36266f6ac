"""The port to a language model, for synthesis."""

from typing import Protocol

from tuneql.prompt import Prompt


class Reply(Protocol):
    """A model's reply, and its tokens."""

    @property
    def text(self) -> str:
        """The reply."""

    @property
    def input_tokens(self) -> int:
        """As billed."""

    @property
    def output_tokens(self) -> int:
        """As billed."""


class LanguageModel(Protocol):
    """Something that answers prompts, such as `tuneql.ports.Model`."""

    def complete(self, prompt: Prompt) -> Reply:
        """Answer, or raise Unavailable or ModelError."""
