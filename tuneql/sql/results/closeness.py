"""Decides whether two cells have the same value, with classes of cells that make it quick.

Equality within a tolerance is not an equivalence: a may be close to b, and b to c, while a is not close to c. Cells are
therefore sorted into classes such that close cells are always in the same one; a class whose members are not all close
to one another is called loose. Only loose classes, which real data hardly ever has, need a second look.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from tuneql.sql.results.values import Value

RELATIVE: Final = 1e-6
ABSOLUTE: Final = 1e-9

# Floats that are whole, and small enough to be exact, are compared as integers.
_EXACT: Final = 2**31


def same(left: Value, right: Value) -> bool:
    """Whether two cells have the same value.

    NULL equals only NULL; text and blobs are compared exactly; whole numbers, too, whether written 1 or 1.0; other
    numbers within 1e-6 of the larger, or 1e-9.
    """
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return type(left) is type(right) and left == right
    if _is_whole(left) and _is_whole(right):
        return left == right
    return _close(left, right) or (left != left and right != right)  # noqa: PLR0124 -- NaN


@dataclass(frozen=True, kw_only=True)
class Classes:
    """The classes of numbers that share one; every other cell is a class of its own.

    Attributes:
        token: the class of a number.
        loose: tokens of classes whose members are not all the same value.
    """

    token: Mapping[float, int]
    loose: frozenset[int]

    def of(self, cell: Value) -> object:
        """A hashable value that is equal for cells that may have the same value."""
        if isinstance(cell, int | float):
            found = self.token.get(cell)
            return ("nan" if cell != cell else cell) if found is None else ("~", found)  # noqa: PLR0124 -- NaN
        return (type(cell), cell)

    def is_loose(self, token: object) -> bool:
        """Whether two cells of this class need a second look."""
        return isinstance(token, tuple) and token[0] == "~" and token[1] in self.loose


def classify(cells: Iterable[Value]) -> Classes:
    """The classes of the numbers among some cells."""
    numbers = _different([cell for cell in cells if isinstance(cell, int | float) and _is_finite(cell)])
    joined = _joined(numbers)
    token: dict[float, int] = {}
    members: dict[int, list[float]] = {}
    for place, number in enumerate(numbers):
        if joined[place] or (place and joined[place - 1]):
            first = token[numbers[place - 1]] if place and joined[place - 1] else place
            token[number] = first
            members.setdefault(first, []).append(number)
    return Classes(token=token, loose=frozenset(key for key, group in members.items() if not _is_tight(group)))


def _different(numbers: Sequence[float]) -> list[float]:
    """Each number once, in order. Of an integer and a float that are equal, it is the float, which has a reach."""
    return sorted({number for number in numbers if not isinstance(number, int)} | set(numbers))


def _joined(numbers: list[float]) -> list[bool]:
    """For each number whether it shares a class with the next: one with a fraction joins all that are close to it."""
    edges = [0] * (len(numbers) + 1)
    for number in numbers:
        if not _is_whole(number):
            reach = reach_of(number)
            edges[bisect_left(numbers, number - reach)] += 1
            edges[bisect_right(numbers, number + reach) - 1] -= 1
    return [depth > 0 for depth in accumulate(edges)]


def reach_of(number: float) -> float:
    """A distance within which are all numbers that are close to a number, and a few more."""
    return max(ABSOLUTE, abs(number) * RELATIVE * (1 + 2 * RELATIVE))


def _is_tight(group: list[float]) -> bool:
    has_integer = any(
        isinstance(number, int) for number in group
    )  # and a float may stand for another, see `_different`
    wholes = [number for number in group if _is_whole(number) or (has_integer and number.is_integer())]
    return _close(group[0], group[-1]) and len(wholes) < 2  # noqa: PLR2004 -- two whole numbers differ


def _is_finite(number: float) -> bool:
    return isinstance(number, int) or math.isfinite(number)


def _is_whole(number: float) -> bool:
    return isinstance(number, int) or (number.is_integer() and abs(number) < _EXACT)


def _close(left: float, right: float) -> bool:
    try:
        return math.isclose(left, right, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    except OverflowError:  # a whole number larger than any float, which JSON can write
        return left == right
