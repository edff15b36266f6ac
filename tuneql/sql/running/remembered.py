"""Remembers the results of queries that may be run again."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final

from tuneql.sql.running.engine import ExecutionFailed, Result

# How many queries, and how many rows of all of them together.
MOST_QUERIES: Final = 4096
MOST_ROWS: Final = 100_000


class Remembered:
    """Results and failures by query and database, of as many databases as share it; the oldest are forgotten."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[Hashable, str], Result | ExecutionFailed] = OrderedDict()
        self._rows = 0

    def __contains__(self, query: tuple[Hashable, str]) -> bool:
        return query in self._found

    def get(self, query: tuple[Hashable, str]) -> Result | ExecutionFailed | None:
        """The result of a query on a database; None if it is not known."""
        return self._found.get(query)

    def add(self, query: tuple[Hashable, str], found: Result | ExecutionFailed) -> None:
        """Remember the result of a query on a database, and forget the oldest if there are too many."""
        self._rows += _rows_of(found) - _rows_of(self._found.pop(query, None))
        self._found[query] = found
        while len(self._found) > 1 and (len(self._found) > MOST_QUERIES or self._rows > MOST_ROWS):
            _, oldest = self._found.popitem(last=False)
            self._rows -= _rows_of(oldest)


def _rows_of(found: Result | ExecutionFailed | None) -> int:
    return len(found.rows) if isinstance(found, Result) else 0
