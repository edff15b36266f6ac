"""Functions of texts."""

import hashlib
import re
import zlib
from typing import Any, Final

from tuneql.sql.sqlite.functions.strict import short, strict, text_of

_WORD: Final = re.compile(r"[^\W_]+")


@strict
def split_part(text: Any, separator: Any, number: int) -> str:
    """A part of a text, counted from 1 or, from the end, from -1; empty if there is none."""
    return _part(text, separator, number - (number > 0)) or ""


@strict
def split_at(text: Any, separator: Any, place: int) -> str | None:
    """An element of a split text, counted from 0; NULL if there is none."""
    return _part(text, separator, place) if place >= 0 else None


def _part(text: Any, separator: Any, place: int) -> str | None:
    whole, sign = text_of(text), text_of(separator)
    parts = whole.split(sign) if sign else [whole]
    return parts[place] if -len(parts) <= place < len(parts) else None


@strict
def substring_index(text: Any, separator: Any, count: int) -> str:
    """MySQL's: what precedes a number of separators, or follows as many counted from the end."""
    sign = text_of(separator)
    parts = text_of(text).split(sign) if sign else []
    return sign.join(parts[:count] if count >= 0 else parts[count:])


@strict
def lpad(text: Any, length: int, filling: Any = " ") -> str:
    """A text filled up at its beginning, or cut off at its end."""
    whole = text_of(text)[: max(length, 0)]
    return _filling(length - len(whole), text_of(filling)) + whole


@strict
def rpad(text: Any, length: int, filling: Any = " ") -> str:
    """A text filled up at its end, or cut off there."""
    whole = text_of(text)[: max(length, 0)]
    return whole + _filling(length - len(whole), text_of(filling))


def _filling(length: int, signs: str) -> str:
    return (signs * (short(length) // len(signs) + 1))[:length] if signs and length > 0 else ""


@strict
def initcap(text: Any) -> str:
    """Each word with a capital."""
    return _WORD.sub(lambda word: word.group().capitalize(), text_of(text))


@strict
def translate(text: Any, these: Any, those: Any) -> str:
    """Each character of one list replaced by that of another; without counterpart, it is removed."""
    old, new = text_of(these), text_of(those)
    table: dict[int, str] = {}
    for place, sign in enumerate(old):
        table.setdefault(ord(sign), new[place : place + 1])
    return text_of(text).translate(table)


@strict
def stuff(text: Any, start: int, length: int, new: Any) -> str | None:
    """A text with some characters, counted from 1, replaced."""
    whole = text_of(text)
    if not 0 < start <= len(whole) or length < 0:
        return None
    return whole[: start - 1] + text_of(new) + whole[start - 1 + length :]


def field(value: Any, *values: Any) -> int:
    """MySQL's: the place of a value among others, from 1; 0 if it is none of them."""
    texts = [None if each is None else text_of(each).lower() for each in values]
    return texts.index(text_of(value).lower()) + 1 if value is not None and text_of(value).lower() in texts else 0


def elt(place: int | None, *values: Any) -> Any:
    """MySQL's: the value at a place, from 1; NULL if there is none."""
    return values[place - 1] if place is not None and 0 < place <= len(values) else None


TEXTS: Final = (
    ("SPLIT_PART", 3, split_part),
    ("SPLIT_AT", 3, split_at),
    ("SUBSTRING_INDEX", 3, substring_index),
    ("LPAD", 2, lpad),
    ("LPAD", 3, lpad),
    ("RPAD", 2, rpad),
    ("RPAD", 3, rpad),
    ("INITCAP", 1, initcap),
    ("TRANSLATE", 3, translate),
    ("STUFF", 4, stuff),
    ("FIELD", -1, field),
    ("ELT", -1, elt),
    ("FIND_IN_SET", 2, strict(lambda text, texts: field(text, *text_of(texts).split(",")))),
    ("MID", 3, strict(lambda text, start, length: text_of(text)[start - 1 :][:length] if start > 0 else "")),
    ("CRC32", 1, strict(lambda text: zlib.crc32(text_of(text).encode()))),
    ("SHA", 1, strict(lambda text: hashlib.sha1(text_of(text).encode(), usedforsecurity=False).hexdigest())),
    ("REVERSE", 1, strict(lambda text: text_of(text)[::-1])),
    ("STARTS_WITH", 2, strict(lambda text, start: text_of(text).startswith(text_of(start)))),
    ("ENDS_WITH", 2, strict(lambda text, end: text_of(text).endswith(text_of(end)))),
    ("CONTAINS", 2, strict(lambda text, part: text_of(part) in text_of(text))),
    ("MD5", 1, strict(lambda text: hashlib.md5(text_of(text).encode(), usedforsecurity=False).hexdigest())),
    ("LOWER", 1, strict(lambda text: text_of(text).lower())),  # SQLite's own know only ASCII
    ("UPPER", 1, strict(lambda text: text_of(text).upper())),
)
