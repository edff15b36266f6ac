"""Refuses AS without a name after it, which the parser of sqlglot 30.30 ignores."""

from itertools import pairwise
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

_ENDS: Final = frozenset({TokenType.COMMA, TokenType.R_PAREN, TokenType.SEMICOLON})


def names_after_as(tokens: list[Token]) -> list[Token]:
    """The unchanged tokens.

    Raises:
        sqlglot.errors.TokenError: `SELECT a FROM t AS`.
    """
    after = [following.token_type for token, following in pairwise(tokens) if token.token_type is TokenType.ALIAS]
    if not _ENDS.isdisjoint(after) or tokens[-1].token_type is TokenType.ALIAS:
        raise TokenError("a name is missing after AS")
    return tokens
