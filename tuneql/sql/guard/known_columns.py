"""Every column is one of a table in sight, and of one only."""

from collections.abc import Iterator

from tuneql.sql.guard.statement import Statement


def known_columns(statement: Statement) -> Iterator[str]:
    """Denies columns that no table in sight has, and those that several have."""
    for binding in statement.bindings:
        yield from binding.unknown_columns
