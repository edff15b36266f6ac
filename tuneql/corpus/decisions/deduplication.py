"""Marks rows that repeat an earlier one: exactly, in other SQL, or with other values. The first one stays.

A row of a query log that stays also stands for the statements of those that repeat it: it has the sum of their counts.
"""

from typing import Final

from tuneql.corpus.decisions.decision import Fate
from tuneql.corpus.decisions.ledger import Ledger

_MARK: Final = """
UPDATE rows SET fate = ?, other = undecided.first
FROM (SELECT place, min(place) OVER (PARTITION BY {key}) AS first FROM rows WHERE fate IS NULL) AS undecided
WHERE undecided.place = rows.place AND undecided.first < rows.place
"""

# Of a log's statements with one question and different values, the one that was run most often stays.
_MARK_STATEMENTS: Final = """
UPDATE rows SET fate = 'near-duplicate', other = ranked.first
FROM (
  SELECT place, first_value(place) OVER (PARTITION BY asked, template ORDER BY often DESC, place) AS first
  FROM (
    SELECT place, asked, template, sum(count) OVER (PARTITION BY asked, sql) AS often
    FROM rows WHERE fate IS NULL AND count > 0
  )
) AS ranked
WHERE ranked.place = rows.place AND ranked.first <> rows.place
"""
_HAND_ON: Final = """
UPDATE rows SET count = rows.count + given.count
FROM (SELECT other, sum(count) AS count FROM rows WHERE fate = ? GROUP BY other) AS given
WHERE given.other = rows.place
"""
_EMPTY: Final = "UPDATE rows SET count = 0 WHERE fate = ? AND count > 0"

FEW_ROWS: Final = 500
"""A corpus of fewer rows cannot spare those that differ only in values."""


def mark_duplicates(ledger: Ledger) -> None:
    """Mark rows equal up to spacing, case and punctuation of the question, and spacing of the SQL."""
    _mark(ledger, "content", "duplicate")


def mark_statements(ledger: Ledger) -> None:
    """Mark statements of a log with the same question, schema and template.

    A statement in a log is run again and again with other values under one question: such rows do not contradict one
    another.
    """
    ledger.run(_MARK_STATEMENTS)
    _hand_on(ledger, "near-duplicate")


def mark_near_duplicates(ledger: Ledger) -> None:
    """Mark rows that ask what an earlier one asks, perhaps with other values.

    Contradictions are marked already: two rows with the same question over the same schema have SQL with the same
    result, and one of them is enough. Rows with other values differ only in what both question and SQL name.
    """
    _mark(ledger, "asked", "near-duplicate")
    if ledger.undecided() >= FEW_ROWS:
        _mark(ledger, "near", "near-duplicate")


def _mark(ledger: Ledger, key: str, fate: Fate) -> None:
    ledger.run(_MARK.format(key=key), fate)
    _hand_on(ledger, fate)


def _hand_on(ledger: Ledger, fate: Fate) -> None:
    if ledger.one("SELECT EXISTS (SELECT 1 FROM rows WHERE count > 0)"):
        ledger.run(_HAND_ON, fate)
        ledger.run(_EMPTY, fate)
