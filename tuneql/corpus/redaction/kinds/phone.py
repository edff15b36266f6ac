"""Phone numbers: international, North American, and national ones that begin with 0."""

import re
from collections.abc import Iterator
from typing import Final

from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.masking import is_made_up
from tuneql.corpus.redaction.surrogates import Surrogates, digits_of, refill

_WRITTEN: Final = re.compile(
    r"""(?<![\w.+/-])(?<!\d[ ])(?:
    \+\d{1,3}[ .\-/]?(?:\(\d{1,5}\)[ .\-/]?)?\d(?:[ .\-/]?\d){5,13}               # +49 30 1234567, +1 (415) 555-2671
    | 00[ ]?[1-9]\d{0,2}[ .\-/](?:\(\d{1,5}\)[ .\-/]?)?\d(?:[ .\-/]?\d){5,13}     # 0044 20 7946 0958
    | (?:1[-. ])?\(\d{3}\)[ ]?\d{3}[-. ]\d{4}                                     # (415) 555-2671
    | (?:1([-.]))?\d{3}[-.]\d{3}[-.]\d{4}                                         # 415-555-2671
    | (?:1[ ])?[2-9]\d\d[ ][2-9]\d\d[ ]\d{4}                                      # 415 555 2671
    | \(\d\d\)[ ]?\d{4,5}-\d{4}                                                   # (11) 98765-4321
    | \(?0\d{1,4}\)?[ /-]\d{3,4}[ -]?\d{3,5}                                      # 020 7946 1234, 030/1234567
    | 0\d(?:[ .]\d\d){4}                                                          # 06 12 34 56 78
    )(?![\w/-]|\.\d|[ ]\d{3})""",
    re.VERBOSE,
)
# Numbers that are phone numbers only if a column or the words around say so.
_SAID: Final = re.compile(r"(?<![\w.+-])\+?\(?\d(?:[ .\-/()]{0,2}\d){5,14}(?![\w-]|\.\d)")
_SAYS: Final = re.compile(
    r"\b(?:phones?|telephones?|tel|mobiles?|cell(?:phone)?|fax|whatsapp|call(?:ed|er|ing)?|dial(?:led)?)\b",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d|\d\d?[./-]\d\d?[./-]\d{4}")

# 155-01xx: no exchange of the North American plan begins with 0 or 1, so that nobody has such a number. Films use
# 555-01xx, but so do people who make up data.
_TAIL: Final = "15501"
_LENGTH: Final = len(_TAIL) + 2


def find(text: str, place: Place) -> Iterator[Span]:
    """Numbers as people write them; plain digits only if a column, or the words around, say what they are."""
    said = "phone" in place.hints or _SAYS.search(place.around) is not None
    for found in (_SAID if said else _WRITTEN).finditer(text):
        digits = digits_of(found[0])
        if len(digits) >= 6 and not _DATE.fullmatch(found[0]) and not _is_replaced(digits):  # noqa: PLR2004 -- a local number
            yield found.span()


def replace(value: str, draw: Surrogates) -> str:
    """Other digits, with the same signs between them; the country code stays."""
    digits = digits_of(value)
    kept = len(re.match(r"\+?(\d{0,2})", value)[1]) if value.startswith("+") else 0  # type: ignore[index] # always found
    national = digits[-9:]
    tail = f"{_TAIL}{draw.digits('phone', national, 2)}"[-len(digits) :]
    middle = len(digits) - kept - len(tail)
    if middle < 0:
        return refill(value, tail)
    drawn = draw.digits("phone area", national, 9)[-middle:] if middle else ""
    if drawn.startswith("0") and digits[kept] != "0":
        drawn = f"2{drawn[1:]}"
    return refill(value, digits[:kept] + drawn + tail)


def _is_replaced(digits: str) -> bool:
    tail = digits[-_LENGTH:]
    return is_made_up(digits) or tail[:-2] == _TAIL[-(len(tail) - 2) :]


PHONE: Final = Kind(name="phone", find=find, replace=replace)
