"""Values separated by commas, tabs, semicolons or bars: a header, then a record per row."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, count
from typing import Final

from tuneql.corpus.formats.csv_quotes import doubling
from tuneql.corpus.formats.encoding import UTF8_MARK
from tuneql.corpus.formats.lines import LINE_BYTES, split_lines
from tuneql.corpus.formats.values import shown
from tuneql.corpus.row import Rejection, Row
from tuneql.encodings import not_utf8, with_marks

DELIMITERS: Final = (",", "\t", ";", "|")
_TOLD: Final = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


def read_csv(blocks: Iterable[bytes], *, source: str) -> Iterator[Row | Rejection]:
    """The records of a table, in order; `row` counts them from 1, after the header. Records of nothing do not count.

    Quoted fields may hold delimiters, doubled quotes and line breaks; spaces after a delimiter are not part of a field.
    Other quotes in a field are read as they were probably meant, if the record then has as many fields as the header.
    Otherwise only the first line of the record is lost: the next lines are read as records again.

    Args:
        blocks: the file's content, in UTF-8.
        source: the file's name.
    """
    csv.field_size_limit(LINE_BYTES)
    lines = _Lines(split_lines(blocks))
    delimiter = told_delimiter(lines.peek())
    if delimiter is not None:
        next(lines)
    header: list[str] | None = None
    row = 0
    for record in _records(lines, delimiter or delimiter_of(lines.peek())):
        if header is None and isinstance(record, list):
            header = _named_apart(with_marks(name.strip()) for name in record)  # they go into every rejection
        else:
            row += 1
            yield _row(record, header or [], lines.text, source, row)


def told_delimiter(line: str) -> str | None:
    """The delimiter that a line before the header names, as Excel writes it: `sep=;`."""
    told = _TOLD.fullmatch(line.rstrip("\n"))
    return told[1] if told else None


def delimiter_of(header: str) -> str:
    """The delimiter that splits a header into most fields; a comma if none gives two."""
    return max(DELIMITERS, key=lambda each: len(header_fields(header, each)))


def header_fields(header: str, delimiter: str) -> list[str]:
    """The names in a header; none if its quotes do not close."""
    try:
        return next(csv.reader([header], delimiter=delimiter, skipinitialspace=True, strict=True), [])
    except csv.Error:
        return []


def _named_apart(names: Iterable[str]) -> list[str]:
    """Names of fields; the second `sql` is `sql_2`, since exports of joined tables have names twice."""
    found: list[str] = []
    for name in names:
        free = chain([name], (f"{name}_{number}" for number in count(2)))
        found.append(next(each for each in free if each not in found))
    return found


class _Lines:
    """Lines that can be put back; it remembers those of the current record."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._put_back, self._taken = lines, deque[str](), list[str]()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._put_back.popleft() if self._put_back else _decoded(next(self._lines))
        self._taken.append(line)
        return line

    @property
    def text(self) -> str:
        """The lines of the record."""
        return "".join(self._taken)

    def begin(self) -> None:
        """A record begins."""
        self._taken.clear()

    def again(self) -> int:
        """Put the lines of the record back; how many there were."""
        self._put_back.extendleft(reversed(self._taken))
        number = len(self._taken)
        self._taken.clear()
        return number

    def peek(self) -> str:
        """The first line that is not blank, or "" if there is none."""
        while (line := next(self, None)) is not None:
            if line.strip():
                self._put_back.appendleft(line)
                return line
        return ""


def _decoded(line: bytes) -> str:
    # Invalid UTF-8 goes through the parser as surrogates, and is found in the record.
    return line.removeprefix(UTF8_MARK).decode(errors="surrogateescape") + "\n"


def _records(lines: _Lines, delimiter: str) -> Iterator[list[str] | csv.Error]:
    strict = partial(csv.reader, delimiter=delimiter, skipinitialspace=True, strict=True)
    reader, width = strict(lines), 0
    while True:
        lines.begin()
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reader = strict(lines)
            yield _meant(lines, delimiter, width) or _first_line(lines, error)
            continue
        width = width or len(record)
        if any(record):
            yield record


def _meant(lines: _Lines, delimiter: str, width: int) -> list[str] | None:
    """The record with quotes read leniently; None if it does not have as many fields as the header."""
    number = lines.again()
    record = _read(map(doubling(delimiter), lines), delimiter, strict=True)
    if len(record) != width and number == 1:  # not where the quote that errs may be that of a later record
        lines.again()
        record = _read(lines, delimiter, strict=False)
    return record if len(record) == width else None


def _read(lines: Iterable[str], delimiter: str, *, strict: bool) -> list[str]:
    """One record; nothing if it cannot be read. What is not strict lets a field go on behind its closing quote."""
    try:
        return next(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=strict), [])
    except csv.Error:
        return []


def _first_line(lines: _Lines, error: csv.Error) -> csv.Error:
    """Take the first line of the record, and leave the others to be read again."""
    lines.again()
    next(lines)
    return error


def _row(record: list[str] | csv.Error, header: list[str], text: str, source: str, row: int) -> Row | Rejection:
    problem = _problem(record, header, text)
    if problem is not None or isinstance(record, csv.Error):
        reason, detail = problem or ("invalid-csv", str(record))
        return Rejection(source=source, row=row, reason=reason, detail=detail, record=shown(text))
    return Row(source=source, row=row, record=dict(zip(header, record, strict=True)))


def _problem(record: list[str] | csv.Error, header: list[str], text: str) -> tuple[str, str] | None:
    if len(text) > LINE_BYTES:
        return "row-too-long", f"the record is longer than {LINE_BYTES:,} characters"
    try:
        text.encode()
    except UnicodeError:
        return "encoding", not_utf8(text.encode(errors="surrogateescape"))
    if isinstance(record, csv.Error):
        return "invalid-csv", f"{record}; are quotes inside fields doubled?"
    if len(record) != len(header):
        return "invalid-csv", f"{len(record)} fields, where the header has {len(header)}"
    return None
