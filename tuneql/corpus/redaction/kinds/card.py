"""Payment card numbers: in an issuer's range, with Luhn's check digit."""

import re
from collections.abc import Iterator
from typing import Final

from tuneql.corpus.redaction.checks import luhn
from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.masking import TEST_CARDS
from tuneql.corpus.redaction.surrogates import Surrogates, digits_of, refill

_WRITTEN: Final = re.compile(
    r"(?<![\w.+-])[2-6]\d{3}(?:([ -]?)\d{4}\1\d{4}\1\d{1,7}|([ -]?)\d{6}\2\d{4,5})(?![\w-]|\.\d)"
)
_ANY: Final = re.compile(r"\d{12,19}")
# ISO/IEC 7812 ranges in use: Mastercard, Diners, American Express, JCB, Visa, Maestro, Discover, UnionPay.
_ISSUED: Final = re.compile(
    r"4|5[0-8]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3(?:0[0-5]|[68]|[47]|5(?:2[89]|[3-8]))|6(?:011|4[4-9]|5|2|304|7)"
)


def find(text: str, place: Place) -> Iterator[Span]:
    """Numbers of 12 to 19 digits, together or in groups; unchecked if a column holds cards."""
    if "card" in place.hints and _ANY.fullmatch(text) and not text.startswith(TEST_CARDS):
        yield 0, len(text)
        return
    for found in _WRITTEN.finditer(text):
        digits = digits_of(found[0])
        if _ISSUED.match(digits) and luhn(digits) and not digits.startswith(TEST_CARDS):
            yield found.span()


def replace(value: str, draw: Surrogates) -> str:
    """A number of the same length that passes the check, but is never issued."""
    digits = digits_of(value)
    body = TEST_CARDS + draw.digits("card", digits, len(digits) - len(TEST_CARDS) - 1)
    return refill(value, next(body + str(check) for check in range(10) if luhn(body + str(check))))


CARD: Final = Kind(name="card", find=find, replace=replace)
