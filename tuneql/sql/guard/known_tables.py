"""Every table is in the schema, or is a common table expression of the statement."""

from collections.abc import Iterator

from tuneql.sql.guard.statement import Statement


def known_tables(statement: Statement) -> Iterator[str]:
    """Denies tables that the schema does not declare."""
    for binding in statement.bindings:
        yield from binding.unknown_tables
