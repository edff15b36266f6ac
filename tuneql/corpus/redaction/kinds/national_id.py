"""National ids of persons: by shape and check, or because somebody names them."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.kinds.countries import IDS
from tuneql.corpus.redaction.masking import is_masked, mask, refill_all
from tuneql.corpus.redaction.surrogates import Surrogates

_PATTERNS: Final = [
    (re.compile(rf"(?<![\w.+-])(?:{each.pattern})(?![\w-]|\.\d)", re.IGNORECASE), each.valid, each.named)
    for each in IDS.values()
]
# Quick tests: whether a text may hold an id at all, and whether one is named.
_MAY_BE: Final = re.compile("|".join(f"(?:{each.pattern})" for each in IDS.values()), re.IGNORECASE)
_NAMES: Final = re.compile("|".join(each.named for each in IDS.values() if each.named), re.IGNORECASE)
_SIGNS: Final = re.compile(r"[A-Za-z0-9]+")
_ANY: Final = re.compile(r"[A-Za-z0-9](?:[ .-]?[A-Za-z0-9]){4,19}")


def find(text: str, place: Place) -> Iterator[Span]:
    """Ids, the earlier of two that overlap; in a column of ids, anything with digits."""
    if "id" in place.hints and _ANY.fullmatch(text) and any(sign.isdigit() for sign in text):
        spans = [(0, len(text))] if not is_masked(_plain(text)) else []
    else:
        spans = sorted(_spans(text, place))
    end = 0
    for span in spans:
        if span[0] >= end:
            end = span[1]
            yield span


def _spans(text: str, place: Place) -> Iterator[Span]:
    if _MAY_BE.search(text) is None:
        return
    around = place.around if _NAMES.search(place.around) else ""
    for pattern, valid, named in _PATTERNS:
        if named is not None and not re.search(named, around, re.IGNORECASE):
            continue
        for found in pattern.finditer(text):
            plain = _plain(found[0])
            if not is_masked(plain) and valid(plain):
                yield found.span()


def replace(value: str, draw: Surrogates) -> str:
    """Nines and Xs in the same shape, with drawn digits at the end."""
    plain = _plain(value)
    return refill_all(value, mask(plain, partial(draw.digits, "id", plain)))


def _plain(value: str) -> str:
    return "".join(_SIGNS.findall(value)).upper()


NATIONAL_ID: Final = Kind(name="national-id", find=find, replace=replace)
