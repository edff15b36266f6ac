"""Street addresses, if a column says so."""

import re
from collections.abc import Iterator
from typing import Final

from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.surrogates import Surrogates, is_word

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
_EVERYWHERE = """
    street st avenue ave road rd lane ln drive dr boulevard blvd court ct square sq place pl terrace way parkway pkwy
    highway hwy apartment apt suite ste unit floor north south east west n s e w ne nw se sw no house flat rue de la du
    des nd th via calle plaza platz weg allee am der an in
"""
_KEPT: Final = frozenset(_EVERYWHERE.split())
_SHORTEST: Final = 3


def find(text: str, place: Place) -> Iterator[Span]:
    """The whole text, if it has words and a house number; or words alone, in a pattern."""
    tokens = _TOKEN.findall(text)
    words = [token for token in tokens if len(token) >= _SHORTEST and token.isalpha() and token.lower() not in _KEPT]
    is_pattern = "%" in text
    if "address" in place.hints and words and (is_pattern or len(tokens) > len(words)) and not all(map(is_word, words)):
        core = text.strip("%")
        yield text.index(core), text.index(core) + len(core)


def replace(value: str, draw: Surrogates) -> str:
    """Invented words and other numbers; words of all addresses, such as street, stay."""

    def token(found: re.Match[str]) -> str:
        text = found[0]
        if text.isdigit():
            return draw.renumbered("house", text)
        return text if text.lower() in _KEPT else draw.word(text)

    return _TOKEN.sub(token, value)


ADDRESS: Final = Kind(name="address", find=find, replace=replace)
