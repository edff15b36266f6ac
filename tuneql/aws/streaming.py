"""Reads ConverseStream's events into one answer, with the time of its first text."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tuneql.errors import ModelError


@dataclass(frozen=True, kw_only=True)
class StreamedText:
    """A whole answer.

    Attributes:
        first_at: when its first text came, on the given clock; None if none came.
    """

    text: str
    stop_reason: str
    input_tokens: int
    output_tokens: int
    first_at: float | None


def read_events(events: Iterable[Mapping[str, Any]], *, clock: Callable[[], float]) -> StreamedText:
    """The answer in a stream.

    Args:
        events: as boto3 yields them.
        clock: seconds; read when the first text comes.

    Raises:
        ModelError: the stream ended before the answer did.
        EventStreamError: Bedrock's error within the answer.
    """
    pieces: list[str] = []
    first_at: float | None = None
    rest: dict[str, Any] = {}
    for event in events:
        piece = event.get("contentBlockDelta", {}).get("delta", {}).get("text")
        if piece:
            first_at = clock() if first_at is None else first_at
            pieces.append(piece)
        rest |= event
    if not {"messageStop", "metadata"} <= rest.keys():
        raise ModelError(f"the answer broke off after {len(pieces)} pieces")
    usage = rest["metadata"]["usage"]
    return StreamedText(
        text="".join(pieces),
        stop_reason=rest["messageStop"]["stopReason"],
        input_tokens=usage["inputTokens"],
        output_tokens=usage["outputTokens"],
        first_at=first_at,
    )
