"""Turns a JSON value into a row, or into the rejection that says why it is not one."""

import json
import re
from typing import Any, Final

from tuneql.corpus.row import Rejection, Row
from tuneql.encodings import not_utf8

_SHOWN_CHARACTERS: Final = 500
_SURROGATES: Final = ("\\ud", "\\uD")
_NAMED: Final = re.compile(r'"\s*:')


def to_row(value: object, source: str, row: int) -> Row | Rejection:
    """The row of a JSON value, which must be an object."""
    if isinstance(value, dict):
        return Row(source=source, row=row, record=value)
    detail = f"expected a JSON object, found {type(value).__name__}"
    return Rejection(source=source, row=row, reason="unknown-shape", detail=detail, record=value)


def shown(content: bytes | str) -> str:
    """The beginning of what was read, for the record of a rejection."""
    text = content.encode(errors="surrogateescape") if isinstance(content, str) else content
    return text[:_SHOWN_CHARACTERS].decode(errors="replace")


def refuse_surrogates(text: str, value: Any) -> None:
    r"""Refuse half a surrogate pair (`\ud83d`), which JSON can escape and UTF-8 cannot encode.

    Raises:
        UnicodeEncodeError: there is one.
    """
    if any(each in text for each in _SURROGATES):
        json.dumps(value, ensure_ascii=False).encode()


def refuse_two_answers(text: str, value: Any) -> None:
    """Refuse an object with two different values under one name, of which a parser would take the last.

    Raises:
        ValueError: it has one.
    """
    if not isinstance(value, dict) or len(_NAMED.findall(text)) <= len(value):
        return
    pairs = json.loads(text, object_pairs_hook=list)
    taken = dict(pairs)
    for name, each in pairs:
        if each is not taken[name] and each != taken[name]:
            raise ValueError(f"the name {name!r} is there twice, with different values")


def encoding_problem(error: UnicodeError) -> str:
    """What is wrong with the encoding of a row, in words."""
    if isinstance(error, UnicodeDecodeError):
        return not_utf8(bytes(error.object))
    return "a surrogate without its pair"
