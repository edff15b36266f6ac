"""Surrogates for ids, in a form that is never issued: nines and Xs, and drawn digits at the end."""

import re
from collections.abc import Callable
from typing import Final

TEST_CARDS: Final = "400000"
"""The beginning of card numbers that are reserved for tests."""

# Digits that are drawn: at least four, and half of many. Nobody has the nines before them.
_LEAST_DRAWN: Final = 4
_SIGN: Final = re.compile(r"[A-Za-z0-9]")


def mask(plain: str, draw: Callable[[int], str]) -> str:
    """An id of letters and digits with its last digits drawn, other digits 9, and letters X.

    Args:
        plain: the id's letters and digits.
        draw: returns so many digits.
    """
    given = list(draw(_drawn(sum(sign.isdigit() for sign in plain))))
    signs = ["X" if sign.isalpha() else given.pop() if given else "9" for sign in reversed(plain)]
    return "".join(reversed(signs))


def is_masked(plain: str) -> bool:
    """Whether an id is one of these."""
    digits = [sign for sign in plain if sign.isdigit()]
    letters = {sign.upper() for sign in plain if sign.isalpha()}
    return set(digits[: -_drawn(len(digits))]) <= {"9"} and letters <= {"X"}


def _drawn(digits: int) -> int:
    return max(_LEAST_DRAWN, (digits + 1) // 2)


def is_made_up(digits: str) -> bool:
    """Whether a number is the surrogate of a card or an id, which other kinds must not replace again."""
    return digits.startswith(TEST_CARDS) or is_masked(digits)


def refill_all(pattern: str, signs: str) -> str:
    """A text with its letters and digits replaced one by one, in the same case."""
    given = iter(signs)
    return _SIGN.sub(lambda found: next(given).lower() if found[0].islower() else next(given), pattern)
