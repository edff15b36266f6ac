"""Formats numbers for people who read the report. A dash stands for what was not measured."""

import re
from typing import Final

NOT_MEASURED: Final = "—"

_UTC: Final = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?\+00:00$")

# Half of a tenth of a percent: shares nearer than this to 0 or to 1 must not be rounded to 0.0% or 100.0%.
_LEAST: Final = 0.0005


def percent(share: float | None) -> str:
    """A share from 0 to 1 as a percentage; 100.0% means all, and 0.0% none.

    Example:
        >>> percent(0.8341), percent(0.9999), percent(1.0)
        ('83.4%', '>99.9%', '100.0%')
    """
    if share is None:
        return NOT_MEASURED
    if _LEAST <= share <= 1 - _LEAST or share in {0, 1}:
        return f"{share * 100:.1f}%"
    return "<0.1%" if share < _LEAST else ">99.9%"


def points(difference: float | None) -> str:
    """A difference of two shares, in percentage points.

    Example:
        >>> points(-0.0312)
        '-3.1'
    """
    return NOT_MEASURED if difference is None else f"{difference * 100:+.1f}"


def dollars(amount: float | None) -> str:
    """US dollars: cents from one dollar on, three significant digits below.

    Example:
        >>> dollars(25.06), dollars(0.0142), dollars(0.1), dollars(0)
        ('$25.06', '$0.0142', '$0.10', '$0')
    """
    if amount is None:
        return NOT_MEASURED
    return f"${amount:,.2f}" if amount >= 1 else f"${_plain(amount)}"


def count(number: float | None) -> str:
    """A quantity with thousands separators, and with decimals only if it has them.

    Example:
        >>> count(25_000_000.0), count(0.25)
        ('25,000,000', '0.25')
    """
    if number is None:
        return NOT_MEASURED
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


def counted(number: int, thing: str) -> str:
    """A quantity of things.

    Example:
        >>> counted(1, "question"), counted(2_000, "question")
        ('1 question', '2,000 questions')
    """
    return f"{count(number)} {thing}{'' if number == 1 else 's'}"


def rounded(number: float | None) -> str:
    """A mean or a rate whose decimals do not matter.

    Example:
        >>> rounded(1323.55)
        '1,324'
    """
    return NOT_MEASURED if number is None else f"{number:,.0f}"


def milliseconds(value: float | None) -> str:
    """A latency.

    Example:
        >>> milliseconds(477.2)
        '477 ms'
    """
    return NOT_MEASURED if value is None else f"{value:,.0f} ms"


def moment(iso: str) -> str:
    """A time to the minute, for people; what is no time in UTC stays as it is.

    Example:
        >>> moment("2026-11-20T15:04:31+00:00")
        '2026-11-20 15:04 UTC'
    """
    return _UTC.sub(r"\1 \2 UTC", iso)


def words(name: str) -> str:
    """A key of our JSON files as words.

    Example:
        >>> words("execution_accuracy")
        'execution accuracy'
    """
    return name.replace("_", " ")


def clip(text: str, limit: int = 4_000) -> str:
    """A text, cut off if it is longer than `limit` characters."""
    return text if len(text) <= limit else text[:limit] + " …"


def _plain(amount: float) -> str:
    """An amount below a dollar, without an exponent: prices per token have ten decimals."""
    if amount < 0.0001:  # noqa: PLR2004
        return f"{amount:.10f}".rstrip("0").rstrip(".")
    return max(f"{amount:.2f}", f"{amount:.3g}", key=len)
