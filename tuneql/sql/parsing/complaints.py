"""Tells in one line why a text is not SQL of a dialect; the line is also sent to the model that wrote the text."""

import re
from typing import Final

import sqlglot
from sqlglot.errors import ParseError, TokenError

from tuneql.errors import shorten
from tuneql.sql.dialects import descends_from

_LONGEST: Final = 200
_UNCLOSED: Final = re.compile(r"Missing (\S+) from (\d+):(\d+)")
_TOKEN: Final = re.compile(r"<Token token_type: \S+, text: (.*?), line: .*?>")
_LACKING: Final = re.compile(r"Required keyword: '\w+' missing for <class '[\w.]*?(\w+)'>")
_OTHER_WORDS: Final = {
    "Invalid expression / Unexpected token": "an unexpected word or sign",
    "got SENTINEL": "got the end of the text",
}
_TOP: Final = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?TOP\b", re.IGNORECASE)
_WITH_TOP: Final = ("tsql", "redshift", "snowflake", "teradata")
_MARKS: Final = {
    "`": re.compile(r"`\w+`"),
    "[": re.compile(r"(?:\b(?:SELECT|FROM|JOIN|BY)|[.,])\s*\[\w+\]", re.IGNORECASE),
}


def complaint(error: Exception, sql: str, dialect: type[sqlglot.Dialect]) -> str:
    """What is wrong with a text that the parser does not accept."""
    if isinstance(error, ParseError) and error.errors:
        first = error.errors[0]
        what, near = _in_words(str(first.get("description"))), shorten(first.get("highlight") or "")
        return f"{what} at line {first.get('line')}, column {first.get('col')}, near {near}{_hint(sql, dialect)}"
    if isinstance(error, TokenError):
        return _unclosed(error) or " ".join(str(error).split())[:_LONGEST]
    return f"{type(error).__name__}: {' '.join(str(error).split())[:_LONGEST]}"


def _in_words(description: str) -> str:
    """The parser's message, without the names of its classes."""
    told = _LACKING.sub(lambda found: f"a part of {found[1].upper()} is missing", _TOKEN.sub(r"\1", description))
    for word, other in _OTHER_WORDS.items():
        told = told.replace(word, other)
    return told


def _unclosed(error: TokenError) -> str | None:
    """The quotation mark or the comment that does not end; None for other errors."""
    if isinstance(error.__context__, IndexError):
        return "a comment is not closed"
    found = _UNCLOSED.search(str(error.__context__ or error))
    return f"the {found[1]} at line {found[2]}, column {found[3]} is not closed" if found else None


def _hint(sql: str, dialect: type[sqlglot.Dialect]) -> str:
    """What to write instead of another dialect's syntax."""
    if _TOP.match(sql) and not descends_from(dialect, *_WITH_TOP):
        return "; write LIMIT at the end instead of TOP"
    own = {pair[0] if isinstance(pair, tuple) else pair for pair in dialect.tokenizer_class.IDENTIFIERS}
    others = [mark for mark, quoted in _MARKS.items() if mark not in own and quoted.search(sql)]
    return f"; a name is quoted with {min(own)} here, not with {others[0]}" if others and own else ""
