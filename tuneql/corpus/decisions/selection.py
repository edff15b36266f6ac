"""Selects rows to train on if there are more than the trainer takes: some of every kind, rare kinds first."""

import math
from collections.abc import Mapping
from typing import Final

from tuneql.corpus.decisions.decision import SetName
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.keys import digest

_SURPLUS: Final = """
UPDATE rows SET fate = 'over-limit' WHERE place IN (
  SELECT place FROM (
    SELECT place, chance(content) AS drawn,
           row_number() OVER (PARTITION BY schema ORDER BY chance(content), place) AS turn
    FROM rows WHERE fate = ? AND hardness = ?
  ) ORDER BY turn, drawn, place LIMIT -1 OFFSET ?
)
"""


def select(ledger: Ledger, *, limit: int, seed: int = 0) -> None:
    """Mark the rows beyond the limit.

    Training and validation keep their proportion. In each set, difficulties get places by the square root of their
    sizes (Bankier's power allocation, between equal and proportional shares), and within a difficulty schemas take
    turns.

    Args:
        ledger: already split.
        limit: the most rows of training and validation together.
        seed: of the random order.
    """
    train, validation = ledger.count("train"), ledger.count("validation")
    if train + validation <= limit:
        return
    ledger.define("chance", lambda content: digest("selection", str(seed), str(content)))
    kept = max(min(1, validation), limit * validation // (train + validation))
    _limit(ledger, "validation", kept)
    _limit(ledger, "train", limit - kept)


def _limit(ledger: Ledger, name: SetName, limit: int) -> None:
    sizes = dict(ledger.read("SELECT hardness, count(*) FROM rows WHERE fate = ? GROUP BY hardness", name))
    shares = allot(sizes, limit)
    for hardness in sizes:
        ledger.run(_SURPLUS, name, hardness, shares[hardness])


def allot(sizes: Mapping[str, int], places: int) -> dict[str, int]:
    """How many places each kind gets: by the square root of its size, and no more than it can fill.

    Example:
        >>> allot({"easy": 10_000, "hard": 100, "extra": 5}, 1_000)
        {'easy': 905, 'hard': 90, 'extra': 5}
    """
    shares: dict[str, int] = {}
    for kind, size in sorted(sizes.items(), key=lambda item: (item[1], item[0])):
        rest = sum(math.sqrt(other) for name, other in sizes.items() if name not in shares)
        left = places - sum(shares.values())
        shares[kind] = min(size, round(left * math.sqrt(size) / rest))
    return {kind: shares[kind] for kind in sizes}
