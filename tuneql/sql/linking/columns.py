"""Selects the columns of a wide table that are kept for a question."""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from tuneql.sql.linking.cues import DESCRIPTIVE
from tuneql.sql.linking.relevance import Relevance
from tuneql.sql.linking.words import words_in
from tuneql.sql.schemas.tables import Needs, Table

FEW_COLUMNS = 16
"""Tables with no more are kept whole, and of others at least as many columns are kept, besides keys."""

_MANY_COLUMNS = 40
_TIMES: Final = frozenset({"date", "time", "datetime"})

# The scores of columns that no word of the question means: those that describe their row, or tell a time if asked.
_DESCRIBES, _TELLS_TIME = 0.2, 0.5


def narrow(table: Table, number: int, found: Relevance, needed: Needs) -> Table:
    """The table without the columns that the question certainly does not need, if it has many.

    Args:
        table: all of it.
        number: of the table in its index.
        found: what is relevant to the question.
        needed: what is always kept, besides keys.
    """
    if len(table.columns) <= FEW_COLUMNS:
        return table
    scores = {name: _score(table, name, (number, at), found) for at, name in enumerate(table.columns)}
    ranked = sorted(table.columns, key=lambda name: -scores[name])  # stable: columns with equal scores stay in order
    spoken_for = sum(score > 0 for score in scores.values())
    wanted = {column for name, column in needed.columns if name == table.name}
    wanted.update(_keys(table), ranked[: min(max(spoken_for, FEW_COLUMNS), _MANY_COLUMNS)])
    columns = {name: kind for name, kind in table.columns.items() if name in wanted}
    return replace(table, columns=MappingProxyType(columns))


def _keys(table: Table) -> Iterator[str]:
    yield from table.primary_key
    for key in table.foreign_keys:
        yield from key.columns


def _score(table: Table, name: str, place: tuple[int, int], found: Relevance) -> float:
    said = table.described.get(name)
    is_time = said is not None and said.family in _TIMES
    describes = not DESCRIPTIVE.isdisjoint(words_in(name))
    return found.columns.get(place, 0.0) + _DESCRIBES * describes + _TELLS_TIME * (is_time and found.asks_of_time)
