"""The text is SQL in the dialect."""

from collections.abc import Iterator

from tuneql.sql.guard.parses.aggregates import misplaced_aggregates
from tuneql.sql.guard.parses.misread import misread
from tuneql.sql.guard.statement import Statement


def parses(statement: Statement) -> Iterator[str]:
    """Denies text that is no SQL, and text with no statement in it."""
    if statement.error is not None:
        yield statement.error
    elif not statement.trees:
        yield "there is no statement in it"
    else:
        yield from misread(statement)
        yield from misplaced_aggregates(statement)
