"""`tuneql.corpus.personal_data.PersonalData` in Amazon Comprehend, and a fake for tests."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from tuneql.aws.clients import patient_client, translated_errors
from tuneql.corpus.personal_data import Entity
from tuneql.options import Options

# DetectPiiEntities accepts 100 KB of UTF-8, in which a character has at most four bytes.
_CHARACTERS: Final = 24_000

# With less confidence than this, it is more often no personal data.
_LEAST_SCORE: Final = 0.5


class ComprehendPersonalData:
    """`PersonalData` in Amazon Comprehend, which charges by the character; texts are assumed to be English.

    Args:
        client: a boto3 Comprehend client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def find(self, text: str) -> Sequence[Entity]:
        """The entities of a text of any length, in order."""
        return tuple(entity for start, piece in _pieces(text) for entity in self._found(start, piece))

    def _found(self, start: int, piece: str) -> Iterator[Entity]:
        with translated_errors("look for personal data"):
            answer = self._client.detect_pii_entities(Text=piece, LanguageCode="en")
        # Offsets count code points, as Python does, and the end is the offset after the last one.
        for found in sorted(answer["Entities"], key=lambda each: each["BeginOffset"]):
            if found["Score"] >= _LEAST_SCORE:
                yield Entity(kind=found["Type"], start=start + found["BeginOffset"], end=start + found["EndOffset"])


def personal_data(options: Options) -> ComprehendPersonalData | None:
    """The service that the options of a preparation choose; None if they choose none."""
    return ComprehendPersonalData(patient_client("comprehend")) if options.redaction == "comprehend" else None


class KnownPersonalData:
    """`PersonalData` for tests: finds given values.

    Args:
        known: values, and the kind of each.
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def find(self, text: str) -> Sequence[Entity]:
        """The places of known values in a text."""
        places = ((text.find(value), value, kind) for value, kind in self._known.items())
        found = (Entity(kind=kind, start=at, end=at + len(value)) for at, value, kind in places if at >= 0)
        return sorted(found, key=lambda entity: entity.start)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces that the service accepts, each with its offset; cut between words if there are any."""
    start = 0
    while start < len(text):
        end = start + _CHARACTERS
        cut = text.rfind(" ", start, end) + 1 if end < len(text) else len(text)
        end = cut if cut > start else end
        if text[start:end].strip():
            yield start, text[start:end]
        start = end
