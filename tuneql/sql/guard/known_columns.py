"""Every column belongs to exactly one of the tables that its query reads."""

from collections.abc import Iterator

from tuneql.sql.guard.statement import Statement


def known_columns(statement: Statement) -> Iterator[str]:
    """Denies columns that no table of the query has, and those that several have."""
    for binding in statement.bindings:
        yield from binding.unknown_columns
        # SQLite reads an unknown name in double quotation marks as text, but not one in ` or [.
        yield from (
            f"column {each.name} does not exist" for each in binding.texts if f'"{each.name}"' not in statement.sql
        )
