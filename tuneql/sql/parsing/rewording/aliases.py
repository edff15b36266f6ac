"""AS with no name behind it, over which the parser of sqlglot 30.30 passes."""

from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at

_ENDS: Final = frozenset([None, TokenType.COMMA, TokenType.R_PAREN, TokenType.SEMICOLON])


def names_behind_as(tokens: list[Token]) -> list[Token]:
    """The tokens as they are.

    Raises:
        sqlglot.errors.TokenError: `SELECT a FROM t AS`.
    """
    if any(each.token_type is TokenType.ALIAS and kind_at(tokens, at + 1) in _ENDS for at, each in enumerate(tokens)):
        raise TokenError("there is no name after AS")
    return tokens
