"""Functions of numbers."""

import math
import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any, Final

from tuneql.sql.sqlite.functions.strict import strict, text_of

Number = int | float

_NUMBER: Final = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

# Decimal places that a float can have; more do not change a number.
_MOST_PLACES: Final = 340


def number_of(value: Any) -> Number:
    """A value as a number; of a text, what it begins with, as SQLite reads it."""
    if isinstance(value, int | float):
        return value
    found = _NUMBER.match(text_of(value))
    return _read(found.group()) if found else 0


def _read(written: str) -> Number:
    return int(written) if written.strip().lstrip("+-").isdigit() else float(written)


def _at(value: Any, places: int, rounding: str) -> Number:
    number = number_of(value)
    if (isinstance(number, int) and places >= 0) or places > _MOST_PLACES or not math.isfinite(number):
        return number
    found = Decimal(str(number)).quantize(Decimal(1).scaleb(-max(places, -_MOST_PLACES)), rounding)
    return int(found) if isinstance(number, int) else float(found)


@strict
def rounded(value: Any, places: int) -> Number:
    """A number rounded to some places, which are before the point if they are negative."""
    return _at(value, places, ROUND_HALF_UP)


@strict
def truncated(value: Any, places: int = 0) -> Number | str:
    """A number without its further places; of a date with a time, the date."""
    if isinstance(value, str) and _DATE.match(value):
        return value[:10]
    return _at(value, places, ROUND_DOWN)


@strict
def remainder(dividend: Any, divisor: Any) -> Number | None:
    """What a division leaves, with the dividend's sign; NULL for 0."""
    left, right = number_of(dividend), number_of(divisor)
    if not right:
        return None
    if isinstance(left, int) and isinstance(right, int):
        return abs(left) % abs(right) * (-1 if left < 0 else 1)
    exact = Decimal(str(left)) % Decimal(str(right)) if math.isfinite(left) and math.isfinite(right) else None
    return math.fmod(left, right) if exact is None else float(exact)


@strict
def whole(value: Any) -> Number:
    """A number rounded to an integer, halves away from zero."""
    found = rounded(value, 0)
    return int(found) if math.isfinite(found) else found


@strict
def number_if_any(value: Any) -> Number | None:
    """A number, or the number that a whole text is; NULL for any other text."""
    if isinstance(value, int | float):
        return value
    written = text_of(value).strip()
    return _read(written) if _NUMBER.fullmatch(written) else None


NUMBERS: Final = (
    ("ROUNDED", 2, rounded),
    ("TRUNCATED", 1, truncated),
    ("TRUNCATED", 2, truncated),
    ("REMAINDER", 2, remainder),
    ("WHOLE", 1, whole),
    ("NUMBER_IF_ANY", 1, number_if_any),
)
