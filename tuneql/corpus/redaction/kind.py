"""The type of a kind of personal data: how to find it, and what replaces it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tuneql.corpus.redaction.surrogates import Surrogates

Span = tuple[int, int]
"""Where a value begins and ends in a text."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """The context of a text.

    Attributes:
        hints: what the columns that it is compared with are about, see `tuneql.corpus.redaction.columns`.
        around: text to read with it, such as the question: a number is an id if somebody says so.
        is_literal: whether it is a whole literal, not a sentence.
        titles: other texts of the row that look like names, and are none: "Dr. No" is a film.
    """

    hints: frozenset[str] = frozenset()
    around: str = ""
    is_literal: bool = False
    titles: tuple[str, ...] = ()


def _no_parts(_value: str, _draw: Surrogates) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of personal data; each has a module in `tuneql.corpus.redaction.kinds`.

    Attributes:
        name: for the report.
        find: finds the values in a text, except surrogates, in order and without overlaps.
        replace: makes the surrogate of a value, in its shape; the same for a value however it is written.
        parts: the parts by which a value may be named, such as a last name, and their surrogates.
    """

    name: str
    find: Callable[[str, Place], Iterator[Span]]
    replace: Callable[[str, Surrogates], str]
    parts: Callable[[str, Surrogates], Mapping[str, str]] = _no_parts
