"""How much a query reads and makes, if its text tells."""

from collections.abc import Iterable
from typing import Final, NamedTuple


class Size(NamedTuple):
    """`tables` that multiply one another, times `rows` of lists that stand in the statement."""

    tables: int
    rows: int


NOTHING_KNOWN: Final = Size(tables=1, rows=1)
ONE_ROW: Final = Size(tables=0, rows=1)

_MOST: Final = 10**18


def product(sizes: Iterable[Size]) -> Size:
    """The size of relations that nothing links."""
    tables, rows = 0, 1
    for size in sizes:
        tables, rows = tables + size.tables, min(rows * max(size.rows, 1), _MOST)
    return Size(tables=tables, rows=rows)


def joined(sizes: Iterable[Size]) -> Size:
    """The size of relations that are linked."""
    listed = list(sizes)
    return Size(tables=max(each.tables for each in listed), rows=max(each.rows for each in listed))
