"""Matches values that are equal within a tolerance, and therefore form no classes."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def finds_partners(left: Sequence[T], right: Sequence[T], alike: Callable[[T, T], bool]) -> bool:
    """Whether each item of the left can be matched with a different item of the right that is alike.

    Augmenting paths, found breadth first: n times the number of alike pairs, and no recursion.
    """
    if len(left) > len(right):
        return False
    pairs = [[j for j, other in enumerate(right) if alike(item, other)] for item in left]
    owner: dict[int, int] = {}
    return all(_augment(i, pairs, owner) for i in range(len(left)))


def _augment(start: int, pairs: list[list[int]], owner: dict[int, int]) -> bool:
    reached_from: dict[int, int] = {}
    queue = [start]
    for i in queue:
        for j in pairs[i]:
            if j in reached_from:
                continue
            reached_from[j] = i
            if j not in owner:
                _flip(j, start, reached_from, owner)
                return True
            queue.append(owner[j])
    return False


def _flip(j: int, start: int, reached_from: dict[int, int], owner: dict[int, int]) -> None:
    mine = {i: place for place, i in owner.items()}
    while True:
        i = reached_from[j]
        owner[j] = i
        if i == start:
            return
        j = mine[i]
