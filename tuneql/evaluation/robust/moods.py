"""The ways in which derived databases differ from one another."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Mood:
    """How one derived database is filled.

    Attributes:
        rows: of each table, besides those planted for the queries.
        keeps: the share of cells that stay as given.
        narrow: different values that a column draws from; 0: all there are. Few values make ties and duplicates,
            many make orders and sums plain.
        nulls: the share of NULL in cells that may hold it.
        skew: 1.0: each row is referred to as often as any other; more: a few are referred to by most.
    """

    rows: int
    keeps: float
    narrow: int
    nulls: float
    skew: float


MOODS: Final = (
    Mood(rows=10, keeps=0.7, narrow=0, nulls=0.1, skew=1.5),
    Mood(rows=12, keeps=0.2, narrow=3, nulls=0.25, skew=1.0),
    Mood(rows=8, keeps=0.4, narrow=0, nulls=0.0, skew=2.5),
    Mood(rows=15, keeps=0.5, narrow=5, nulls=0.1, skew=1.5),
    Mood(rows=6, keeps=0.3, narrow=2, nulls=0.2, skew=1.0),
    Mood(rows=18, keeps=0.1, narrow=0, nulls=0.05, skew=2.0),
)
