"""Refuses AS without a name after it, which the parser of sqlglot 30.30 ignores."""

from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at

_ENDS: Final = frozenset([None, TokenType.COMMA, TokenType.R_PAREN, TokenType.SEMICOLON])


def names_after_as(tokens: list[Token]) -> list[Token]:
    """The unchanged tokens.

    Raises:
        sqlglot.errors.TokenError: `SELECT a FROM t AS`.
    """
    if any(each.token_type is TokenType.ALIAS and kind_at(tokens, at + 1) in _ENDS for at, each in enumerate(tokens)):
        raise TokenError("a name is missing after AS")
    return tokens
