"""The port to a language model that synthesis may ask."""

from typing import Protocol

from tuneql.prompt import Prompt


class Reply(Protocol):
    """What a model said, and what it took."""

    @property
    def text(self) -> str:
        """As it came."""

    @property
    def input_tokens(self) -> int:
        """As billed."""

    @property
    def output_tokens(self) -> int:
        """As billed."""


class Writer(Protocol):
    """Something that answers prompts, such as `tuneql.ports.Model`."""

    def complete(self, prompt: Prompt) -> Reply:
        """Answer, or raise Unavailable or ModelError."""
