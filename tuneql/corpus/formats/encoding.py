"""Text as UTF-8 without a byte order mark; UTF-16 is recognised by its mark."""

import codecs
from collections.abc import Iterable, Iterator
from typing import Final

from tuneql.corpus.formats.peeking import peek

UTF8_MARK: Final = codecs.BOM_UTF8
UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Decoding puts U+FFFD in place of what it cannot decode; here that becomes a byte that is not UTF-8, to be rejected.
_UNDECODABLE: Final = "\N{REPLACEMENT CHARACTER}".encode()
_NO_UTF8: Final = b"\xff"


def to_utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks of text without a byte order mark; UTF-16 with one becomes UTF-8, everything else stays as it is.

    What cannot be decoded becomes bytes that are not UTF-8, so that readers reject its row.
    """
    head, rest = peek(blocks, 4)
    if head.startswith(UTF16_MARKS):
        return _from_utf16(rest)
    return _without_mark(rest) if head.startswith(UTF8_MARK) else rest


def _from_utf16(blocks: Iterable[bytes]) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    for block in blocks:
        yield _encoded(decoder.decode(block))
    yield _encoded(decoder.decode(b"", final=True))


def _encoded(text: str) -> bytes:
    return text.encode(errors="surrogatepass").replace(_UNDECODABLE, _NO_UTF8)


def _without_mark(blocks: Iterable[bytes]) -> Iterator[bytes]:
    _, rest = peek(blocks, len(UTF8_MARK))
    first = True
    for block in rest:
        yield block[len(UTF8_MARK) :] if first else block
        first = False
