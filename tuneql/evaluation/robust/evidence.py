"""What given rows show of a column: its values, whether it has NULL, and whether it is a key.

For a schema without rows, only its names give evidence, such as `ship_id`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tuneql.sql.results.values import Value

# Values of a column that are drawn from.
_VALUES: Final = 40

# Rows that are enough to believe that a column called like an identifier is unique.
_EVIDENCE: Final = 5


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the rows of a table show of one column.

    Attributes:
        values: the first different ones, without NULL; () where there are no rows.
        has_null: whether some row holds NULL.
        is_unique: whether the column is surely a key by itself, though it is not declared as one.
    """

    values: tuple[Value, ...]
    has_null: bool
    is_unique: bool


def evidence_of(column: str, cells: Sequence[Any], *, table: str, has_keys: bool, refers: bool) -> Evidence:
    """What is to be seen of a column.

    Args:
        column: its name, in lower case.
        cells: what the rows hold there.
        table: the name of its table, in lower case.
        has_keys: whether the table declares keys.
        refers: whether the column refers to another table.
    """
    found = dict.fromkeys(cells)
    has_null = found.pop(None, 0) is None
    is_unique = not refers and (
        not has_null and column.endswith("id") and len(found) >= max(_EVIDENCE, len(cells))
        if cells
        else not has_keys and _is_identifier(column, table)
    )
    return Evidence(values=tuple(found)[:_VALUES], has_null=has_null, is_unique=is_unique)


def _is_identifier(column: str, table: str) -> bool:
    """Whether a column is called as the key of its table would be: `id`, `ship_id` of ships."""
    if not column.endswith("id"):
        return False
    stem = column[:-2].rstrip("_")
    return table.startswith(stem) or stem.startswith(table)
