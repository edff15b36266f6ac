"""Tells whether a prediction's rows answer what the gold query asks, in consideration of ties.

Rows that tie under the gold's ORDER BY have no order among themselves, and if LIMIT cuts through a tie, any of its rows
will do. If all keys are outputs and nothing is cut, the gold's rows show which tie; else the gold is run once more,
with its keys appended and without its LIMIT. This second run is made only for a prediction that differs from the gold's
rows in their order, and its result is kept. Keys tie if they are equal byte by byte or, under NOCASE, except for their
case; the collation that a column is declared with does not count.

Some second runs cannot be made or read: if keys under DISTINCT or in a set operation are not outputs, if LIMIT is not a
number, or if there are more rows than the sandbox returns. Then no rows tie, and a prediction must have the gold's rows
in the gold's order.
"""

from typing import Protocol

from tuneql.sql.results.comparison import EQUAL, Comparison, blocks_of, compare, compare_blocks
from tuneql.sql.results.ordering import Extension, extend, read_ordering
from tuneql.sql.running.sandbox import ExecutionFailed, Result


class Runs(Protocol):
    """Something that runs queries and keeps their results, such as a sandbox."""

    def recall(self, sql: str, *, dialect: str = ...) -> Result:
        """The rows of a query; raises ExecutionFailed if there are none. A repeated query may be run once."""


def agree(gold_sql: str, gold: Result, predicted: Result, *, dialect: str, database: Runs) -> Comparison:
    """Compare a prediction's rows with the gold's.

    Args:
        gold_sql: the query that gave `gold`; its top level decides whether the order of rows counts.
        gold: the expected rows.
        predicted: the actual rows.
        dialect: the gold's.
        database: where both were run, to find the gold's ties.
    """
    if gold.rows == predicted.rows and len(gold.columns) == len(predicted.columns):
        return EQUAL  # whatever the order; found without reading it
    ordering = read_ordering(gold_sql, dialect)
    if ordering is None:
        return compare(gold, predicted, ordered=False)
    found = compare(gold, predicted, ordered=True, keys=ordering.keys)
    extension = None if found.equal else ties(gold_sql, gold, predicted, dialect=dialect)
    tied = _with_ties(extension, gold, predicted, dialect, database) if extension is not None else None
    return tied if tied is not None and (tied.equal or tied.covers) else found


def ties(gold_sql: str, gold: Result, predicted: Result, *, dialect: str) -> Extension | None:
    """The query that `agree` may run for the gold's ties; None if they are known, or cannot matter."""
    if gold.rows == predicted.rows or not (ordering := read_ordering(gold_sql, dialect)):
        return None
    if len(gold.rows) != len(predicted.rows) or len(gold.columns) > len(predicted.columns):
        return None
    if not ordering.cut and (ordering.keys is not None or not compare(gold, predicted, ordered=False).covers):
        return None
    return extend(gold_sql, dialect)


def _with_ties(
    extension: Extension, gold: Result, predicted: Result, dialect: str, database: Runs
) -> Comparison | None:
    """The comparison with all rows that the gold could have given; None if they cannot be had."""
    try:
        longer = database.recall(extension.sql, dialect=dialect)
    except ExecutionFailed:
        return None
    end = extension.skipped + len(gold.rows)
    if len(longer.rows) < end or any(key >= len(longer.columns) for key in extension.keys):
        return None
    blocks = blocks_of(longer.rows, extension.keys)
    asked = blocks[extension.skipped : end]
    wanted = set(asked)
    kept = [place for place, block in enumerate(blocks) if block in wanted]
    width = len(gold.columns)
    possible = Result(columns=gold.columns, rows=tuple(longer.rows[place][:width] for place in kept))
    return compare_blocks(possible, predicted, tuple(blocks[place] for place in kept), asked)
