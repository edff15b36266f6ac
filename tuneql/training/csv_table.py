"""Reads the CSV files in a Bedrock job's output folder: lenient about layout, strict about values."""

import csv
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tuneql.errors import RunFailed


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row, by lower-case column name.

    Attributes:
        source: the file, for messages.
        line: its 1-based line there.
        cells: column name → text, stripped.
    """

    source: str
    line: int
    cells: Mapping[str, str]

    def number(self, column: str, *, finite: bool = True) -> float:
        """The number in a column.

        Args:
            column: its name, in lower case.
            finite: whether `nan` and `inf`, which a diverged training writes, are refused.

        Raises:
            RunFailed: it has something else.
        """
        text = self.cells[column]
        try:
            value = float(text)
        except ValueError:
            raise self.failed(f"{column} is {text!r}, which is not a number") from None
        if finite and not math.isfinite(value):
            raise self.failed(f"{column} is {text!r}, which is not a finite number")
        return value

    def count(self, column: str) -> int:
        """The whole number of 0 or more in a column.

        Raises:
            RunFailed: it has something else.
        """
        value = self.number(column)
        if value < 0 or value != int(value):
            raise self.failed(f"{column} is {self.cells[column]!r}, which is not a whole number of 0 or more")
        return int(value)

    def failed(self, what: str) -> RunFailed:
        """An error that names the file and the line."""
        return RunFailed(f"{self.source}, line {self.line}: {what}; look at the file in the run's training folder")


def read_rows(text: str, *, source: str, required: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a CSV text with a header; blank lines, other columns, case and a byte order mark do not matter.

    Args:
        text: the file.
        source: its name or S3 URI, for messages.
        required: columns, in lower case, that every row must have.

    Raises:
        RunFailed: a column is missing, a row is too short, or there are no rows.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    lines = [(reader.line_num, cells) for cells in _records(reader, source) if any(cell.strip() for cell in cells)]
    if len(lines) < 2:  # noqa: PLR2004 -- a header and a row
        raise RunFailed(f"{source}: has no rows; the job has not written its metrics")
    header = [cell.strip().lower() for cell in lines[0][1]]
    rows = tuple(Row(source=source, line=line, cells=_cells(header, cells)) for line, cells in lines[1:])
    for row in (Row(source=source, line=lines[0][0], cells=dict.fromkeys(header, "")), *rows):
        _require(row, required)
    return rows


def _records(reader: Iterable[list[str]], source: str) -> Iterable[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise RunFailed(f"{source}: is not a CSV file ({error})") from None


def _cells(header: Iterable[str], cells: Iterable[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False)}


def _require(row: Row, columns: Iterable[str]) -> None:
    missing = [column for column in columns if column not in row.cells]
    if missing:
        raise row.failed(f"has no {', '.join(missing)}")
