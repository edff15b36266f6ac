"""Days of birth, if a column says so: the year stays, the day becomes the first of January."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.surrogates import Surrogates

_DAY: Final = re.compile(r"(?<!\d)((?:18|19|20)\d\d)([-/.]?)(\d\d)\2(\d\d)(?!\d)")

# How people write a day, for `date.strftime`; days and months without zeros are not in its standard.
_WRITTEN: Final = (
    "%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "{day}.{month}.%Y", "{month}/{day}/%Y",
    "{day}/{month}/%Y", "%B {day}, %Y", "%b {day}, %Y", "{day} %B %Y", "{day} %b %Y", "%B {day} %Y", "%B {nth}, %Y",
    "{nth} %B %Y", "{nth} of %B %Y", "{nth} of %B, %Y",
)  # fmt: skip
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def find(text: str, place: Place) -> Iterator[Span]:
    """The text if it has a day in it, except the first of January."""
    if "birth" in place.hints and any(_of(found) not in (None, (1, 1)) for found in _DAY.finditer(text)):
        yield 0, len(text)


def replace(value: str, draw: Surrogates) -> str:
    """The first of January of the same year, in numbers and in words."""
    for written, surrogate in parts(value, draw).items():
        value = re.sub(rf"\b{re.escape(written)}\b", surrogate, value, flags=re.IGNORECASE)
    return _DAY.sub(r"\g<1>\g<2>01\g<2>01", value)


def parts(value: str, _: Surrogates) -> Mapping[str, str]:
    """The same day in words, as a question may say it."""
    found = _DAY.search(value)
    if found is None or _of(found) is None:
        return {}
    day = date(int(found[1]), int(found[3]), int(found[4]))
    return {_as(day, form): _as(day.replace(month=1, day=1), form) for form in _WRITTEN}


def _of(found: re.Match[str]) -> tuple[int, int] | None:
    try:
        day = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None
    return day.month, day.day


def _as(day: date, form: str) -> str:
    nth = f"{day.day}{_ENDINGS.get(day.day, 'th')}"
    return day.strftime(form.format(day=day.day, month=day.month, nth=nth))


BIRTH_DATE: Final = Kind(name="birth-date", find=find, replace=replace, parts=parts)
