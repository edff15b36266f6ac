"""Postgres's texts with the numbers of characters, as plain texts."""

import re
import sys
from collections.abc import Iterator
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import made


def unicode_texts(tokens: list[Token]) -> list[Token]:
    """`U&'d!0061ta' UESCAPE '!'` as `'data'`.

    Raises:
        sqlglot.errors.TokenError: a number is not that of a character, or the escape character could be part of one.
    """
    return list(_with_signs(tokens))


def _with_signs(tokens: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token, mark, step = tokens[at], "\\", 1
        if token.token_type is TokenType.UNICODE_STRING:
            if _names_mark(tokens, at + 1):
                mark, step = tokens[at + 2].text, 3
            token = made(TokenType.STRING, _decoded(token.text, mark), token)
        yield token
        at += step


def _names_mark(tokens: list[Token], at: int) -> bool:
    is_named = tokens[at : at + 1] and tokens[at].text.upper() == "UESCAPE"
    return bool(is_named) and [each.token_type for each in tokens[at + 1 : at + 2]] == [TokenType.STRING]


def _decoded(text: str, mark: str) -> str:
    if len(mark) != 1 or mark in _NO_MARKS or mark.isspace():
        raise TokenError(f"UESCAPE needs one character, no hexadecimal digit, plus or quote, not '{mark}'")
    escaped = re.compile(rf"{re.escape(mark)}(?:([0-9A-Fa-f]{{4}})|\+([0-9A-Fa-f]{{6}})|({re.escape(mark)})|)")
    halves = escaped.sub(lambda found: _sign(found, text), text)
    try:
        return halves.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise TokenError(f"half of a character is missing in U&'{text}'") from None


def _sign(found: re.Match[str], text: str) -> str:
    """The character of an escape; it may be one half of a character in UTF-16, which are joined later."""
    four, six, itself = found.groups()
    if itself:
        return itself
    number = int(four or six or "0", 16)
    if not 0 < number <= sys.maxunicode:
        raise TokenError(f"'{found[0]}' in U&'{text}' is not the number of a character")
    return chr(number)


_NO_MARKS: Final = frozenset("0123456789abcdefABCDEF+'\"")
