"""Functions of patterns: LIKE that tells case apart, and regular expressions.

Engines' regular expressions are read as Python's, with the classes and borders that POSIX and Postgres write
otherwise; one that Python does not accept fails.
"""

import re
from functools import lru_cache
from typing import Any, Final

from tuneql.sql.sqlite.functions.strict import strict, text_of

# What POSIX and Postgres write, and what Python writes for it.
_WRITTEN: Final = (
    ("[:alpha:]", "a-zA-Z"), ("[:digit:]", "0-9"), ("[:alnum:]", "a-zA-Z0-9"), ("[:upper:]", "A-Z"),
    ("[:lower:]", "a-z"), ("[:space:]", r"\s"), ("[:punct:]", r"!-/:-@\[-`{-~"), ("[:xdigit:]", "0-9A-Fa-f"),
    ("[:word:]", r"\w"), ("[[:<:]]", r"\b(?=\w)"), ("[[:>:]]", r"\b(?<=\w)"), (r"\y", r"\b"), (r"\m", r"\b(?=\w)"),
    (r"\M", r"\b(?<=\w)"), (r"\z", r"\Z"),
)  # fmt: skip
_GROUP: Final = re.compile(r"[\\$](\d)")


@lru_cache(maxsize=1024)
def _compiled(pattern: str, flags: str) -> re.Pattern[str]:
    for written, meant in _WRITTEN:
        pattern = pattern.replace(written, meant)
    return re.compile(pattern, (re.IGNORECASE if "i" in flags else 0) | (re.DOTALL if "s" in flags else 0))


@strict
def matches(text: Any, pattern: Any, flags: str = "") -> bool:
    """Whether a regular expression is found in a text. Of the flags, `i` ignores case, and `f` means the whole text."""
    found = _compiled(text_of(pattern), flags)
    return (found.fullmatch if "f" in flags else found.search)(text_of(text)) is not None


@strict
def replaced(text: Any, pattern: Any, new: Any, flags: str) -> str:
    """A text with matches replaced: the first or, with the flag `g`, all."""
    meant = _GROUP.sub(r"\\g<\1>", text_of(new))
    return _compiled(text_of(pattern), flags).sub(meant, text_of(text), count=0 if "g" in flags else 1)


@strict
def extracted(text: Any, pattern: Any, group: int, flags: str) -> str | None:
    """The first match, or a group of it; group -1 is the first group if there is one.

    Without match it is NULL, or empty with the flag `e`.
    """
    found = _compiled(text_of(pattern), flags).search(text_of(text))
    if found is None:
        return "" if "e" in flags else None
    return found.group(min(1, len(found.groups())) if group < 0 else group) or ""


@lru_cache(maxsize=1024)
def _like(pattern: str, escape: str) -> re.Pattern[str]:
    parts, signs = list[str](), iter(pattern)
    for sign in signs:
        if sign == escape:
            parts.append(re.escape(next(signs, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(sign) or re.escape(sign))
    return re.compile("".join(parts), re.DOTALL)


@strict
def like(pattern: Any, text: Any, escape: str = "") -> bool:
    """What SQLite calls for LIKE (sqlite.org/lang_corefunc.html#like), with upper and lower case told apart."""
    return _like(text_of(pattern), escape).fullmatch(text_of(text)) is not None


PATTERNS: Final = (
    ("MATCHES", 2, matches),
    ("MATCHES", 3, matches),
    ("REPLACED", 4, replaced),
    ("EXTRACTED", 4, extracted),
)
CASE_SENSITIVE: Final = (("LIKE", 2, like), ("LIKE", 3, like))
