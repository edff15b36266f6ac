"""Questions as plain words, to compare them."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

# Words and signs, except those that only end or quote something: `C#` is not `C++`, and -5 is not 5.
_WORD: Final = re.compile(r"\w+|[^\w\s?!.,;:\"'`*\u2018-\u201f\u00ab\u00bb\u2026]")
_MASK: Final = "?"


def plain_words(question: str) -> str:
    """The words of a question in lower case, with one space between them, without punctuation that means nothing.

    Example:
        >>> plain_words("  Which ships, *exactly*, sail?")
        'which ships exactly sail'
    """
    text = question if question.isascii() else unicodedata.normalize("NFKC", question)
    return " ".join(_WORD.findall(text.casefold()))


def masked_question(words: str, values: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """A question with `?` for each value that it names, and the values that it does not name, as words.

    Args:
        words: from `plain_words`.
        values: the literals of the SQL.

    Example:
        >>> masked_question("ships with more than 400 seats", ["400", "Ferry"])
        ('ships with more than ? seats', ('ferry',))
    """
    masked, unnamed = f" {words} ", []
    for value in sorted({plain_words(value) for value in values}, key=lambda value: (-len(value), value)):
        if value and f" {value} " in masked:
            masked = masked.replace(f" {value} ", f" {_MASK} ")
        else:
            unnamed.append(value)
    return masked.strip(), tuple(unnamed)
