import gzip
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.corpus.formats.lines import LINE_BYTES
from tuneql.corpus.reading import decompress, lines_in_range, read_file, read_rows, sniff, split_lines
from tuneql.corpus.row import Rejection, Row
from tuneql.errors import InvalidCorpus

CASES = read_cases(__file__, "cases/lines.jsonl")


def reader(data: bytes, block: int = 7) -> Callable[[int, int], bytes]:
    def read(offset: int, length: int) -> bytes:
        return data[offset : offset + min(length, block)]

    return read


def whole(data: bytes) -> list[bytes]:
    pieces = data.split(b"\n")
    return [piece.removesuffix(b"\r") for piece in (pieces if pieces[-1] else pieces[:-1])]


TEXTS = st.text(alphabet="ab\n\r\N{EURO SIGN}\N{PILE OF POO} ", max_size=60).map(str.encode)


@given(data=TEXTS, cuts=st.lists(st.integers(0, 200), max_size=6), block=st.integers(1, 9))
def test_any_partition_gives_every_line_once(data: bytes, cuts: list[int], block: int) -> None:
    size = len(data)
    ends = sorted({min(cut, size) for cut in cuts} | {0, size})
    found = [line for start, end in pairwise(ends) for line in lines_in_range(reader(data, block), start, end, size)]
    assert found == whole(data)


@given(data=TEXTS, size=st.integers(1, 9))
def test_blocks_of_any_size_give_the_same_lines(data: bytes, size: int) -> None:
    blocks = [data[start : start + size] for start in range(0, len(data), size)]
    assert list(split_lines(blocks)) == whole(data)


def test_a_range_beyond_the_end_is_empty() -> None:
    assert list(lines_in_range(reader(b"a\nb"), 3, 9, 3)) == []


@pytest.mark.parametrize("filler", ["x", " ", "\r"])
def test_a_long_line_is_cut_and_rejected_and_the_next_is_read(filler: str) -> None:
    data = b'{"a": "' + filler.encode() * (3 * LINE_BYTES) + b'"}\n{"a": 1}\n'
    lines = list(lines_in_range(reader(data, 100_000), 0, len(data), len(data)))
    assert LINE_BYTES < len(lines[0]) <= LINE_BYTES + 2
    assert lines[1] == b'{"a": 1}'
    long, good = read_rows(lines, source="f")
    assert isinstance(long, Rejection)
    assert (long.reason, long.row, long.record[:6], len(long.record) <= 500) == ("row-too-long", 1, '{"a": ', True)
    assert good == Row(source="f", row=2, record={"a": 1})


@pytest.mark.parametrize(("more", "kind"), [(0, Row), (1, Rejection)])
def test_a_line_may_be_as_long_as_that_and_no_longer(more: int, kind: type) -> None:
    line = b'{"a": "' + b"x" * (LINE_BYTES - 9 + more) + b'"}'
    (found,) = read_rows([line], source="f")
    assert isinstance(found, kind)


def test_a_range_inside_a_long_line_owns_nothing_of_it() -> None:
    data = b"x" * (2 * LINE_BYTES) + b"\nb\n"
    assert list(lines_in_range(reader(data, 100_000), 10, len(data), len(data))) == [b"b"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_reads_a_line_or_says_why_not(case: dict[str, Any]) -> None:
    line = bytes.fromhex(case["hex"]) if "hex" in case else str(case["line"]).encode()
    (found,) = read_rows([b"", b"  ", line], source="f")
    assert found.row == 3
    if isinstance(found, Rejection):
        assert (found.reason, found.detail) == (case["reason"], case["detail"])
    else:
        assert found.record == case["record"]


def test_rows_are_counted_from_where_it_says() -> None:
    assert [row.row for row in read_rows([b"{}", b"", b"[]"], source="f", first_row=10)] == [10, 12]


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b'{"a": 1}', "jsonl"),
        (b'\xef\xbb\xbf\n [{"a": 1}]', "json"),
        (gzip.compress(b"{}", mtime=0), "gzip"),
        (b"", "jsonl"),
        (b"hello", "jsonl"),
    ],
)
def test_knows_formats_by_their_beginning(head: bytes, form: str) -> None:
    assert sniff(head) == form


@given(parts=st.lists(st.binary(max_size=50), min_size=1, max_size=4), size=st.integers(1, 20))
def test_gzip_comes_out_as_it_went_in(parts: list[bytes], size: int) -> None:
    packed = b"".join(map(gzip.compress, parts))
    blocks = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert b"".join(decompress(blocks, source="f")) == b"".join(parts)


def test_gzip_of_much_from_little_comes_in_blocks() -> None:
    blocks = decompress([gzip.compress(bytes(10_000_000))], source="f")
    assert max(map(len, blocks)) <= 256 * 1024


@pytest.mark.parametrize("packed", [gzip.compress(b"x" * 100, mtime=0)[:-5], b"\x1f\x8bnonsense", b""])
def test_half_a_gzip_file_is_no_corpus(packed: bytes) -> None:
    with pytest.raises(InvalidCorpus, match="is not a whole gzip file"):
        list(decompress([packed], source="f"))


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(b'{"a": 1}\n' * 3, mtime=0)[:-5],  # of which all rows can be unpacked
        gzip.compress(b'{"a": 1}\n' * 3, mtime=0)[:-9] + bytes(9),
        b"\x1f\x8b\x08\x00 and no more",
        b"\x1f\x8bnonsense",
    ],
)
def test_a_gzip_file_that_is_not_whole_is_refused(packed: bytes) -> None:
    with pytest.raises(InvalidCorpus, match=r"^corpus: 'f.gz' is not a whole gzip file"):
        list(read_file([packed], source="f.gz"))


def test_zeros_after_gzip_are_padding() -> None:
    packed = gzip.compress(b"a") + bytes(3) + gzip.compress(b"b") + bytes(2)
    assert b"".join(decompress([packed, bytes(5)], source="f")) == b"ab"


@given(line=st.binary(max_size=60))
def test_any_line_can_be_read(line: bytes) -> None:
    assert len(list(read_rows([line.replace(b"\n", b"")], source="f"))) <= 1
