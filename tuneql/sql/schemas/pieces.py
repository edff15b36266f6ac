"""Splits a script into statements by its tokens."""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from, get_dialect

OPEN: Final = (TokenType.L_PAREN, TokenType.L_BRACKET)
CLOSE: Final = (TokenType.R_PAREN, TokenType.R_BRACKET)

# What may stand between CREATE and TABLE.
_TABLE_WORDS: Final = """
    or replace alter temp temporary transient unlogged global local external foreign volatile hybrid iceberg column
"""
_KINDS_OF_TABLE: Final = frozenset(_TABLE_WORDS.split())
# How statements of T-SQL begin, which need no semicolon between them.
_BEGINNINGS: Final = frozenset({"create", "insert", "exec", "execute", "print", "alter table"})


def pieces(tokens: Sequence[Token], dialect: str) -> Iterator[list[Token]]:
    """The tokens of each statement: up to a semicolon, T-SQL's GO, or a beginning after a missing semicolon."""
    is_tsql = descends_from(get_dialect(dialect), "tsql")
    piece: list[Token] = []
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token.token_type in OPEN) - (token.token_type in CLOSE)
        ends = token.token_type == TokenType.SEMICOLON or (is_tsql and _is_go(tokens, place))
        begins = table_at(tokens, place) is not None or (is_tsql and _begins_statement(tokens, place))
        if ends or (depth == 0 and begins):
            yield piece
            piece, depth = [], 0
        if not ends:
            piece.append(token)
    yield piece


def _is_go(tokens: Sequence[Token], place: int) -> bool:
    alone = place + 1 == len(tokens) or tokens[place + 1].line > tokens[place].line
    return alone and tokens[place].text.upper() == "GO"


def _begins_statement(tokens: Sequence[Token], place: int) -> bool:
    words = [token.text.lower() for token in tokens[place : place + 2] if token.token_type != TokenType.IDENTIFIER]
    return not _BEGINNINGS.isdisjoint({*words[:1], " ".join(words)})


def table_at(tokens: Sequence[Token], place: int) -> int | None:
    """Where the name of a table begins, if a CREATE TABLE begins at `place`."""
    if tokens[place].token_type != TokenType.CREATE:
        return None
    place += 1
    while place < len(tokens) and tokens[place].text.lower() in _KINDS_OF_TABLE:
        place += 1
    if place == len(tokens) or tokens[place].token_type != TokenType.TABLE:
        return None
    words = [token.text.lower() for token in tokens[place + 1 : place + 4]]
    return place + (4 if words == ["if", "not", "exists"] else 1)
