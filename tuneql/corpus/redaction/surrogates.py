"""Surrogates for values: the same for the same value and salt, of the same shape, and recognisable.

Each kind draws its surrogates from values that nobody has (reserved domains, networks and number ranges, invented
words), and does not find those as personal data, so that redacting twice changes nothing.

Rows are redacted independently, so that two values may get the same surrogate. The size of the pool makes that rare:
with 10 million words, two of a thousand names share one in about one corpus of twenty.
"""

import hashlib
import math
import re
import string
from typing import Final

# Invented words have one of 64 beginnings, two of 70 syllables and one of 32 endings: hardly a name does.
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
# Numbers of so few digits can be guessed anyway: their surrogates may be reversible, and are all different.
_FEW_DIGITS: Final = 4
_DIGIT: Final = re.compile(r"\d")


class Surrogates:
    """Draws by a keyed hash. Whoever knows the salt can check a guess, but not compute a value from its surrogate.

    Args:
        salt: another one gives other surrogates.
    """

    def __init__(self, salt: str) -> None:
        self._key = hashlib.blake2b(salt.encode(), digest_size=32).digest()

    def number(self, kind: str, value: str, below: int) -> int:
        """A number from 0 to below a limit, which is at most 2**64."""
        hashed = hashlib.blake2b(f"{kind}\0{value}".encode(), key=self._key, digest_size=8)
        return int.from_bytes(hashed.digest(), "big") % below

    def digits(self, kind: str, value: str, count: int) -> str:
        """So many digits; at most 19 of them are drawn, others are zeros."""
        return f"{self.number(kind, value, 10 ** min(count, 19)):0{count}d}"

    def renumbered(self, kind: str, digits: str) -> str:
        """As many other digits; for up to four digits, different numbers of one length get different ones."""
        count = len(digits)
        if count > _FEW_DIGITS or not digits.isascii():
            return self.digits(kind, digits, count)
        length = str(count)
        factor = (1, 3, 7, 9)[self.number(f"{kind} factor", length, 4)]  # prime to 10: no two numbers meet
        return f"{(int(digits) * factor + self.number(f'{kind} more', length, 10**count)) % 10**count:0{count}d}"

    def word(self, word: str) -> str:
        """An invented word for a word, in the same case; for an initial another initial, different for each."""
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
    """Whether a word has the form of invented ones."""
    return _WORD.fullmatch(word) is not None


def refill(pattern: str, digits: str) -> str:
    """A text with its digits replaced one by one."""
    given = iter(digits)
    return _DIGIT.sub(lambda _: next(given), pattern)


def digits_of(text: str) -> str:
    """The digits of a text."""
    return "".join(_DIGIT.findall(text))
