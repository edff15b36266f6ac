"""The tokens of a text, read once for the parser and for those who look at what it was given."""

from functools import lru_cache
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.limits import QUESTION_CHARACTERS
from tuneql.sql.spares import tokenize

_MOST_KEPT: Final = 4  # a statement, and what it is written back as, for each of two readers
_LONGEST_KEPT: Final = QUESTION_CHARACTERS


def tokens_of(sql: str, dialect: str) -> list[Token]:
    """The tokens of a text; leave them as they are, for the next reader gets the same.

    Raises:
        sqlglot.errors.TokenError: a quotation or a comment that does not end.
    """
    return _kept(sql, dialect) if len(sql) <= _LONGEST_KEPT else tokenize(sql, dialect)


def made(kind: TokenType, text: str, at: Token) -> Token:
    """A token that the text does not have, in the place of one that it has."""
    return Token(kind, text, at.line, at.col, at.start, at.end)


def follows(token: Token, before: Token) -> bool:
    """Whether nothing stands between two tokens."""
    return token.start == before.end + 1


@lru_cache(maxsize=_MOST_KEPT)
def _kept(sql: str, dialect: str) -> list[Token]:
    return tokenize(sql, dialect)
