"""Surrogates for values: the same for the same value and salt, of the same shape, and recognisable.

Each kind draws its surrogates from values that nobody has (reserved domains, networks and number ranges, invented
words) and does not find those as personal data, so that redacting twice changes nothing.

Rows are redacted one by one, in any process, so that nobody knows which surrogates are taken. The size of the pool
keeps values apart: with 10 million words, two of a thousand names share one in about one corpus of twenty.
"""

import hashlib
import math
import re
import string
from typing import Final

# 64 beginnings and 32 endings of invented words, and two of 70 syllables between: hardly a name has them all.
_BEGINNINGS = """
    Ald Bren Cald Dor Elv Fenn Gor Hald Ith Jor Kel Lor Mard Nev Orl Pell Quen Rov Sel Tarn Ulv Ver Wend Yor Zel
    Arv Bord Cron Drev Eld Farv Gald Herv Ild Jev Korv Lend Morv Nald Osk Prev Qual Rend Sord Trev Urd Vald Worv
    Yeld Zor Ambr Berv Cov Delv Erv Ford Gelv Holv Ink Jalv Kand Ledr Mirv Nord
"""
_ENDINGS = """
    amiel avar eniss obrin umeth irano ethol uvane isolde orwin adrel ymond ovith elask ironde ubrec athil evorn
    olmir isweth arnold ugrim ombel etrosk akwen inthor usmar eldovi ophane irvast abrune ezmond
"""
_FIRST: Final = tuple(_BEGINNINGS.split())
_LAST: Final = tuple(_ENDINGS.split())
_MIDDLE: Final = tuple(vowel + consonant for vowel in "aeiou" for consonant in "bdfgklmnprstvz")
_WORD: Final = re.compile(f"(?:{'|'.join(_FIRST)})(?:[aeiou][bdfgklmnprstvz]){{2}}(?:{'|'.join(_LAST)})", re.IGNORECASE)
_LETTERS: Final = string.ascii_lowercase
# So few digits can be guessed one by one anyway: their surrogates may be turned back, and no two are the same.
_FEW_DIGITS: Final = 4
_DIGIT: Final = re.compile(r"\d")


class Surrogates:
    """Draws by a keyed hash. Who knows the salt can check a guess of a value, and read none off."""

    def __init__(self, salt: str) -> None:
        """`salt`: another one gives other surrogates."""
        self._key = hashlib.blake2b(salt.encode(), digest_size=32).digest()

    def number(self, kind: str, value: str, below: int) -> int:
        """A number from 0, below a limit of at most 2**64."""
        hashed = hashlib.blake2b(f"{kind}\0{value}".encode(), key=self._key, digest_size=8)
        return int.from_bytes(hashed.digest(), "big") % below

    def digits(self, kind: str, value: str, count: int) -> str:
        """So many digits; at most 19 of them are drawn, others are zeros."""
        return f"{self.number(kind, value, 10 ** min(count, 19)):0{count}d}"

    def renumbered(self, kind: str, digits: str) -> str:
        """As many other digits; up to four of them are never the same for two numbers of one length."""
        count = len(digits)
        if count > _FEW_DIGITS or not digits.isascii():
            return self.digits(kind, digits, count)
        length = str(count)
        factor = (1, 3, 7, 9)[self.number(f"{kind} factor", length, 4)]  # prime to 10: no two numbers meet
        return f"{(int(digits) * factor + self.number(f'{kind} more', length, 10**count)) % 10**count:0{count}d}"

    def word(self, word: str) -> str:
        """An invented word for a word, in the same case; an initial for an initial, never one for two."""
        if is_word(word):
            return word
        invented = self._initial(word.lower()) if len(word) == 1 else self._invented(word.lower())
        return invented.upper() if word.isupper() else invented.lower() if word.islower() else invented

    def _initial(self, letter: str) -> str:
        if letter not in _LETTERS:
            return self._invented(letter)[0]
        return _LETTERS[(_LETTERS.index(letter) + 1 + self.number("initial", "", len(_LETTERS) - 1)) % len(_LETTERS)]

    def _invented(self, word: str) -> str:
        parts = (_FIRST, _MIDDLE, _MIDDLE, _LAST)
        drawn, found = self.number("word", word, math.prod(map(len, parts))), []
        for part in parts:
            drawn, place = divmod(drawn, len(part))
            found.append(part[place])
        return "".join(found)


def is_word(word: str) -> bool:
    """Whether a word is invented here."""
    return _WORD.fullmatch(word) is not None


def refill(pattern: str, digits: str) -> str:
    """A text with its digits replaced, one by one; as many as there are."""
    given = iter(digits)
    return _DIGIT.sub(lambda _: next(given), pattern)


def digits_of(text: str) -> str:
    """The digits of a text."""
    return "".join(_DIGIT.findall(text))
