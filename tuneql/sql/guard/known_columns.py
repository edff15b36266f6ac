"""Every column belongs to a table in sight, and only to one."""

from collections.abc import Iterator

from tuneql.sql.guard.statement import Statement


def known_columns(statement: Statement) -> Iterator[str]:
    """Denies columns that no table in sight has, and those that several have."""
    for binding in statement.bindings:
        yield from binding.unknown_columns
        # SQLite reads text in these quotation marks, but not in ` or [.
        yield from (
            f"column {each.name} does not exist" for each in binding.texts if f'"{each.name}"' not in statement.sql
        )
