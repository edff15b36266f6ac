"""Makes functions that are NULL if an argument is, and keeps why one failed, which SQLite does not tell."""

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

# The most characters that a function makes, as many as the sandbox permits a cell.
LONGEST: Final = 1_000_000


_reasons: Final[deque[str]] = deque(maxlen=1)


def why_it_failed() -> str | None:
    """Why a function failed last, told once; None if none has."""
    return _reasons.pop() if _reasons else None


def strict(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, but NULL if one of its arguments is."""

    @wraps(function)
    def call(*arguments: Any) -> Any:
        if None in arguments:
            return None
        try:
            return function(*arguments)
        except Exception as error:
            _reasons.append(str(error))
            raise

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
        raise ValueError(f"{length:,} characters are more than {LONGEST:,}")
    return length
