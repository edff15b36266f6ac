"""What a cell of a result may be, and one form for cells that mean the same in different types.

SQLite returns NULL, integers, floats, texts and blobs; other engines' drivers also decimals, dates and times.
"""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Final

Value = None | int | float | str | bytes | Decimal | date | time

# A day followed by a time, as ISO 8601 and SQL write it. A day alone is already in its plain form.
_MOMENT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?(Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII
)


def plain(cell: Value) -> int | float | str | bytes | None:
    """A cell in SQLite's types, so that cells with the same value are equal, or close, as numbers or texts.

    Decimals become numbers. Dates, times, and dates with a time become ISO 8601 text with a space; midnight is omitted,
    and so are fractions of zero seconds: 2025-07-01, 2025-07-01T00:00 and 2025-07-01 00:00:00.000 are one day, as in
    every engine that has dates. Times with an offset become UTC, and never equal one without. Any other text stays as
    it is: '1.50' is not a number, and '007' is not 7.
    """
    if isinstance(cell, str):
        return _moment(cell) if len(cell) > 15 and cell[4] == "-" == cell[7] else cell  # noqa: PLR2004 -- 2025-07-01 00:00
    if isinstance(cell, Decimal):
        return int(cell) if cell.is_finite() and cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, date | time):
        return _moment(cell.isoformat())
    return cell


def _moment(text: str) -> str:
    found = _MOMENT.fullmatch(text)
    if found is None:
        return text
    day, minute, second, fraction, offset = found.groups()
    if offset:
        return _in_utc(text)
    clock = f"{minute}:{second or '00'}"
    rest = f".{fraction.rstrip('0')}".rstrip(".") if fraction else ""
    return day if clock == "00:00:00" and not rest else f"{day} {clock}{rest}"


def _in_utc(text: str) -> str:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat(" ")
    except (ValueError, OverflowError):  # day 32, or the year 0 in UTC
        return text
