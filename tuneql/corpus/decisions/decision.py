"""The decision about a row that is fit to train on."""

from dataclasses import dataclass
from typing import Literal

SetName = Literal["train", "validation", "test"]
Fate = Literal[SetName, "duplicate", "near-duplicate", "contradiction", "over-limit", "synthetic"]
"""What becomes of a row; synthetic ones were made, not read, and are trained on."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The decision about a row.

    Attributes:
        fate: None if the corpus was refused before it was decided.
        source, row: of the row that it repeats or contradicts.
        count: how many statements of a log it stands for, with those of rows that repeat it; 0 if it is not from a log.
    """

    fate: Fate | None
    source: str | None = None
    row: int | None = None
    count: int = 0
