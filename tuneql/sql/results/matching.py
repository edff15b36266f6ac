"""Matches rows that are equal within a tolerance, and therefore form no classes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, Final

from tuneql.sql.results.closeness import reach_of, same

# How many pairs of rows are compared before giving up: a second's worth. Results that need more are contrived.
_MOST_PAIRS: Final = 2_000_000

Row = tuple[Any, ...]


def finds_partners(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether each row of the left can be matched with a different row of the right that is the same.

    Sorted, most rows match in their order. If not, augmenting paths are found breadth first, without recursion, among
    the rows that are close in the first column in which any differ.

    Args:
        left: rows that differ only in numbers.
        right: others, which differ from these only in numbers.
    """
    if len(left) > len(right):
        return False
    left, right = sorted(left), sorted(right)
    if len(left) == len(right) and all(map(_is_same, left, right)):
        return True
    pairs = _pairs(left, right)
    return pairs is not None and _Matching(pairs).is_complete()


def _pairs(left: Sequence[Row], right: Sequence[Row]) -> list[list[int]] | None:
    """For each row of the left the positions of those of the right that are the same; None if there are too many."""
    column = next((place for place, cells in enumerate(zip(*left, *right, strict=True)) if len({*cells}) > 1), 0)
    order = sorted(range(len(right)), key=lambda place: right[place][column])
    values, compared = [right[place][column] for place in order], 0
    found: list[list[int]] = []
    for row in left:
        reach = reach_of(row[column])
        near = order[bisect_left(values, row[column] - reach) : bisect_right(values, row[column] + reach)]
        compared += len(near)
        if compared > _MOST_PAIRS:
            return None
        found.append([place for place in near if _is_same(row, right[place])])
    return found


def _is_same(left: Row, right: Row) -> bool:
    return all(map(same, left, right))


class _Matching:
    """A matching of items of the left with items of the right, by the positions of both."""

    def __init__(self, pairs: Sequence[Sequence[int]]) -> None:
        self._pairs = pairs
        self._partners: dict[int, int] = {}
        self._owners: dict[int, int] = {}

    def is_complete(self) -> bool:
        """Match each item of the left; False if one cannot be."""
        return all(self._augment(place) for place in range(len(self._pairs)))

    def _augment(self, start: int) -> bool:
        reached_from: dict[int, int] = {}
        queue = [start]
        for i in queue:
            for j in self._pairs[i]:
                if j in reached_from:
                    continue
                reached_from[j] = i
                if j not in self._owners:
                    self._flip(j, start, reached_from)
                    return True
                queue.append(self._owners[j])
        return False

    def _flip(self, j: int, start: int, reached_from: dict[int, int]) -> None:
        while True:
            i = reached_from[j]
            before = self._partners.get(i)
            self._owners[j], self._partners[i] = i, j
            if i == start or before is None:
                return
            j = before
