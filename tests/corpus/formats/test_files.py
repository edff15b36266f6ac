"""Whole files of every format: `files.jsonl` has what is in them, or what is wrong with each of their rows."""

import bz2
import gzip
import json
import lzma
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.corpus.formats.encoding import to_utf8
from tuneql.corpus.formats.lines import LINE_BYTES
from tuneql.corpus.formats.sniffing import sniff
from tuneql.corpus.reading import read_file
from tuneql.corpus.row import Rejection, Row
from tuneql.errors import InvalidCorpus

CASES = read_cases(__file__, "files.jsonl")


def blocks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def told(found: Row | Rejection) -> dict[str, Any]:
    if isinstance(found, Row):
        return {"row": found.row, "record": found.record}
    return {"row": found.row, "reason": found.reason, "detail": found.detail}


@pytest.mark.parametrize("size", [1, 7, 1_000_000])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_gives_rows_and_rejections_in_order(case: dict[str, Any], pack: Callable[[bytes], bytes], size: int) -> None:
    data = case["text"].encode(case.get("encoding", "utf-8"), errors="surrogatepass")
    assert [told(each) for each in read_file(blocks(pack(data), size), source=case["name"])] == case["rows"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inside, max_size=3)
    ),
    max_leaves=8,
)
RECORDS = st.lists(st.dictionaries(st.text(st.characters(codec="utf-8")), VALUES, max_size=4), max_size=5)


@given(
    records=RECORDS,
    size=st.integers(1, 50),
    escaped=st.sampled_from([True, False]),
    indent=st.none() | st.integers(0, 2),
)
def test_an_array_comes_out_as_it_went_in(
    records: list[dict[str, Any]], size: int, escaped: Any, indent: int | None
) -> None:
    data = json.dumps(records, ensure_ascii=escaped, indent=indent).encode()
    found = read_file(blocks(data, size), source="f.json")
    assert [row.record for row in found] == records


@given(
    text=st.text(alphabet='[]{},:"\\ a1\n', max_size=40), size=st.integers(1, 50), opening=st.sampled_from(["[", "{\n"])
)
def test_any_text_ends_in_rows_and_rejections(text: str, size: int, opening: str) -> None:
    assert sum(1 for _ in read_file(blocks((opening + text).encode(), size), source="f.json")) <= 2 * len(text) + 2


@given(text=st.text(alphabet='",;\r\n a', max_size=40), size=st.integers(1, 50))
def test_any_table_ends_in_rows_and_rejections(text: str, size: int) -> None:
    data = f"question,sql\n{text}".encode()
    assert sum(1 for _ in read_file(blocks(data, size), source="f.csv")) <= text.count("\n") + 1


def test_an_item_too_long_is_rejected_and_the_next_is_read() -> None:
    data = b'[{"a": "' + b"x" * (2 * LINE_BYTES) + b'"}, {"a": 1}]'
    long, good = read_file(blocks(data, 100_000), source="f.json")
    assert isinstance(long, Rejection)
    assert (long.reason, len(long.record)) == ("row-too-long", 500)
    assert good == Row(source="f.json", row=2, record={"a": 1})


def test_columns_longer_than_what_is_looked_at_are_read() -> None:
    column = ["x" * 30] * (2 * LINE_BYTES // 30)
    data = json.dumps({"question": column, "sql": column}).encode()
    assert sum(isinstance(each, Row) for each in read_file(blocks(data, 1_000_000), source="f.json")) == len(column)


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", gzip.compress(b"")])
def test_an_empty_file_is_no_corpus(data: bytes) -> None:
    with pytest.raises(InvalidCorpus, match="is empty"):
        list(read_file([data], source="f"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PAR1", "is Parquet inside a stream"),
        (b"PK\x03\x04\x14\x00", "is a zip archive, or a document or workbook of an office program"),
        (bz2.compress(b"{}"), "is packed by bzip2"),
        (lzma.compress(b"{}"), "is packed by xz"),
        (b"\x28\xb5\x2f\xfd\x04", "is packed by zstd"),
        (b"SQLite format 3\x00\x10", "is a SQLite database"),
        (b"Obj\x01\x04", "is in the format of Arrow or Avro"),
        ('{"a": 1}'.encode("utf-16-le"), "is no text in UTF-8"),
        ('{"a": 1}'.encode("utf-32"), "is no text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is no text in UTF-8"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_what_is_not_read_is_called_by_its_name(data: bytes, told: str, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(InvalidCorpus, match=told):
        list(read_file([pack(data)], source="f.jsonl"))


def test_the_mark_of_utf_8_is_left_out_and_nothing_else() -> None:
    assert b"".join(to_utf8(blocks(b"\xef\xbb\xbfquestion,sql", 4))) == b"question,sql"


@pytest.mark.parametrize("first", ["\u4e00", "{", "\u0100"])
def test_utf_16_with_its_mark_is_text(first: str) -> None:
    assert sniff((first + "a").encode("utf-16")) != "unread"
