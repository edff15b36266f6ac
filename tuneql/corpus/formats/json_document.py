"""JSON documents with rows in them: an array, an object with a list inside, an object of rows or columns, or one row.

A file is usually one document, but may hold several, as tools print objects over several lines.
"""

import json
import re
from collections.abc import Generator, Iterable, Iterator
from itertools import count
from typing import Any, Final, TypeVar

from tuneql.corpus.formats.columns import as_records
from tuneql.corpus.formats.json_text import Broken, JsonText
from tuneql.corpus.formats.lines import LINE_BYTES
from tuneql.corpus.formats.sniffing import CONTAINED
from tuneql.corpus.formats.values import encoding_problem, refuse_surrogates, refuse_two_answers, shown, to_row
from tuneql.corpus.row import Rejection, Row
from tuneql.encodings import not_utf8

_OPENING: Final = frozenset("[{")
_CONTAINER: Final = re.compile(rf'\{{\s*"(?!(?:{"|".join(CONTAINED)})")(?:[^"\\]|\\.)*"\s*:\s*\[\s*\{{')
_COLUMN: Final = re.compile(r'\[\s*["\[]')
# As pandas writes columns: {"0": "How many?", "1": …}.
_NUMBERED: Final = re.compile(r'\{\s*"\d+"\s*:\s*[^\s{]')


def read_json_document(blocks: Iterable[bytes], *, source: str) -> Iterator[Row | Rejection]:
    """The rows of documents, in order; `row` counts items. Memory holds a few of them at a time, or all columns.

    In an object, the objects and the lists of objects are rows, whatever their keys; so are those in an inner object
    that begins with a list of objects. An object without any is a row itself, or a table.
    An item that is not JSON is one rejection; if its brackets do not match, the rest of the file belongs to it.

    Args:
        blocks: the file's content, in UTF-8.
        source: the file's name.
    """
    document = _Document(JsonText(blocks), source)
    yield from document.rows()


class _Document:
    """Reads a document, and numbers its items."""

    def __init__(self, text: JsonText, source: str) -> None:
        self._text, self._source, self._numbers = text, source, count(1)
        self._cut_off = False

    def rows(self) -> Iterator[Row | Rejection]:
        yield from self._one()
        while not self._cut_off and self._text.peek() in _OPENING:
            yield from self._one()
        if not self._cut_off and self._text.peek():
            yield self._rejected("invalid-json", "text after the end of the document", self._skipped())

    def _one(self) -> Iterator[Row | Rejection]:
        if self._text.take("["):
            yield from self._items()
        elif self._text.take("{"):
            yield from self._members()
        else:
            yield self._item()

    def _items(self) -> Iterator[Row | Rejection]:
        """The items of a list, after its opening bracket."""
        while not self._text.take("]"):
            if not self._text.peek():
                yield self._end_missing("the list does not end")
                return
            yield self._item()
            if not self._text.take(",") and self._text.peek() not in {"]", ""}:
                yield self._rejected("invalid-json", "expected a comma between items", self._skipped())
                self._text.take(",")

    def _members(self) -> Iterator[Row | Rejection]:
        """The rows of an object, after its opening brace."""
        fields: dict[str, Any] = {}
        held_rows, problems = False, list[tuple[str, str]]()
        while not self._text.take("}"):
            key = self._key()
            if key is None:
                yield self._end_missing("the object does not go on with a name, nor end")
                return
            opening = "" if key in CONTAINED and not self._text.opens(_COLUMN) else self._text.peek()
            if self._text.opens(_NUMBERED):
                fields[key] = self._numbered()
            elif opening == "{":
                yield from self._object()
                held_rows = True
            elif opening == "[":
                found = yield from self._list(key, fields)
                held_rows = held_rows or found
            else:
                problems += self._add(key, fields)
            self._text.take(",")
        if problems and not held_rows:
            yield self._rejected(*problems[0], json.dumps(fields))
        elif not held_rows:
            yield from map(self._record, as_records(fields))

    def _add(self, key: str, fields: dict[str, Any]) -> list[tuple[str, str]]:
        """Read a field of an object that may be a row; returns what is wrong with it, one problem at most."""
        try:
            value, text = self._text.value()
        except Broken as error:
            return [_too_long(error.text, _broken(error))]
        problem = _too_long(text, _problem(text, value))
        if problem is None and fields.setdefault(key, value) != value:
            problem = "invalid-json", f"the name {key!r} is there twice, with different values"
        return [problem] if problem else []

    def _object(self) -> Iterator[Row | Rejection]:
        """A row; or the rows in an object that begins with a list of them, such as the splits of a dataset."""
        if self._text.opens(_CONTAINER) and self._text.take("{"):
            yield from self._members()
        else:
            yield self._item()

    def _list(self, key: str, fields: dict[str, Any]) -> Generator[Row | Rejection, None, bool]:
        """The rows of a list; returns False if it has none, and is a field."""
        self._text.take("[")
        if self._text.peek() == "{":
            yield from self._items()
            return True
        values: list[Any] = []
        while not self._text.take("]") and self._text.peek():
            values.append(self._field())
            self._text.take(",")
        fields[key] = values
        return False

    def _numbered(self) -> list[Any]:
        """The values of an object, in order."""
        values: list[Any] = []
        self._text.take("{")
        while not self._text.take("}") and self._key() is not None:
            values.append(self._field())
            self._text.take(",")
        return values

    def _key(self) -> str | None:
        if self._text.peek() != '"':
            return None
        key = self._field()
        return key if isinstance(key, str) and self._text.take(":") else None

    def _field(self) -> Any:
        try:
            return self._text.value()[0]
        except Broken:
            return None

    def _item(self) -> Row | Rejection:
        try:
            value, text = self._text.value()
        except Broken as error:
            return self._rejected(*_too_long(error.text, _broken(error)), error.text)
        return self._checked(value, text)

    def _record(self, fields: dict[str, Any]) -> Row | Rejection:
        return self._checked(fields, json.dumps(fields))

    def _checked(self, value: Any, text: str) -> Row | Rejection:
        problem = _too_long(text, _problem(text, value))
        if problem is not None:
            return self._rejected(*problem, text)
        return to_row(value, self._source, next(self._numbers))

    def _skipped(self) -> str:
        """Skip what should not be there, at least one character."""
        try:
            return self._text.value()[1]
        except Broken as error:
            return error.text or self._text.skip()

    def _end_missing(self, detail: str) -> Rejection:
        self._cut_off = True
        return self._rejected("invalid-json", detail, self._text.peek())

    def _rejected(self, reason: str, detail: str, text: str) -> Rejection:
        row = next(self._numbers)
        return Rejection(source=self._source, row=row, reason=reason, detail=detail, record=shown(text))


_Problem = TypeVar("_Problem", tuple[str, str], tuple[str, str] | None)


def _broken(error: Broken) -> tuple[str, str]:
    return "invalid-json", f"at line {error.line}, column {error.column}: {error.problem}"


def _too_long(text: str, otherwise: _Problem) -> tuple[str, str] | _Problem:
    if len(text) > LINE_BYTES:
        return "row-too-long", f"the item is longer than {LINE_BYTES:,} characters"
    return otherwise


def _problem(text: str, value: object) -> tuple[str, str] | None:
    try:
        text.encode()
    except UnicodeError:
        return "encoding", not_utf8(text.encode(errors="surrogateescape"))
    try:
        refuse_surrogates(text, value)
        refuse_two_answers(text, value)
    except UnicodeError as error:
        return "encoding", encoding_problem(error)
    except ValueError as error:
        return "invalid-json", str(error)
    return None
