"""Training, validation and test sets that share no answer."""

from dataclasses import dataclass
from typing import Final

from tuneql.corpus.decisions.decision import SetName
from tuneql.corpus.decisions.grouping import Strategy, group
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.keys import digest
from tuneql.errors import InvalidCorpus
from tuneql.limits import TRAINING_RECORDS

# The shares of training, validation and test.
_FRACTIONS: Final = (0.8, 0.1, 0.1)

_LEAST: Final = int(TRAINING_RECORDS.low)

# A family is named by its smallest template, which a further row seldom changes.
_FAMILIES: Final = """
CREATE TEMP TABLE families AS
SELECT family, count(*) AS size, min(template) AS name, NULL AS fate FROM rows WHERE fate IS NULL GROUP BY family
"""
_DRAW: Final = """
UPDATE families SET fate = CASE
  WHEN draw(name) < ?1 THEN 'train'
  WHEN draw(name) < ?1 + ?2 THEN CASE WHEN size <= ?3 THEN 'validation' ELSE 'train' END
  WHEN size <= ?4 THEN 'test' ELSE 'train' END
"""
_ASSIGN: Final = """
UPDATE rows SET fate = families.fate FROM families WHERE families.family = rows.family AND rows.fate IS NULL
"""


@dataclass(frozen=True, kw_only=True)
class _Draw:
    seed: int

    def __call__(self, name: int) -> float:
        """A number from 0 to 1, from a family's name and the seed."""
        return digest("family", str(self.seed), str(name)) / 2**64 + 0.5


def split(ledger: Ledger, *, seed: int = 0) -> Strategy:
    """Assign each undecided row to a set; returns what was kept together, in words.

    Whole families go to a set by a hash of the seed and the family, so that new rows hardly move others. Families
    larger than a small set's whole share go to training. If a set would have less than half of its share, the smallest
    families are moved to it.

    Args:
        ledger: duplicates and contradictions are marked already.
        seed: of the random order.

    Raises:
        InvalidCorpus: there are too few rows or families for 8 rows to train on and 1 to test on.
    """
    rows = ledger.undecided()
    strategy = group(ledger)
    ledger.run(_FAMILIES)
    ledger.define("draw", _Draw(seed=seed))
    _draw(ledger, rows)
    _balance(ledger, rows)
    ledger.run(_ASSIGN)
    return strategy


def _draw(ledger: Ledger, rows: int) -> None:
    train, validation, test = _FRACTIONS
    ledger.run(_DRAW, train, validation, max(1.0, validation * rows), max(1.0, test * rows))


def _balance(ledger: Ledger, rows: int) -> None:
    """Move the smallest families until there are 8 rows to train on, 1 to test on and, if possible, 1 to validate on.

    With few families, chance may draw hardly any for a small set: it gets half of its share if training can spare it.
    """
    _, validation, test = _FRACTIONS
    _fill(ledger, "train", _LEAST, {"validation": 0, "test": 0})
    _fill(ledger, "test", max(1, round(test * rows / 2)), {"train": _LEAST})
    _fill(ledger, "test", 1, {"validation": 0})
    _fill(ledger, "validation", max(1, round(validation * rows / 2)), {"train": _LEAST})
    if _rows(ledger, "train") < _LEAST or not _rows(ledger, "test"):
        families = ledger.one("SELECT count(*) FROM families")
        raise InvalidCorpus(
            field="corpus",
            value=f"{families} different SQL templates",
            rule=f"is too few to keep {_LEAST} rows to train on apart from 1 to test on",
            remedy="add rows, or look at the rejected ones for what is wrong with them",
        )


def _fill(ledger: Ledger, target: SetName, wanted: int, sources: dict[SetName, int]) -> None:
    """Move families into a set until it has as many rows as wanted; sources keep at least the rows given for them."""
    missing = wanted - _rows(ledger, target)
    for source, kept in sources.items():
        spare = _rows(ledger, source) - kept
        query = "SELECT family, size FROM families WHERE fate = ? ORDER BY size, draw(name)"
        # No more families than rows are missing can be needed.
        for family, size in list(ledger.read(f"{query} LIMIT ?", source, max(missing, 0))):
            if missing > 0 and size <= spare:
                ledger.run("UPDATE families SET fate = ? WHERE family = ?", target, family)
                missing, spare = missing - size, spare - size


def _rows(ledger: Ledger, name: SetName) -> int:
    return int(ledger.one("SELECT coalesce(sum(size), 0) FROM families WHERE fate = ?", name))
