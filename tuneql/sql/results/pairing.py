"""Searches for a pairing of columns under which two results agree.

Columns are paired by their contents: two columns can be paired only if they have the same bag of values, and a pairing
is built column by column while the partial rows still agree. No permutation is tried blindly.

Rows are in blocks: within a block they are a bag, and the order of blocks counts. One block for all rows makes the
result a bag, a block for each row makes it a list, and a block for each value of the sort keys lets ties be ties.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from tuneql.sql.results.closeness import Classes, classify
from tuneql.sql.results.matching import finds_partners
from tuneql.sql.results.values import Value, plain

# How many pairings of a column are tried before giving up. Results that need more are contrived, and count as
# different: partial rows rule out almost every wrong pairing at once.
STEPS: Final = 2_000

Row = tuple[Value, ...]
Column = tuple[object, ...]
Numbers = tuple[int, ...]


@dataclass(kw_only=True)
class Side:
    """One result: its rows, how many columns they have, and the block of each row."""

    rows: Sequence[Row]
    width: int
    blocks: Numbers
    columns: list[Column] = field(init=False)
    bags: list[Counter[object]] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = [tuple(map(plain, row[: self.width])) for row in self.rows]

    def sort_into(self, classes: Classes) -> None:
        """Replace cells by their classes, and compute the bag of each column in each block."""
        cells = [[classes.of(cell) for cell in row] for row in self.rows]
        self.columns = list(zip(*cells, strict=True)) if cells else [() for _ in range(self.width)]
        self.bags = [Counter(zip(self.blocks, column, strict=True)) for column in self.columns]


@dataclass
class Pairing:
    """A search: each column of the gold needs a different column of the other.

    The rows of the other must be among the gold's, block by block; if there are as many on both sides, they are the
    same.
    """

    gold: Side
    other: Side
    steps: int = 0
    classes: Classes = field(init=False)

    def __post_init__(self) -> None:
        self.classes = classify(chain.from_iterable((*self.gold.rows, *self.other.rows)))
        self.gold.sort_into(self.classes)
        self.other.sort_into(self.classes)

    @property
    def exhausted(self) -> bool:
        """Whether the search gave up."""
        return self.steps > STEPS

    def exists(self) -> bool:
        """Whether there is a pairing."""
        candidates = self._candidates()
        if not all(candidates):
            return False
        places = sorted(range(self.gold.width), key=lambda place: len(candidates[place]))
        return self._extend(places, candidates, [], self.gold.blocks, self.other.blocks)

    def lonely(self) -> int | None:
        """A column of the gold that can be paired with no column of the other."""
        return next((place for place, found in enumerate(self._candidates()) if not found), None)

    def _candidates(self) -> list[list[int]]:
        """For each column of the gold, the columns with the same contents; the one in the same position first."""
        found = [[other for other, bag in enumerate(self.other.bags) if bag <= held] for held in self.gold.bags]
        return [sorted(places, key=lambda other: other != place) for place, places in enumerate(found)]

    def _extend(
        self, places: Sequence[int], candidates: list[list[int]], chosen: list[int], left: Numbers, right: Numbers
    ) -> bool:
        """Pair the next column, given partial rows as numbers that are equal if the rows agree."""
        if len(chosen) == len(places):
            return self._verified(places, chosen, left, right)
        place = places[len(chosen)]
        for other in self._distinct(candidates[place], chosen):
            self.steps += 1
            if self.exhausted:
                return False
            longer = _refined(left, self.gold.columns[place], right, self.other.columns[other])
            if longer is not None and self._extend(places, candidates, [*chosen, other], *longer):
                return True
        return False

    def _distinct(self, candidates: list[int], chosen: list[int]) -> Iterator[int]:
        """The free columns; of those that are equal cell by cell, only one."""
        seen: set[Row] = set()
        for other in candidates:
            cells = tuple(row[other] for row in self.other.rows)
            if other not in chosen and cells not in seen:
                seen.add(cells)
                yield other

    def _verified(self, places: Sequence[int], chosen: list[int], left: Numbers, right: Numbers) -> bool:
        """Whether rows with loose classes, too, can be matched within the tolerance."""
        if not self.classes.loose:
            return True
        golds, others = _grouped(left, self.gold.rows, places), _grouped(right, self.other.rows, chosen)
        return all(finds_partners(rows, golds[key]) for key, rows in others.items())


def _grouped(numbers: Numbers, rows: Iterable[Row], places: Sequence[int]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for number, row in zip(numbers, rows, strict=True):
        groups[number].append(tuple(row[place] for place in places))
    return groups


def _refined(
    left: Numbers, left_column: Column, right: Numbers, right_column: Column
) -> tuple[Numbers, Numbers] | None:
    """Partial rows with one more column, numbered alike on both sides; None if the right's are not among the left's."""
    numbers: dict[tuple[int, object], int] = {}
    longer = tuple(numbers.setdefault(pair, len(numbers)) for pair in zip(left, left_column, strict=True))
    other = tuple(numbers.setdefault(pair, len(numbers)) for pair in zip(right, right_column, strict=True))
    return (longer, other) if Counter(other) <= Counter(longer) else None
