"""The rules that a training record must keep, in Bedrock's conversation format for Nova Micro.

Source: Amazon Bedrock user guide, "Prepare data for fine-tuning Understanding models", and AWS's dataset validator
for Nova (`nova_ft_dataset_validator.py`).
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tuneql.limits import RESERVED_WORDS

_SCHEMA_VERSION: Final = "bedrock-conversation-2024"
_COLUMNS: Final = (
    "fileName",
    "totalProcessedRecordCount",
    "acceptedRecordCount",
    "partiallyAcceptedRecordCount",
    "rejectedRecordCount",
)


@dataclass(frozen=True, kw_only=True)
class Validated:
    """The records of one file, sorted into good and bad.

    Attributes:
        uri: the file.
        accepted: the good records, in order.
        rejected: row (from 1) and reason of each bad one.
    """

    uri: str
    accepted: tuple[dict[str, Any], ...]
    rejected: tuple[tuple[int, str], ...]

    def reject(self, count: int, reason: str) -> "Validated":
        """The same with the last `count` good records refused."""
        kept = max(0, len(self.accepted) - count)
        bad = tuple((row + 1, reason) for row in range(kept, len(self.accepted)))
        return Validated(uri=self.uri, accepted=self.accepted[:kept], rejected=self.rejected + bad)

    def manifest(self) -> bytes:
        """`manifest.report.csv`, in the columns that Bedrock writes."""
        total = len(self.accepted) + len(self.rejected)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([_COLUMNS, (self.uri, total, len(self.accepted), 0, len(self.rejected))])
        return text.getvalue().encode()


def validate_file(uri: str, data: bytes) -> Validated:
    """Sort the lines of a JSON Lines file into good records and bad ones. Blank lines are not counted."""
    rows = [(row, line) for row, line in enumerate(data.split(b"\n"), start=1) if line.strip()]
    checked = [(row, *_check_line(line)) for row, line in rows]
    return Validated(
        uri=uri,
        accepted=tuple(record for _, record, reason in checked if reason is None),
        rejected=tuple((row, reason) for row, _, reason in checked if reason is not None),
    )


def _check_line(line: bytes) -> tuple[dict[str, Any], str | None]:
    try:
        record = json.loads(line)
    except ValueError as error:
        return {}, f"is no JSON: {error}"
    if not isinstance(record, dict):
        return {}, "is not a JSON object"
    return record, next(faults(record), None)


def faults(record: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a record; empty if nothing is."""
    if record.get("schemaVersion") != _SCHEMA_VERSION:
        yield f"schemaVersion must be {_SCHEMA_VERSION}"
    messages = record.get("messages")
    if not isinstance(messages, list) or not all(isinstance(each, dict) for each in messages):
        yield "messages must be a list of objects"
        return
    yield from _turns([each.get("role") for each in messages])
    for where, blocks in _contents(record, messages):
        yield from _texts(where, blocks)


def _contents(record: dict[str, Any], messages: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    if "system" in record:
        yield "system", record["system"]
    yield from ((f"messages[{index}].content", each.get("content")) for index, each in enumerate(messages))


def _turns(roles: list[Any]) -> Iterator[str]:
    expected = ["user", "assistant"] * (len(roles) // 2)
    if not roles or roles != expected:
        yield "messages must alternate user and assistant, begin with user and end with assistant"


def _texts(where: str, blocks: Any) -> Iterator[str]:
    if not isinstance(blocks, list) or not blocks:
        yield f"{where} must be a list with a block"
        return
    for block in blocks:
        text = block.get("text") if isinstance(block, dict) and set(block) == {"text"} else None
        if not isinstance(text, str) or not text.strip():
            yield f"{where} must hold blocks of text that is not empty"
        elif word := next((word for word in RESERVED_WORDS if word in text.lower()), None):
            yield f"{where} holds the reserved word {word!r}"
