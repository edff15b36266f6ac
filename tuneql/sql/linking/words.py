"""Brings words of questions and of names to forms that can be compared: without case, accents and endings."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_RUN: Final = re.compile(r"[^\W\d_]+|\d+")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s$)[a-z])")
_ENDINGS: Final = ("ungen", "ung", "ations", "ation", "ings", "ing", "ions", "ion", "ers", "er", "ed", "ly", "al", "en")
_STEM: Final = 4  # letters that a stem keeps at least
_SIGNS: Final = 2  # the least length of a word inside another, in scripts whose signs say more than letters
_SHARED: Final = 0.6  # the share of the longer word with which two words of one family begin
_ABBREVIATION: Final = range(3, 6)  # letters

EXACT, KIN, PART, SHORT = 1.0, 0.6, 0.5, 0.4
"""How alike two words are: the same, of one family, one inside the other, one an abbreviation of the other."""


def words_in(text: str) -> Iterator[str]:
    """The words of a text or of an identifier, stemmed, in order; letters and digits are split, and so is camelCase.

    Example:
        >>> list(words_in("homePortIDs of cities")), list(words_in("Größe_in_cm2"))
        (['home', 'port', 'id', 'of', 'city'], ['gross', 'in', 'cm', '2'])
    """
    for run in _RUN.findall(_plain(text)):
        for word in _HUMP.split(run):
            yield stem(word)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word in lower case, without the most frequent endings.

    Example:
        >>> stem("Sailings"), stem("cancelled"), stem("ferries"), stem("classes"), stem("location")
        ('sail', 'cancel', 'ferry', 'class', 'locat')
    """
    text = _singular(word.casefold())
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) - len(ending) >= _STEM:
            text = text[: -len(ending)]
            break
    if len(text) > _STEM and text[-1] == text[-2] != "s":
        text = text[:-1]
    return text[:-1] if len(text) > _STEM and text[-1] == "e" else text


def likeness(word: str, other: str) -> float:
    """How likely two stems mean the same, from 0 to 1."""
    if word == other:
        return EXACT
    short, long = (word, other) if len(word) <= len(other) else (other, word)
    begin_alike = short[:1] == long[:1]
    if begin_alike and (shared := _shared(short, long)) >= _STEM and shared >= _SHARED * len(long):
        return KIN
    if short in long and len(short) >= (_STEM if short.isascii() else _SIGNS):
        return PART
    return SHORT if begin_alike and len(short) in _ABBREVIATION and _abbreviates(short, long) else 0.0


def _abbreviates(short: str, long: str) -> bool:
    """Whether `short` is like `dept`, `qty` or `cust` for `long`: some of its letters in order, with the first one."""
    if len(long) < len(short) + 2:
        return False
    if long.startswith(short):
        return True
    rest = iter(long)
    skipped = short[_shared(short, long) :]
    return all(letter in rest for letter in short) and not any(letter in "aeiou" for letter in skipped)


def _shared(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _singular(word: str) -> str:
    if len(word) < _STEM or word[-1] != "s" or word[-2] in "su":
        return word[:-1] if len(word) == 3 and word == "ids" else word  # noqa: PLR2004
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ses", "xes", "hes")) else word[:-1]


def _plain(text: str) -> str:
    """The text without accents; `ß` is casefolded later."""
    if text.isascii():
        return text
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
