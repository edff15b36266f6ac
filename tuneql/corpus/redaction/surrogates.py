"""Stand-ins for values: the same for the same value and salt, of the same shape, and plain to see for what they are.

A surrogate is recognised as one, so that redacting twice changes nothing: each kind draws from values that nobody has
(reserved domains, networks and number ranges, invented words), and finds none of those.
"""

import hashlib
import re
from typing import Final

# 64 first halves and 32 second ones of invented words: hardly a name has one of each.
_FIRST_HALVES = """
    Ald Bren Cald Dor Elv Fenn Gor Hald Ith Jor Kel Lor Mard Nev Orl Pell Quen Rov Sel Tarn Ulv Ver Wend Yor Zel
    Arv Bord Cron Drev Eld Farv Gald Herv Ild Jev Korv Lend Morv Nald Osk Prev Qual Rend Sord Trev Urd Vald Worv
    Yeld Zor Ambr Berv Cov Delv Erv Ford Gelv Holv Ink Jalv Kand Ledr Mirv Nord
"""
_SECOND_HALVES = """
    amiel avar eniss obrin umeth irano ethol uvane isolde orwin adrel ymond ovith elask ironde ubrec athil evorn
    olmir isweth arnold ugrim ombel etrosk akwen inthor usmar eldovi ophane irvast abrune ezmond
"""
_FIRST: Final = tuple(_FIRST_HALVES.split())
_SECOND: Final = tuple(_SECOND_HALVES.split())
_WORD: Final = re.compile(f"(?:{'|'.join(_FIRST)})(?:{'|'.join(_SECOND)})", re.IGNORECASE)
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

    def word(self, word: str) -> str:
        """An invented word for a word, in the same case; an initial for an initial."""
        if is_word(word):
            return word
        drawn = self.number("word", word.lower(), len(_FIRST) * len(_SECOND))
        invented = _FIRST[drawn // len(_SECOND)] + _SECOND[drawn % len(_SECOND)]
        if len(word) == 1:
            return invented[0] if word.isupper() else invented[0].lower()
        return invented.upper() if word.isupper() else invented.lower() if word.islower() else invented


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
