"""What given rows show about a column: its values, whether it has NULL, and whether it is a key.

If a schema comes without rows, only names are evidence, such as `ship_id`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tuneql.sql.results.values import Value

# How many values of a column are kept to draw from.
_VALUES: Final = 40

# How many rows are enough to believe that a column with the name of an identifier is unique.
_EVIDENCE: Final = 5


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the rows of a table show about one column.

    Attributes:
        values: the first different ones, without NULL; () if there are no rows.
        has_null: whether a row has NULL.
        is_unique: whether the column must be a key by itself, though it is not declared as one.
    """

    values: tuple[Value, ...]
    has_null: bool
    is_unique: bool


def evidence_of(column: str, cells: Sequence[Any], *, table: str, has_keys: bool, refers: bool) -> Evidence:
    """Gather the evidence about a column.

    Args:
        column: its name, in lower case.
        cells: its values in all rows.
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
    """Whether a column has the name that the key of its table would have: `id`, or `ship_id` in ships."""
    if not column.endswith("id"):
        return False
    stem = column[:-2].rstrip("_")
    return table.startswith(stem) or stem.startswith(table)
