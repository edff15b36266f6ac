"""Tables in a JSON object, column by column, as pandas and `datasets` write them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

_CELLS: Final = ("data", "rows")


def as_records(fields: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """The rows of an object of columns, or the object if it is not one.

    Columns are lists of one length (`{"question": […], "sql": […]}`), or names beside lists of values
    (`{"columns": […], "data": [[…], …]}`).

    Example:
        >>> list(as_records({"question": ["How many?", "Which?"], "sql": ["SELECT 1", "SELECT 2"]}))
        [{'question': 'How many?', 'sql': 'SELECT 1'}, {'question': 'Which?', 'sql': 'SELECT 2'}]
    """
    names, cells = _named_cells(fields)
    if cells:
        return (dict(zip(names, each, strict=True)) for each in cells)
    if is_table(fields):
        return (dict(zip(fields, each, strict=True)) for each in zip(*fields.values(), strict=True))
    return [dict(fields)]


def is_table(fields: Mapping[str, Any]) -> bool:
    """Whether an object is a table, not a row."""
    if _named_cells(fields)[1]:
        return True
    lengths = {_length(each) for each in fields.values()}
    return len(fields) > 1 and len(lengths) == 1 and lengths != {0}


def _length(column: object) -> int:
    """How many values a column has, in a list or by row numbers; 0 if it is not a column."""
    if isinstance(column, dict) and not all(each.isdecimal() for each in column):
        return 0
    return len(column) if isinstance(column, list | dict) else 0


def _named_cells(fields: Mapping[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """The names of columns, and a list of values for each row; none if they do not fit."""
    names = fields.get("columns")
    cells = next((fields[each] for each in _CELLS if each in fields), None)
    if not isinstance(names, list) or not isinstance(cells, list):
        return [], []
    fit = all(isinstance(each, list) and len(each) == len(names) for each in cells)
    return (names, cells) if fit and all(isinstance(each, str) for each in names) else ([], [])
