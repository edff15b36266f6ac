"""Gzip, a block at a time."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from tuneql.errors import InvalidCorpus

_WINDOW: Final = zlib.MAX_WBITS | 16
_BLOCK_BYTES: Final = 256 * 1024


def decompress(blocks: Iterable[bytes], *, source: str) -> Iterator[bytes]:
    """The content of a gzip stream, a block at a time; several members are one, and zeros after one are padding.

    Raises:
        InvalidCorpus: the stream is cut off, or is not gzip.
    """
    try:
        yield from _inflate(blocks)
    except (zlib.error, EOFError) as error:
        raise InvalidCorpus(
            field="corpus",
            value=source,
            rule=f"is not a whole gzip file ({error})",
            remedy="compress it again, and see that all of it is copied: how many rows are missing cannot be told",
        ) from error


def _inflate(blocks: Iterable[bytes]) -> Iterator[bytes]:
    member = zlib.decompressobj(_WINDOW)
    for block in blocks:
        while block:
            if member.eof:
                block = block.lstrip(b"\0")  # noqa: PLW2901
                if not block:
                    break
                member = zlib.decompressobj(_WINDOW)
            yield member.decompress(block, _BLOCK_BYTES)
            block = member.unconsumed_tail or member.unused_data  # noqa: PLW2901
    if not member.eof:
        raise EOFError("it ends too soon")
