"""The port to a service that recognises personal data in a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A value that a service found.

    Attributes:
        kind: in Amazon Comprehend's words, such as `NAME`.
        start, end: its place in the text, in characters.
    """

    kind: str
    start: int
    end: int


class PersonalData(Protocol):
    """A service that finds personal data in a text."""

    def find(self, text: str) -> Sequence[Entity]:
        """The entities of a text of any length, in order."""
