"""The decision about a row that is fit to train on."""

from dataclasses import dataclass
from typing import Literal

SetName = Literal["train", "validation", "test"]
Fate = Literal[SetName, "duplicate", "near-duplicate", "contradiction", "over-limit", "synthetic"]
"""What becomes of a row. Synthetic ones were not read but made, and are trained on."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The decision about a row.

    Attributes:
        fate: None if the corpus was refused before it was decided.
        source, row: of the row that it repeats or contradicts.
        count: how many statements of a log it stands for, those of rows that repeat it too; 0 where nobody counted.
    """

    fate: Fate | None
    source: str | None = None
    row: int | None = None
    count: int = 0
