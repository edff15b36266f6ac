"""Makes functions that are NULL if an argument is."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

# The most characters that a function makes, as many as the sandbox permits a cell.
LONGEST: Final = 1_000_000


def strict(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, but NULL if one of its arguments is."""

    @wraps(function)
    def call(*arguments: Any) -> Any:
        return None if None in arguments else function(*arguments)

    return call


def text_of(value: Any) -> str:
    """A value as SQLite's CAST to TEXT writes it."""
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def short(length: int) -> int:
    """A length, if a text may have it.

    Raises:
        ValueError: it may not.
    """
    if length > LONGEST:
        raise ValueError(length)
    return length
