"""Bytes to rows: JSON Lines, JSON arrays, and either of them gzipped."""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from tuneql.corpus.lines import LINE_BYTES, lines_in_range, split_lines
from tuneql.corpus.row import Rejection, Row
from tuneql.errors import InvalidCorpus

__all__ = ["decompress", "lines_in_range", "read_json_array", "read_rows", "sniff", "split_lines"]

_BOM: Final = b"\xef\xbb\xbf"
_GZIP_MAGIC: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = zlib.MAX_WBITS | 16
_BLOCK_BYTES: Final = 256 * 1024
_SHOWN_CHARACTERS: Final = 500


def sniff(head: bytes) -> Literal["jsonl", "json", "gzip"]:
    """The format of a file, from its first bytes; a few hundred are plenty.

    A file that begins with `[` is a JSON array; every other text is taken as JSON Lines.
    """
    if head.startswith(_GZIP_MAGIC):
        return "gzip"
    return "json" if head.removeprefix(_BOM).lstrip().startswith(b"[") else "jsonl"


def decompress(blocks: Iterable[bytes], *, source: str) -> Iterator[bytes]:
    """The content of a gzip stream, a block at a time; several members in a row are one content.

    Raises:
        InvalidCorpus: the stream is cut off, or is no gzip.
    """
    try:
        yield from _inflate(blocks)
    except (zlib.error, EOFError) as error:
        raise InvalidCorpus(
            field="corpus",
            value=source,
            rule=f"is not a whole gzip file ({error})",
            remedy="compress and upload it again",
        ) from error


def read_rows(lines: Iterable[bytes], *, source: str, first_row: int = 1) -> Iterator[Row | Rejection]:
    """Rows of JSON Lines, in order. Blank lines count as lines, and give nothing.

    Args:
        lines: from `split_lines` or `lines_in_range`.
        source: the file's name.
        first_row: the number of the first line.
    """
    for row, line in enumerate(lines, start=first_row):
        content = line.removeprefix(_BOM).strip()
        if content:
            yield _read_line(content, source, row)


def read_json_array(data: bytes, *, source: str, first_row: int = 1) -> Iterator[Row | Rejection]:
    """Rows of a file that is one JSON array of objects, in order; `row` counts items.

    A file that is no JSON at all is one rejection, at the line where it stops being JSON.
    """
    parsed = _parse(data.removeprefix(_BOM), source, first_row)
    if isinstance(parsed, Rejection):
        yield parsed
        return
    items = parsed if isinstance(parsed, list) else [parsed]
    for row, item in enumerate(items, start=first_row):
        yield _row(item, source, row)


def _inflate(blocks: Iterable[bytes]) -> Iterator[bytes]:
    member = zlib.decompressobj(_GZIP_WINDOW)
    for block in blocks:
        while block:
            if member.eof:
                member = zlib.decompressobj(_GZIP_WINDOW)
            yield member.decompress(block, _BLOCK_BYTES)
            block = member.unconsumed_tail or member.unused_data  # noqa: PLW2901
    if not member.eof:
        raise EOFError("it ends too soon")


def _read_line(content: bytes, source: str, row: int) -> Row | Rejection:
    if len(content) > LINE_BYTES:
        detail = f"the line is longer than {LINE_BYTES:,} bytes"
        shown = content[:_SHOWN_CHARACTERS].decode(errors="replace")
        return Rejection(source=source, row=row, reason="row-too-long", detail=detail, record=shown)
    parsed = _parse(content, source, row)
    return parsed if isinstance(parsed, Rejection) else _row(parsed, source, row)


def _parse(content: bytes, source: str, row: int) -> Any:
    """The JSON value, or a rejection."""
    shown = content[:_SHOWN_CHARACTERS].decode(errors="replace")
    try:
        text = content.decode()
        value = json.loads(text)
        _refuse_surrogates(text, value)
        return value
    except UnicodeError as error:
        detail = (
            f"not UTF-8: {error.reason}" if isinstance(error, UnicodeDecodeError) else "a surrogate without its pair"
        )
        return Rejection(source=source, row=row, reason="encoding", detail=detail, record=shown)
    except json.JSONDecodeError as error:
        # The line is in `row` alone: a shard counts lines from its own beginning, and `row` is what gets shifted.
        detail = f"at column {error.colno}: {error.msg}"
        return Rejection(source=source, row=row + error.lineno - 1, reason="invalid-json", detail=detail, record=shown)
    except (ValueError, RecursionError) as error:
        detail = "nested too deep" if isinstance(error, RecursionError) else str(error)
        return Rejection(source=source, row=row, reason="invalid-json", detail=detail, record=shown)


def _refuse_surrogates(text: str, value: object) -> None:
    # JSON can write half of a character (\ud83d), which no file in UTF-8 can hold afterwards.
    if "\\ud" in text or "\\uD" in text:
        json.dumps(value, ensure_ascii=False).encode()


def _row(value: object, source: str, row: int) -> Row | Rejection:
    if isinstance(value, dict):
        return Row(source=source, row=row, record=value)
    detail = f"expected a JSON object, found {type(value).__name__}"
    return Rejection(source=source, row=row, reason="unknown-shape", detail=detail, record=value)
