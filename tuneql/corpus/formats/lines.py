"""Lines of byte streams or byte ranges, in bounded memory."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

LINE_BYTES: Final = 1024 * 1024
"""The longest line that is kept. A longer one is cut to a byte or two more, by which it is recognised."""

_CUT: Final = LINE_BYTES + 2  # its last byte may be a carriage return

_BLOCK_BYTES: Final = 256 * 1024


def split_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    r"""The lines of a stream that comes in blocks of any size, without their `\n` or `\r\n`."""
    return (line for _, line in _placed_lines(blocks, 0))


def lines_in_range(read: Callable[[int, int], bytes], start: int, end: int, size: int) -> Iterator[bytes]:
    r"""The lines that begin in a range of bytes, without their `\n` or `\r\n`.

    Any partition of a file into ranges gives every line once: a line belongs to the range of its first byte, and is
    read to its end.

    Args:
        read: returns bytes from an offset, at most as many as asked for, and at least one before the end.
        start: the first byte of the range.
        end: the byte after the range.
        size: the size of the file in bytes.
    """
    # A line begins at `start` if the byte before is a line feed: read from that byte, and drop what begins there.
    first = max(start - 1, 0)
    lines = _placed_lines(_blocks(read, first, size), first)
    for begin, line in lines:
        if begin >= min(end, size):
            return
        if begin >= start:
            yield line


def _blocks(read: Callable[[int, int], bytes], start: int, size: int) -> Iterator[bytes]:
    while start < size:
        block = read(start, min(_BLOCK_BYTES, size - start))
        if not block:
            return
        yield block
        start += len(block)


def _placed_lines(blocks: Iterable[bytes], begin: int) -> Iterator[tuple[int, bytes]]:
    """Lines with the offset of their first byte. The last line need not end in a line feed."""
    kept, length = b"", 0
    for block in blocks:
        pieces = block.split(b"\n")
        for piece in pieces[:-1]:
            yield begin, _finished(kept, piece)
            begin += length + len(piece) + 1
            kept, length = b"", 0
        kept = (kept + pieces[-1])[:_CUT] if len(kept) < _CUT else kept
        length += len(pieces[-1])
    if length:
        yield begin, _finished(kept, b"")


def _finished(kept: bytes, piece: bytes) -> bytes:
    return (kept + piece)[:_CUT].removesuffix(b"\r")
