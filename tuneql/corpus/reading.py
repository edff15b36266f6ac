"""Reads rows from files of any format and encoding, for the command line and the workflow alike."""

from collections.abc import Iterable, Iterator

from tuneql.corpus.formats.compression import decompress
from tuneql.corpus.formats.csv_table import read_csv
from tuneql.corpus.formats.encoding import UTF8_MARK, to_utf8
from tuneql.corpus.formats.json_document import read_json_document
from tuneql.corpus.formats.json_lines import read_rows
from tuneql.corpus.formats.lines import lines_in_range, split_lines
from tuneql.corpus.formats.peeking import peek
from tuneql.corpus.formats.sniffing import HEAD_BYTES, sniff, unread
from tuneql.corpus.row import Rejection, Row
from tuneql.errors import InvalidCorpus

__all__ = ["decompress", "lines_in_range", "read_file", "read_rows", "sniff", "split_lines"]


def read_file(blocks: Iterable[bytes], *, source: str) -> Iterator[Row | Rejection]:
    """The rows of one file of JSON, JSON Lines, CSV or TSV, plain or gzipped; in order and in bounded memory.

    `row` counts lines of JSON Lines, items of a JSON document, and records of a table, from 1.

    Args:
        blocks: the file's content, in blocks of any size.
        source: the file's name.

    Raises:
        InvalidCorpus: it is empty, in a format that is not read here, or a gzipped file that is not whole: nobody could
            tell how many of its rows are missing. What comes before the damage has been yielded by then.
    """
    head, rest = peek(blocks, HEAD_BYTES)
    form = sniff(head, source)
    if form == "gzip":
        yield from read_file(decompress(rest, source=source), source=source)
        return
    _refuse(head, source)
    text = to_utf8(rest)
    if form == "json":
        yield from read_json_document(text, source=source)
    elif form == "csv":
        yield from read_csv(_with_line_feeds(text, head), source=source)
    else:
        yield from read_rows(split_lines(text), source=source)


def _with_line_feeds(blocks: Iterable[bytes], head: bytes) -> Iterable[bytes]:
    """The blocks, with a line feed for each carriage return if only those end lines: a CSV file of Excel "for Mac"."""
    if b"\r" not in head or b"\n" in head:
        return blocks
    return (block.replace(b"\r", b"\n") for block in blocks)


def _refuse(head: bytes, source: str) -> None:
    told = unread(head)
    if told is None and not head.removeprefix(UTF8_MARK).strip():
        told = "is empty", "give a file with one example per line"
    if told is not None:
        rule, remedy = told
        raise InvalidCorpus(field="corpus", value=source, rule=rule, remedy=remedy)
