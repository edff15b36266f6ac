"""The format of a file, from its first bytes and its name."""

import json
import re
from pathlib import PurePosixPath
from typing import Final, Literal

from tuneql.corpus.formats.csv_table import delimiter_of, header_fields
from tuneql.corpus.formats.encoding import UTF8_MARK, UTF16_MARKS

Format = Literal["jsonl", "json", "csv", "gzip", "parquet"]

HEAD_BYTES: Final = 64 * 1024
"""How much of a file is looked at; less is enough unless its first row is longer than that."""

CONTAINED: Final = frozenset({"messages", "conversations", "system", "input"})
"""Fields of a record whose value is a list or an object, so that neither holds rows."""

_GZIP_MAGIC: Final = b"\x1f\x8b"
_PARQUET_MAGIC: Final = b"PAR1"
_TABLES: Final = (".csv", ".tsv")
_NO_TABLES: Final = (".json", ".jsonl", ".ndjson")
# An object that opens a list or an object of rows; or an object that is written over several lines.
_DOCUMENT: Final = re.compile(r'\{\s*(?:"(?P<key>(?:[^"\\]|\\.)*)"\s*:\s*(?:\[\s*(?:\{|\Z)|\{)|\Z)')


def sniff(head: bytes, name: str = "") -> Format:
    """The format of a file.

    `json` is one document: an array of rows, or an object that holds them. `gzip` says nothing of what is inside:
    look at that again. Text is JSON Lines unless it looks like something else.

    Args:
        head: the first bytes; `HEAD_BYTES` are plenty.
        name: the file's name; decides between tables and other text, and may be left out.
    """
    if head.startswith(_GZIP_MAGIC):
        return "gzip"
    if is_parquet(head):
        return "parquet"
    text = _text(head).lstrip()
    if text.startswith("["):
        return "json"
    if text.startswith("{"):
        return "json" if _is_document(text) else "jsonl"
    return "csv" if _is_table(text, name) else "jsonl"


def sniff_shardable(head: bytes, name: str = "") -> Format | Literal["text"]:
    """As `sniff`, but JSON Lines only where a line ends at each line feed byte: not in UTF-16, which is `text`."""
    return "text" if head.startswith(UTF16_MARKS) else sniff(head, name)


def is_parquet(head: bytes) -> bool:
    """Whether a file that begins so is Parquet."""
    return head.startswith(_PARQUET_MAGIC)


def _text(head: bytes) -> str:
    if head.startswith(UTF16_MARKS):
        return head.decode("utf-16", errors="replace")
    return head.removeprefix(UTF8_MARK).decode(errors="replace")


def _is_document(text: str) -> bool:
    """Whether an object begins a document, and not the first line of many."""
    line, _, rest = text.partition("\n")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        opening = _DOCUMENT.match(line.rstrip())
        return opening is not None and opening["key"] not in CONTAINED
    return not rest.strip() and _holds_rows(value)


def _holds_rows(value: dict[str, object]) -> bool:
    """Whether an object is no row itself: it has a list of objects, or nothing but objects."""
    others = [each for key, each in value.items() if key not in CONTAINED]
    lists = any(isinstance(each, list) and each and isinstance(each[0], dict) for each in others)
    return lists or (bool(others) and len(others) == len(value) and all(isinstance(each, dict) for each in others))


def _is_table(text: str, name: str) -> bool:
    suffix = PurePosixPath(name.lower().removesuffix(".gz")).suffix
    if suffix in _TABLES or suffix in _NO_TABLES:
        return suffix in _TABLES
    header = text.partition("\n")[0]
    fields = [each.strip().lower() for each in header_fields(header, delimiter_of(header))]
    return len(fields) > 1 and not _KNOWN.isdisjoint(fields)


_KNOWN: Final = frozenset({"question", "sql", "query", "answer", "output", "completion", "messages", "query_text"})
