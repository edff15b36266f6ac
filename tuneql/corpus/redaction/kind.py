"""The type of a kind of personal data: how to find it, and what replaces it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tuneql.corpus.redaction.surrogates import Surrogates

Span = tuple[int, int]
"""Where a value begins in a text, and where it is over."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a text stands.

    Attributes:
        hints: what the columns are about that it is compared with, as `tuneql.corpus.redaction.columns` says.
        around: text that it is read together with, such as the question: a number is an id where somebody says so.
        is_literal: whether it is a whole literal, not a sentence.
        titles: other texts of the row that hold no names, and may still look like it: "Dr. No" is a film.
    """

    hints: frozenset[str] = frozenset()
    around: str = ""
    is_literal: bool = False
    titles: tuple[str, ...] = ()


def _no_parts(_value: str, _draw: Surrogates) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of personal data, one a module of `tuneql.corpus.redaction.kinds`.

    Attributes:
        name: for the report.
        find: the values in a text, surrogates excepted, in order, none within another.
        replace: the surrogate of a value, of its shape; the same for one value, however it is written.
        parts: what else may be said of a value, such as a last name alone, and what replaces that.
    """

    name: str
    find: Callable[[str, Place], Iterator[Span]]
    replace: Callable[[str, Surrogates], str]
    parts: Callable[[str, Surrogates], Mapping[str, str]] = _no_parts
