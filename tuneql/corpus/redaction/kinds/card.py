"""Payment card numbers: of an issuer's range, with a check digit by Luhn."""

import re
from collections.abc import Iterator
from typing import Final

from tuneql.corpus.redaction.checks import luhn
from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.surrogates import Surrogates, digits_of, refill

_WRITTEN: Final = re.compile(
    r"(?<![\w.+-])[2-6]\d{3}(?:([ -]?)\d{4}\1\d{4}\1\d{1,7}|([ -]?)\d{6}\2\d{4,5})(?![\w-]|\.\d)"
)
# ISO/IEC 7812 ranges in use: Mastercard, Diners, American Express, JCB, Visa, Maestro, Discover, UnionPay.
_ISSUED: Final = re.compile(
    r"4|5[0-8]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3(?:0[0-5]|[68]|[47]|5(?:2[89]|[3-8]))|6(?:011|4[4-9]|5|2|304|7)"
)
# Numbers that processors keep for tests.
_TEST: Final = "400000"


def find(text: str, _: Place) -> Iterator[Span]:
    """Numbers of 12 to 19 digits, in one or in groups."""
    for found in _WRITTEN.finditer(text):
        digits = digits_of(found[0])
        if _ISSUED.match(digits) and luhn(digits) and not digits.startswith(_TEST):
            yield found.span()


def replace(value: str, draw: Surrogates) -> str:
    """A number of the same length that passes the check, and that no bank issues."""
    digits = digits_of(value)
    body = _TEST + draw.digits("card", digits, len(digits) - len(_TEST) - 1)
    return refill(value, next(body + str(check) for check in range(10) if luhn(body + str(check))))


CARD: Final = Kind(name="card", find=find, replace=replace)
