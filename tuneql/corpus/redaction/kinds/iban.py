"""International bank account numbers (ISO 13616), with their check modulo 97."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from tuneql.corpus.redaction.checks import mod_97
from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.masking import is_masked, mask, refill_all
from tuneql.corpus.redaction.surrogates import Surrogates

_WRITTEN: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])", re.IGNORECASE
)
_LENGTHS: Final = range(15, 35)


def find(text: str, _: Place) -> Iterator[Span]:
    """Numbers written together or in groups of four."""
    for found in _WRITTEN.finditer(text):
        plain = found[0].replace(" ", "").upper()
        if len(plain) in _LENGTHS and _is_valid(plain) and not is_masked(plain[4:]):
            yield found.span()


def replace(value: str, draw: Surrogates) -> str:
    """A number of the same country, length and groups that passes the check, with a code that no bank has."""
    plain = value.replace(" ", "").upper()
    account = mask(plain[4:], partial(draw.digits, "iban", plain))
    check = 98 - mod_97(f"{account}{plain[:2]}00")
    return refill_all(value, f"{plain[:2]}{check:02d}{account}")


def _is_valid(plain: str) -> bool:
    return mod_97(plain[4:] + plain[:4]) == 1


IBAN: Final = Kind(name="iban", find=find, replace=replace)
