"""Refuses commas without an item before or after them, which the parser of sqlglot 30.30 ignores."""

from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at

_OPENS: Final = frozenset({TokenType.SELECT, TokenType.DISTINCT, TokenType.COMMA, TokenType.L_PAREN})
_BEFORE_FIELDS: Final = frozenset({TokenType.COLON, TokenType.DOT})
_ENDS: Final = frozenset(
    [
        None, TokenType.FROM, TokenType.WHERE, TokenType.GROUP_BY, TokenType.HAVING, TokenType.ORDER_BY,
        TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT, TokenType.R_PAREN, TokenType.SEMICOLON,
    ]
)  # fmt: skip

TRAILING_REFUSED: Final = ("postgres", "mysql", "tsql", "sqlite")
"""Engines that refuse a comma after the last item of a list."""


def items_before_commas(tokens: list[Token]) -> list[Token]:
    """The unchanged tokens.

    Raises:
        sqlglot.errors.TokenError: `SELECT a,, b`, or `SELECT , b`.
    """
    if any(_opens(tokens, at - 1) for at in _commas(tokens) if at):
        raise TokenError("an item is missing before a comma")
    return tokens


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether a list begins after the token at a position; in `doc:select, a`, the word is the name of a field."""
    is_field = at > 0 and tokens[at - 1].token_type in _BEFORE_FIELDS
    return tokens[at].token_type in _OPENS and not is_field


def items_after_commas(tokens: list[Token]) -> list[Token]:
    """The unchanged tokens.

    Raises:
        sqlglot.errors.TokenError: `SELECT a, FROM b`, or `IN (1, 2,)`.
    """
    if any(kind_at(tokens, at + 1) in _ENDS for at in _commas(tokens)):
        raise TokenError("an item is missing after a comma")
    return tokens


def _commas(tokens: list[Token]) -> list[int]:
    return [at for at, token in enumerate(tokens) if token.token_type is TokenType.COMMA]
