"""The last check of a split: whether a set has the answer to a question of another."""

from typing import Final

from tuneql.corpus.decisions.ledger import Ledger
from tuneql.errors import RunFailed

_LEAKS: Final = """
WITH sets (fate, rank) AS (VALUES ('train', 1), ('synthetic', 1), ('validation', 2), ('test', 3)),
ranked AS (
  SELECT rank, min(rank) OVER (PARTITION BY template) AS by_template, min(rank) OVER (PARTITION BY asked) AS by_question
  FROM rows JOIN sets USING (fate)
)
SELECT count(*) FROM ranked WHERE rank > by_template OR rank > by_question
"""


def count_leaks(ledger: Ledger) -> int:
    """How many rows have an SQL template, or a question over the same schema, that an earlier set has.

    It compares the rows themselves, not the families that the split was made of.
    """
    return int(ledger.one(_LEAKS))


def refuse_leaks(ledger: Ledger) -> int:
    """The number of leaks, which is 0.

    Raises:
        RunFailed: it is not.
    """
    leaks = count_leaks(ledger)
    if leaks:
        raise RunFailed(f"{leaks} rows of one set repeat an answer of another; report this with the corpus")
    return leaks
