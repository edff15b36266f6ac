"""Text that is not UTF-8: which encoding may have been meant, and how it is shown."""

import re
from typing import Final

# A word with a byte that is not UTF-8, which Python reads as half a surrogate pair.
_BROKEN_WORD: Final = re.compile(r"[\w\udc80-\udcff]{0,40}?[\udc80-\udcff][\w\udc80-\udcff]{0,40}")
# What Windows-1252 does not have, and what stands for a character that could not be decoded from UTF-16 either.
_NO_WORD: Final = re.compile("[\N{REPLACEMENT CHARACTER}\N{LATIN SMALL LETTER Y WITH DIAERESIS}]")

_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")

TO_UTF8: Final = "save the file as UTF-8; iconv -f WINDOWS-1252 -t UTF-8 FILE does, if that is its encoding"
"""What to do with text."""


def not_utf8(content: bytes) -> str:
    """That a text is not UTF-8, with its first such word in Windows-1252, by which a user sees whether that fits.

    Example:
        >>> not_utf8("How many cafés?".encode("cp1252"))
        'not UTF-8; in Windows-1252, a word of it is "cafés"'
    """
    if _CONTROLS.search(content):
        return "not UTF-8"
    word = _BROKEN_WORD.search(content.decode(errors="surrogateescape"))
    read = word[0].encode(errors="surrogateescape").decode("cp1252", errors="replace") if word else ""
    return (
        f'not UTF-8; in Windows-1252, a word of it is "{read}"' if read and not _NO_WORD.search(read) else "not UTF-8"
    )


def with_marks(text: str) -> str:
    """A text, or the name of a file, with a mark for each byte that is not UTF-8, which nothing could write.

    Args:
        text: as Python reads it, with half a surrogate pair for such a byte (`surrogateescape`).
    """
    return text.encode(errors="surrogateescape").decode(errors="replace")


def remedy_for(content: bytes) -> str:
    """What to do with a file that is not UTF-8, which may be no text at all."""
    return "save it as text in UTF-8, and unpack what is packed" if _CONTROLS.search(content) else TO_UTF8
