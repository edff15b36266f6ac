"""Names of people: if a column says so, and after a title.

Nothing else tells a name from other words. Each word of a name is replaced by an invented one wherever it is, so that
'John Smith' and "Smith" agree.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.surrogates import Surrogates, is_word

_LETTERS: Final = r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*"
_WORDS: Final = re.compile(_LETTERS)
_NAME: Final = re.compile(rf"%?(?P<name>{_LETTERS}\.?(?:,? +{_LETTERS}\.?){{0,4}})%?")
_TITLED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herr|Frau|Mme|Mlle|Sig|Sra?)\.? "
    r"(?P<name>[^\W\d_a-z][^\W\d_]+(?:[ '\u2019-][^\W\d_a-z][^\W\d_]+){0,2})"
)
_BESIDE = """
    mr mrs ms mx miss dr prof herr frau mme mlle sig sr sra jr ii iii iv phd md de da di do du del della dos van von der
    den ter la le el al bin ibn y e i und and of the
"""
_KEPT: Final = frozenset(_BESIDE.split())
# Values in columns of names that are not names.
_NONE: Final = re.compile(
    r"\b(?:all|any|anonymous|n/?a|nobody|none|null|other|others|tba|tbd|test|total|unassigned|unknown|vacant|various"
    r"|inc|llc|ltd|limited|corp|corporation|company|co|gmbh|ag|plc|group|university|college|school|hospital|bank"
    r"|department|office|association|foundation|institute|club|team)\b",
    re.IGNORECASE,
)
_SHORTEST_PART: Final = 3


def find(text: str, place: Place) -> Iterator[Span]:
    """The whole text in a column of names; elsewhere, what follows a title."""
    if "person" in place.hints:
        found = _NAME.fullmatch(text.strip()) if not _NONE.search(text) else None
        if found is not None and _is_of_somebody(found["name"]):
            begin = text.index(found["name"])
            yield begin, begin + len(found["name"])
    if "person" in place.hints or place.is_literal:
        return
    for found in _TITLED.finditer(text):
        name = found["name"]
        if _is_of_somebody(name) and not any(name.lower() in title.lower() for title in place.titles):
            yield found.span("name")


def replace(value: str, draw: Surrogates) -> str:
    """Each word by an invented one; titles, particles and generations stay."""
    return _WORDS.sub(lambda found: found[0] if found[0].lower() in _KEPT else draw.word(found[0]), value)


def parts(value: str, draw: Surrogates) -> Mapping[str, str]:
    """The words of a name that may stand for it."""
    words = [word for word in _WORDS.findall(value) if len(word) >= _SHORTEST_PART and word.lower() not in _KEPT]
    return {word: draw.word(word) for word in words}


def _is_of_somebody(name: str) -> bool:
    words = [word for word in _WORDS.findall(name) if word.lower() not in _KEPT and len(word) > 1]
    return bool(words) and not all(map(is_word, words))


PERSON: Final = Kind(name="person", find=find, replace=replace, parts=parts)
