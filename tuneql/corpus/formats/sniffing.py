"""The format of a file, from its first bytes and its name."""

import json
import re
from pathlib import PurePosixPath
from typing import Final, Literal

from tuneql.corpus.formats.columns import is_table
from tuneql.corpus.formats.csv_table import delimiter_of, header_fields
from tuneql.corpus.formats.encoding import UTF8_MARK, UTF16_MARKS

Format = Literal["jsonl", "json", "csv", "gzip", "unread"]

HEAD_BYTES: Final = 64 * 1024
"""How much of a file to look at; less is enough unless its first row is longer."""

CONTAINED: Final = frozenset({"messages", "conversations", "system", "input"})
"""Fields of records whose values may be lists or objects that are not rows."""

_GZIP_MAGIC: Final = b"\x1f\x8b"
_PARQUET_MAGIC: Final = b"PAR1"
# Formats that are not read here: what they are, and what to do with them.
_UNREAD: Final = (
    (
        _PARQUET_MAGIC,
        "is Parquet inside a stream, which is not read",
        "give the file to the command line, or write JSON Lines",
    ),
    (
        rb"PK\x03\x04",
        "is a zip archive, or a document or workbook of an office program",
        "unpack it, or save it as CSV",
    ),
    (rb"BZh[1-9]1AY&SY", "is packed by bzip2", "unpack it, or pack it with gzip"),
    (rb"\xfd7zXZ\x00", "is packed by xz", "unpack it, or pack it with gzip"),
    (rb"\x28\xb5\x2f\xfd", "is packed by zstd", "unpack it, or pack it with gzip"),
    (rb"SQLite format 3\x00", "is a SQLite database", "give its folder as databases, and here the questions"),
    (rb"ARROW1|Obj\x01", "is in the format of Arrow or Avro", "write it as Parquet or JSON Lines"),
    (rb"(?!\xff\xfe(?!\x00\x00)|\xfe\xff)[^\x00]{0,15}\x00", "is no text in UTF-8", "save it as UTF-8"),
)
_TABLES: Final = (".csv", ".tsv")
_NO_TABLES: Final = (".json", ".jsonl", ".ndjson")
# An object that begins with a list or an object of rows, or a column; or an object over several lines.
_DOCUMENT: Final = re.compile(r'\{\s*(?:"(?P<key>(?:[^"\\]|\\.)*)"\s*:\s*(?:\[\s*(?:(?P<column>["\[])|\{|\Z)|\{)|\Z)')


def sniff(head: bytes, name: str = "") -> Format:
    """The format of a file.

    `json` is one document: an array of rows, or an object that holds them. The content of `gzip` must be sniffed again.
    `unread` is what the function `unread` describes. Text is JSON Lines unless it looks like something else.

    Args:
        head: the first bytes; `HEAD_BYTES` are enough.
        name: the file's name, if known; it tells tables from other text.
    """
    if head.startswith(_GZIP_MAGIC):
        return "gzip"
    if unread(head) is not None:
        return "unread"
    text = _text(head).lstrip()
    if text.startswith("["):
        return "json"
    if text.startswith("{"):
        return "json" if _is_document(text) else "jsonl"
    return "csv" if _is_table(text, name) else "jsonl"


def sniff_shardable(head: bytes, name: str = "") -> Format | Literal["text"]:
    """As `sniff`, but UTF-16, in which not every line feed byte ends a line, is `text`."""
    return "text" if head.startswith(UTF16_MARKS) else sniff(head, name)


def is_parquet(head: bytes) -> bool:
    """Whether a file that begins so is Parquet."""
    return head.startswith(_PARQUET_MAGIC)


def unread(head: bytes) -> tuple[str, str] | None:
    """What a file is, and what to do with it, if it is not read here; else None."""
    return next(((what, remedy) for magic, what, remedy in _UNREAD if re.match(magic, head, re.DOTALL)), None)


def _text(head: bytes) -> str:
    if head.startswith(UTF16_MARKS):
        return head.decode("utf-16", errors="replace")
    return head.removeprefix(UTF8_MARK).decode(errors="replace")


def _is_document(text: str) -> bool:
    """Whether an object begins a document, not JSON Lines."""
    line, _, rest = text.partition("\n")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        opening = _DOCUMENT.match(line.rstrip())
        return opening is not None and (opening["key"] not in CONTAINED or opening["column"] is not None)
    return not rest.strip() and _holds_rows(value)


def _holds_rows(value: dict[str, object]) -> bool:
    """Whether an object is not a row: it has a list of objects, only objects, or columns."""
    others = [each for key, each in value.items() if key not in CONTAINED]
    lists = any(isinstance(each, list) and each and isinstance(each[0], dict) for each in others)
    objects = bool(others) and len(others) == len(value) and all(isinstance(each, dict) for each in others)
    return lists or objects or is_table(value)


def _is_table(text: str, name: str) -> bool:
    suffix = PurePosixPath(name.lower().removesuffix(".gz")).suffix
    if suffix in _TABLES or suffix in _NO_TABLES:
        return suffix in _TABLES
    header = text.partition("\n")[0]
    fields = [each.strip().lower() for each in header_fields(header, delimiter_of(header))]
    return len(fields) > 1 and not _KNOWN.isdisjoint(fields)


_KNOWN: Final = frozenset({"question", "sql", "query", "answer", "output", "completion", "messages", "query_text"})
