"""Check digits of card, account and id numbers."""

from collections.abc import Sequence
from itertools import cycle
from typing import Final


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = (int(digit) * factor for digit, factor in zip(reversed(digits), cycle((1, 2))))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0  # noqa: PLR2004 -- the sum of two digits


def mod_97(signs: str) -> int:
    """ISO/IEC 7064 over digits and letters, A being 10."""
    return int("".join(str(int(sign, 36)) for sign in signs)) % 97


def weighted(digits: str, weights: Sequence[int]) -> int:
    """The sum of each digit times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def mod_11_10(digits: str) -> bool:
    """ISO/IEC 7064, MOD 11,10: the German tax id."""
    product = 10
    for digit in digits[:-1]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[-1])


# The dihedral group of order ten: the products of two digits, by the first; and how each place changes a digit.
_PRODUCTS: Final = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_CHANGES: Final = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def verhoeff(signs: str) -> bool:
    """Verhoeff's check, in the ids of India."""
    check = 0
    for place, digit in enumerate(reversed([sign for sign in signs if sign.isdigit()])):
        check = int(_PRODUCTS[check][int(_CHANGES[place % 8][int(digit)])])
    return check == 0
