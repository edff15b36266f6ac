"""Finds how the tables of a schema can be joined: by declared keys, and by key columns with the same name."""

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from itertools import permutations
from typing import Final

from tuneql.sql.schemas.tables import Table

# Names of columns that two tables share because one refers to the other; `id` alone does not count.
_KEY_NAME: Final = re.compile(r".+(?:id|key|code|no|nr|num)", re.IGNORECASE)
_MOST_SHARING: Final = 8  # tables; if more share a column name, it is no sign of a relation
_LONGEST_PATH: Final = 4  # tables


class Relations:
    """Which tables, by number, can be joined with which."""

    def __init__(self, tables: Sequence[Table]) -> None:
        beside: defaultdict[int, set[int]] = defaultdict(set)
        for one, other in (*_declared(tables), *_implied(tables)):
            beside[one].add(other)
            beside[other].add(one)
        self._beside = {table: tuple(sorted(others)) for table, others in beside.items()}

    def beside(self, table: int) -> tuple[int, ...]:
        """The tables that a table can be joined with, in order."""
        return self._beside.get(table, ())

    def path(self, table: int, others: Collection[int]) -> list[int]:
        """The tables of the shortest join between a table and one of `others`, including both.

        Only the table itself if there are no others, or none in reach.
        """
        came_from: dict[int, int | None] = {table: None}
        waiting = deque([(table, 1)])
        while waiting:
            here, length = waiting.popleft()
            if here in others:
                return list(_back(here, came_from))
            for each in self.beside(here) if length < _LONGEST_PATH else ():
                if each not in came_from:
                    came_from[each] = here
                    waiting.append((each, length + 1))
        return [table]


def _back(here: int | None, came_from: dict[int, int | None]) -> Iterator[int]:
    while here is not None:
        yield here
        here = came_from[here]


def _declared(tables: Sequence[Table]) -> Iterator[tuple[int, int]]:
    numbers = {table.name.lower(): number for number, table in enumerate(tables)}
    for number, table in enumerate(tables):
        targets = (numbers.get(key.table.lower()) for key in table.foreign_keys)
        yield from ((number, target) for target in targets if target is not None and target != number)


def _implied(tables: Sequence[Table]) -> Iterator[tuple[int, int]]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, table in enumerate(tables):
        for column in table.columns:
            if _KEY_NAME.fullmatch(column):
                holders[column.lower()].append(number)
    for sharing in holders.values():
        if len(sharing) <= _MOST_SHARING:
            yield from permutations(sharing, 2)
