"""The size of a query's result, as a product of unknown and known numbers of rows."""

from collections.abc import Iterable
from typing import Final, NamedTuple


class Size(NamedTuple):
    """The estimated number of rows of a relation.

    Attributes:
        tables: how many tables, of unknown size, are multiplied.
        rows: by how many rows they are multiplied: of generators, VALUES or LIMIT.
    """

    tables: int
    rows: int


NOTHING_KNOWN: Final = Size(tables=1, rows=1)
ONE_ROW: Final = Size(tables=0, rows=1)

_MOST: Final = 10**18


def product(sizes: Iterable[Size]) -> Size:
    """The size of relations that are joined without a link."""
    tables, rows = 0, 1
    for size in sizes:
        tables, rows = tables + size.tables, min(rows * max(size.rows, 1), _MOST)
    return Size(tables=tables, rows=rows)


def joined(sizes: Iterable[Size]) -> Size:
    """The size of relations that are joined with a link: that of the largest."""
    listed = list(sizes)
    return Size(tables=max(each.tables for each in listed), rows=max(each.rows for each in listed))
