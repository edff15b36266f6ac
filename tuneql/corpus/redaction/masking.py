"""Ids of a shape that is never issued: nines and Xs, and four digits at the end that tell one from another."""

import re
from typing import Final

TEST_CARDS: Final = "400000"
"""The beginning of card numbers that processors keep for tests."""

_DRAWN: Final = 4
_SIGN: Final = re.compile(r"[A-Za-z0-9]")


def mask(plain: str, drawn: str) -> str:
    """An id of letters and digits with its last digits drawn, other digits 9, and letters X.

    Args:
        plain: the id, with nothing between its letters and digits.
        drawn: four digits.
    """
    given = list(drawn[-_DRAWN:])
    signs = ["X" if sign.isalpha() else given.pop() if given else "9" for sign in reversed(plain)]
    return "".join(reversed(signs))


def is_masked(plain: str) -> bool:
    """Whether an id is one of these."""
    digits = [sign for sign in plain if sign.isdigit()]
    letters = {sign.upper() for sign in plain if sign.isalpha()}
    return set(digits[:-_DRAWN]) <= {"9"} and letters <= {"X"}


def is_made_up(digits: str) -> bool:
    """Whether a number is a surrogate of a card or of an id: no other kind may take it for one of its own."""
    return digits.startswith(TEST_CARDS) or is_masked(digits)


def refill_all(pattern: str, signs: str) -> str:
    """A text with its letters and digits replaced, one by one; as many as there are, in the same case."""
    given = iter(signs)
    return _SIGN.sub(lambda found: next(given).lower() if found[0].islower() else next(given), pattern)
