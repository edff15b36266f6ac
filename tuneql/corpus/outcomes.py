"""What became of each row, as JSON Lines: from where rows are prepared to where they are assembled."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tuneql.corpus.prepared import Prepared
from tuneql.corpus.records import rejection_record
from tuneql.corpus.row import Rejection

Outcome = Prepared | Rejection


def to_line(outcome: Outcome) -> bytes:
    """A line that `from_line` reads, with its line feed."""
    value = rejection_record(outcome) if isinstance(outcome, Rejection) else outcome.to_json()
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def from_line(line: bytes) -> Outcome:
    """What `to_line` wrote."""
    value = json.loads(line)
    return Rejection(**value) if "reason" in value else Prepared.from_json(value)


def shift(outcome: Outcome, lines: int) -> Outcome:
    """An outcome of a shard with its row counted from the beginning of the file, `lines` lines before the shard."""
    if isinstance(outcome, Prepared):
        example = outcome.example
        return replace(outcome, example=example.model_copy(update={"row": example.row + lines}))
    return replace(outcome, row=outcome.row + lines)


class Spool:
    """Outcomes in a file, in order; they can be read again and again, and no more than one is ever in memory.

    Args:
        path: of the file, which is replaced.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._path.write_bytes(b"")

    def write(self, lines: Iterable[bytes]) -> None:
        """Adds the lines of `to_line`."""
        with self._path.open("ab") as file:
            file.writelines(lines)

    def __iter__(self) -> Iterator[Outcome]:
        with self._path.open("rb") as file:
            yield from map(from_line, file)
