"""Scores how relevant each table and column of a schema is to a question."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tuneql.sql.linking.cues import TEMPORAL, UNTELLING
from tuneql.sql.linking.index import Evidence, Index, Place
from tuneql.sql.linking.words import words_in

_NAME: Final = re.compile(r"\w+")
_NEIGHBOUR: Final = 0.3  # the share of a table's score that those joined with it get


@dataclass(frozen=True, kw_only=True)
class Relevance:
    """The scores of the parts of a schema.

    Attributes:
        tables: by number; those without a score are left out.
        words: the evidence of each word of the question.
        named: the numbers of tables whose exact names are in the question.
        asks_of_time: whether the question is about days, years and the like.
    """

    tables: Mapping[int, float]
    words: tuple[Evidence, ...]
    named: frozenset[int]
    asks_of_time: bool

    @cached_property
    def columns(self) -> Mapping[Place, float]:
        """Scores by the numbers of table and column; computed only if some columns of a table are left out."""
        columns: defaultdict[Place, float] = defaultdict(float)
        for found in self.words:
            for place, counted in found.columns.items():
                columns[place] += counted
        return columns


def relevance(index: Index, question: str) -> Relevance:
    """The relevance of a schema's parts; each word counts once for a table, at its best place."""
    said = dict.fromkeys(words_in(question))
    words = tuple(index.evidence(word) for word in said if word not in UNTELLING)
    tables: defaultdict[int, float] = defaultdict(float)
    for found in words:
        for table, counted in found.tables.items():
            tables[table] += counted
    return Relevance(
        tables=_spread(tables, index),
        words=words,
        named=frozenset().union(*(index.numbers.get(name, ()) for name in _NAME.findall(question.lower()))),
        asks_of_time=bool(said.keys() & TEMPORAL),
    )


def _spread(tables: Mapping[int, float], index: Index) -> Mapping[int, float]:
    """Give a share of each table's score to those joined with it, whose contents are often asked for by its name."""
    spread = dict(tables)
    for table, counted in tables.items():
        for other in index.relations.beside(table):
            spread[other] = max(spread.get(other, 0.0), tables.get(other, 0.0) + _NEIGHBOUR * counted)
    return spread
