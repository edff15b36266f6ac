"""Indexes a schema for questions: where each word of its names, comments and values is."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from tuneql.limits import SCHEMAS_KEPT, SCHEMAS_KEPT_CHARACTERS
from tuneql.remembering import Remembered
from tuneql.sql.linking.cues import MEANT
from tuneql.sql.linking.relations import Relations
from tuneql.sql.linking.words import likeness, words_in
from tuneql.sql.schemas.tables import Schema, Table

Place = tuple[int, int]
"""The number of a table and of its column; the table itself is column -1."""

ITSELF: Final = -1

# The weights of a word by its place, and of a word that only means another.
_TABLE, _COLUMN, _OWN, _COMMENT, _MEANT = 3.0, 1.0, 0.3, 0.7, 0.5
# How many words are remembered with their evidence, because questions repeat words.
_REMEMBERED: Final = 4096


class Evidence(NamedTuple):
    """The tables and columns that a word may mean, with scores.

    Attributes:
        tables: by number, with the best place in each.
        columns: by the numbers of table and column.
    """

    tables: Mapping[int, float]
    columns: Mapping[Place, float]


class Index:
    """The words of a schema. Safe to share between threads.

    Attributes:
        tables: those of the schema, in order.
        relations: how they can be joined.
        numbers: of the tables, by name in lower case; several if only their namespaces differ.
    """

    def __init__(self, schema: Schema) -> None:
        self.tables = tuple(schema.tables.values())
        self.relations = Relations(self.tables)
        self.numbers: defaultdict[str, set[int]] = defaultdict(set)
        for number, table in enumerate(self.tables):
            self.numbers[table.bare.lower()].add(number)
        self._places: Mapping[str, Mapping[Place, float]] = _places(self.tables)
        self._known: dict[str, Evidence] = {}

    def evidence(self, word: str) -> Evidence:
        """The tables and columns that a stem of a question may mean; the fewer tables, the higher the scores."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[word] = self._weighed(word)
        return found

    def _weighed(self, word: str) -> Evidence:
        found: dict[Place, float] = {}
        for said, weight in ((word, 1.0), *((other, _MEANT) for other in MEANT.get(word, ()))):
            for known, places in self._places.items():
                if alike := likeness(said, known) * weight:
                    for place, counted in places.items():
                        found[place] = max(found.get(place, 0.0), alike * counted)
        best: dict[int, float] = {}
        for (table, _), counted in found.items():
            best[table] = max(best.get(table, 0.0), counted)
        rarity = math.log(1 + len(self.tables) / max(1, len(best)))
        return Evidence(
            tables={table: counted * rarity for table, counted in best.items()},
            columns={place: counted * rarity for place, counted in found.items() if place[1] != ITSELF},
        )


_indexes: Final = Remembered[Schema, Index](
    most=SCHEMAS_KEPT, size=SCHEMAS_KEPT_CHARACTERS, weigh=lambda schema, _: len(schema.ddl)
)


def index_of(schema: Schema) -> Index:
    """The index of a schema, made once."""
    return _indexes.made(schema, lambda: Index(schema))


def _places(tables: tuple[Table, ...]) -> Mapping[str, Mapping[Place, float]]:
    found: defaultdict[str, dict[Place, float]] = defaultdict(dict)
    for number, table in enumerate(tables):
        for place, word, counted in _words(number, table):
            found[word][place] = max(found[word].get(place, 0.0), counted)
    return found


def _words(number: int, table: Table) -> Iterator[tuple[Place, str, float]]:
    """Every word of a table. A word of the table's name counts little in the name of a column."""
    own = frozenset(words_in(table.name))
    yield from (((number, ITSELF), word, _TABLE) for word in own)
    yield from (((number, ITSELF), word, _COMMENT) for word in words_in(table.comment))
    for column, name in enumerate(table.columns):
        yield from (((number, column), word, _OWN if word in own else _COLUMN) for word in words_in(name))
        said = table.described.get(name)
        if said is not None:
            told = f"{said.comment} {' '.join(said.values)}"
            yield from (((number, column), word, _COMMENT) for word in words_in(told))
