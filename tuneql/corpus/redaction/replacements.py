"""Replaces values throughout a row, so that question and SQL still agree."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tuneql.corpus.redaction.kind import Kind, Place
from tuneql.corpus.redaction.surrogates import Surrogates


class Replacements:
    """The values that were found in a row, with their surrogates.

    Args:
        kinds: in the order of precedence.
        draw: makes surrogates.
    """

    def __init__(self, kinds: Iterable[Kind], draw: Surrogates) -> None:
        self._kinds, self._draw = tuple(kinds), draw
        self._kind_of: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        self._parts: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._kind_of)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many different values of each kind were found."""
        return dict(sorted(Counter(self._kind_of.values()).items()))

    def replace(self, text: str, place: Place) -> str:
        """A text with all values replaced that are in it, or were found before; remembers them."""
        taken = list(_spans(text, self._whole, re.IGNORECASE))
        for kind in self._kinds:
            for start, end in kind.find(text, place):
                if all(end <= begin or start >= over for begin, over, _ in taken):
                    taken.append((start, end, self._note(kind, text[start:end])))
        return _spliced(text, sorted(taken))

    def follow(self, text: str) -> str:
        """A text with the values replaced that were found before."""
        return _spliced(text, _spans(text, self._whole, re.IGNORECASE))

    def follow_parts(self, text: str) -> str:
        """A text with single words of values replaced, as in a question about Smith."""
        return _spliced(text, _spans(text, self._parts, re.NOFLAG))

    def _note(self, kind: Kind, value: str) -> str:
        surrogate = kind.replace(value, self._draw)
        if value not in self._parts:
            self._kind_of.setdefault(value.lower(), kind.name)
        self._whole[value] = surrogate
        self._parts |= kind.parts(value, self._draw)
        return surrogate


def _spans(text: str, known: Mapping[str, str], flags: re.RegexFlag) -> Iterator[tuple[int, int, str]]:
    """Where known values are in a text, longer ones first, and what replaces them."""
    if not known:
        return
    wanted = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    by_lower = {value.lower(): surrogate for value, surrogate in known.items()}
    for found in re.finditer(rf"(?<!\w)(?:{wanted})(?!\w)", text, flags):
        yield *found.span(), _in_case(found[0], by_lower[found[0].lower()])


def _spliced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    pieces, end = [], 0
    for start, over, surrogate in spans:
        pieces += [text[end:start], surrogate]
        end = over
    return "".join((*pieces, text[end:]))


def _in_case(written: str, surrogate: str) -> str:
    """A surrogate in the case of what it replaces."""
    if written.islower():
        return surrogate.lower()
    return surrogate.upper() if written.isupper() and len(written) > 1 else surrogate
