"""Remembers the results of queries that may be run again."""

from collections.abc import Hashable
from typing import Final

from tuneql.remembering import Remembered
from tuneql.sql.running.engine import ExecutionFailed, Result

Results = Remembered[tuple[Hashable, str], Result | ExecutionFailed]
"""Results and failures by database and query, of as many databases as share it."""

# How many queries, and how many rows of all of them together.
MOST_QUERIES: Final = 4096
MOST_ROWS: Final = 100_000


def no_results_yet() -> Results:
    """A memory for results, empty."""
    return Results(most=MOST_QUERIES, size=MOST_ROWS, weigh=_rows_of)


def _rows_of(_: tuple[Hashable, str], found: Result | ExecutionFailed) -> int:
    return len(found.rows) if isinstance(found, Result) else 0
