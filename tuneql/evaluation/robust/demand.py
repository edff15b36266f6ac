"""A demand: rows that belong together because a query asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tuneql.evaluation.robust.values import Test

Spot = tuple[int, int]
"""A column of a demand: the position of its table in the demand, and its own position in that table."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Rows that belong together.

    Attributes:
        tables: the tables of these rows; a table occurs as often as the query names it.
        links: columns that have the same value.
        tests: conditions on columns.
        mentioned: conditions that decide about values and not about rows, as in CASE.
        groups: the columns that the query groups by.
        counts: sizes of groups that HAVING tells apart; empty if it does not count.
        numbers: columns that the query computes with.
        repeated: columns whose values the query expects to repeat: it counts, groups or intersects by them.
        wanted: how many rows or groups to make: one more than LIMIT takes.
    """

    tables: tuple[str, ...]
    links: tuple[tuple[Spot, ...], ...]
    tests: tuple[tuple[Spot, Test], ...]
    mentioned: tuple[tuple[Spot, Test], ...]
    groups: tuple[Spot, ...]
    counts: tuple[int, ...]
    numbers: tuple[Spot, ...]
    repeated: tuple[Spot, ...]
    wanted: int

    @cached_property
    def linked(self) -> frozenset[Spot]:
        """The columns of all links."""
        return frozenset(spot for link in self.links for spot in link)

    @cached_property
    def grouped(self) -> frozenset[Spot]:
        """The columns that are the same in all rows of a group: those grouped by, and those linked to them."""
        held = (link for link in self.links if not set(link).isdisjoint(self.groups))
        return frozenset(self.groups).union(*held)


def classes(pairs: Iterable[tuple[Spot, Spot]]) -> tuple[tuple[Spot, ...], ...]:
    """Groups of columns that pairs of equal columns make equal."""
    found: list[set[Spot]] = []
    for pair in pairs:
        touched = [each for each in found if not each.isdisjoint(pair)]
        found = [each for each in found if each.isdisjoint(pair)] + [set(pair).union(*touched)]
    return tuple(tuple(sorted(each)) for each in found)
