"""Puts an item of FROM with MATCH_RECOGNIZE beside others into a query of its own.

sqlglot 30.30 has MATCH_RECOGNIZE only once in a SELECT, after all of its joins, and refuses or moves others.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import first_on_level, kind_at
from tuneql.sql.parsing.tokens import closing, made

_BEFORE: Final = frozenset({TokenType.FROM, TokenType.JOIN, TokenType.COMMA})
_AFTER: Final = frozenset(
    [
        TokenType.COMMA, TokenType.JOIN, TokenType.INNER, TokenType.CROSS, TokenType.LEFT, TokenType.RIGHT,
        TokenType.FULL, TokenType.NATURAL, TokenType.ASOF,
    ]
)  # fmt: skip
_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})


def matches_beside_others(tokens: list[Token]) -> list[Token]:
    """`FROM t MATCH_RECOGNIZE (…) AS m JOIN u …` as `FROM (SELECT * FROM t MATCH_RECOGNIZE (…)) AS m JOIN u …`."""
    places = [_item(tokens, at) for at, token in enumerate(tokens) if token.token_type is TokenType.MATCH_RECOGNIZE]
    beside = [(start, end) for start, end in places if _has_others(tokens, start, end)]
    return list(_in_queries(tokens, beside)) if beside else tokens


def _item(tokens: list[Token], at: int) -> tuple[int, int]:
    """Where the item of FROM with the MATCH_RECOGNIZE at a position begins, and where its parentheses end."""
    return first_on_level(tokens, range(at, -1, -1), _BEFORE) + 1, closing(tokens, at + 1)


def _has_others(tokens: list[Token], start: int, end: int) -> bool:
    if kind_at(tokens, start - 1) is not TokenType.FROM:
        return True
    after = end + 1 + (kind_at(tokens, end + 1) is TokenType.ALIAS)
    return kind_at(tokens, after + (kind_at(tokens, after) in _NAMES)) in _AFTER


def _in_queries(tokens: list[Token], places: list[tuple[int, int]]) -> Iterator[Token]:
    starts, ends = Counter(start for start, _ in places), Counter(end for _, end in places)
    words = (TokenType.L_PAREN, "("), (TokenType.SELECT, "SELECT"), (TokenType.STAR, "*"), (TokenType.FROM, "FROM")
    for at, token in enumerate(tokens):
        yield from [made(*word, token) for word in words] * starts[at]
        yield token
        yield from [made(TokenType.R_PAREN, ")", token)] * ends[at]
