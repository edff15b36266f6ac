"""Families of rows that must stay together in a split, since one gives away the answer to another."""

from array import array
from typing import Final

from tuneql.corpus.decisions.ledger import Ledger

FEW_SCHEMAS: Final = 10
"""With fewer schemas than this, keeping schemas apart would leave too few of them to learn from."""

Strategy = str
BY_SCHEMA: Final[Strategy] = "schema and SQL template"
BY_TEMPLATE: Final[Strategy] = "SQL template and question"

_KEYS: Final[dict[Strategy, tuple[str, ...]]] = {
    BY_SCHEMA: ("schema", "template"),
    BY_TEMPLATE: ("question", "template"),
}
_FIRSTS: Final = "SELECT place, min(place) OVER (PARTITION BY {key}) FROM rows WHERE fate IS NULL"
_LARGEST: Final = "SELECT count(*) FROM rows WHERE fate IS NULL GROUP BY family ORDER BY count(*) DESC LIMIT 1"


def group(ledger: Ledger) -> Strategy:
    """Enter the family of every undecided row; returns what holds families together.

    Rows with the same SQL template are always in one family, so that no answer can be copied from training. With many
    schemas, rows with the same schema are, too, unless that would join more than half of all rows; otherwise, rows
    with the same question are.
    """
    rows = ledger.undecided()
    if ledger.one("SELECT count(DISTINCT schema) FROM rows WHERE fate IS NULL") >= FEW_SCHEMAS:
        _unite(ledger, BY_SCHEMA)
        if ledger.one(_LARGEST) * 2 <= rows:
            return BY_SCHEMA
    _unite(ledger, BY_TEMPLATE)
    return BY_TEMPLATE


def _unite(ledger: Ledger, strategy: Strategy) -> None:
    """Union-find over rows by the strategy's keys; a family is named by the place of its first row."""
    parent = array("q", range(ledger.one("SELECT coalesce(max(place), -1) + 1 FROM rows")))
    for key in _KEYS[strategy]:
        for place, first in ledger.read(_FIRSTS.format(key=key)):
            one, other = _root(parent, place), _root(parent, first)
            parent[max(one, other)] = min(one, other)
    ledger.define("family_of", lambda place: _root(parent, place))
    ledger.run("UPDATE rows SET family = family_of(place) WHERE fate IS NULL")


def _root(parent: "array[int]", place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place
