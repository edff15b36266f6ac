"""The profiles in which derived databases differ from one another."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How one derived database is filled.

    Attributes:
        rows: in each table, besides those planted for the queries.
        keeps: the share of given cells that stay as they are.
        narrow: how many different values a column draws from; 0 for all. Few values make ties and duplicates, many make
            orders and sums distinct.
        nulls: the share of NULL in cells that may be NULL.
        skew: 1.0: each row is referred to as often as any other; above, a few rows get most references.
    """

    rows: int
    keeps: float
    narrow: int
    nulls: float
    skew: float


PROFILES: Final = (
    Profile(rows=10, keeps=0.7, narrow=0, nulls=0.1, skew=1.5),
    Profile(rows=12, keeps=0.2, narrow=3, nulls=0.25, skew=1.0),
    Profile(rows=8, keeps=0.4, narrow=0, nulls=0.0, skew=2.5),
    Profile(rows=15, keeps=0.5, narrow=5, nulls=0.1, skew=1.5),
    Profile(rows=6, keeps=0.3, narrow=2, nulls=0.2, skew=1.0),
    Profile(rows=18, keeps=0.1, narrow=0, nulls=0.05, skew=2.0),
)
