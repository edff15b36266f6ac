"""What a piece of JSON text holds, as a row or as the rejection that says why it holds none."""

import json
from typing import Any, Final

from tuneql.corpus.row import Rejection, Row

_SHOWN_CHARACTERS: Final = 500
_SURROGATES: Final = ("\\ud", "\\uD")


def to_row(value: object, source: str, row: int) -> Row | Rejection:
    """A row of a JSON value, which must be an object."""
    if isinstance(value, dict):
        return Row(source=source, row=row, record=value)
    detail = f"expected a JSON object, found {type(value).__name__}"
    return Rejection(source=source, row=row, reason="unknown-shape", detail=detail, record=value)


def shown(content: bytes | str) -> str:
    """The beginning of what was read, for the record of a rejection."""
    text = content.encode(errors="surrogateescape") if isinstance(content, str) else content
    return text[:_SHOWN_CHARACTERS].decode(errors="replace")


def refuse_surrogates(text: str, value: Any) -> None:
    r"""Refuse half of a character (`\ud83d`), which JSON can write and no file in UTF-8 can hold afterwards.

    Raises:
        UnicodeEncodeError: there is one.
    """
    if any(each in text for each in _SURROGATES):
        json.dumps(value, ensure_ascii=False).encode()


def encoding_problem(error: UnicodeError) -> str:
    """What is wrong with the encoding of a row, in words."""
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8: {error.reason}"
    return "a surrogate without its pair"
