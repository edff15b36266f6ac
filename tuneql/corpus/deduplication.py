"""Rows that repeat an earlier one: to the letter, in other SQL, or with other values. The first stays."""

from typing import Final

from tuneql.corpus.decision import Fate
from tuneql.corpus.ledger import Ledger

_MARK: Final = """
UPDATE rows SET fate = ?, other = undecided.first
FROM (SELECT place, min(place) OVER (PARTITION BY {key}) AS first FROM rows WHERE fate IS NULL) AS undecided
WHERE undecided.place = rows.place AND undecided.first < rows.place
"""

FEW_ROWS: Final = 500
"""In a corpus of fewer rows than this, those that differ in values alone are too dear to be dropped."""


def mark_duplicates(ledger: Ledger) -> int:
    """Rows equal up to spacing, case and punctuation of the question, and spacing of the SQL; returns how many."""
    return _mark(ledger, "content", "duplicate")


def mark_near_duplicates(ledger: Ledger) -> int:
    """Rows that ask what an earlier one asks, or ask it with other values; returns how many.

    Two rows with one question over one schema, where contradictions are marked already, have SQL that gives the same
    result: one of them is enough. Rows with other values differ in nothing but what both question and SQL name.
    """
    marked = _mark(ledger, "asked", "near-duplicate")
    return marked + (_mark(ledger, "near", "near-duplicate") if ledger.undecided() >= FEW_ROWS else 0)


def _mark(ledger: Ledger, key: str, fate: Fate) -> int:
    return ledger.run(_MARK.format(key=key), fate)
