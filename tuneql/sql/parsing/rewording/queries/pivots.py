"""DuckDB's statements PIVOT and UNPIVOT with clauses after them, which sqlglot 30.30 does not read."""

from collections.abc import Iterator
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import made

PIVOTS: Final = frozenset({TokenType.PIVOT, TokenType.UNPIVOT})
"""The tokens with which they begin."""

_TAILS: Final = frozenset({TokenType.ORDER_BY, TokenType.LIMIT, TokenType.OFFSET})
_OPEN: Final = (TokenType.L_PAREN, "(")
_CLOSE: Final = (TokenType.R_PAREN, ")")


def pivot_within(tokens: list[Token]) -> list[Token]:
    """`PIVOT … ORDER BY a` as `SELECT * FROM (PIVOT …) ORDER BY a`; the statement may begin with WITH."""
    outer = list(_outside_parentheses(tokens))
    start = next((at for at in outer if tokens[at].token_type in PIVOTS), len(tokens))
    end = next((at for at in outer if at > start and tokens[at].token_type in _TAILS), None)
    if end is None or (start and (tokens[0].token_type is not TokenType.WITH or tokens[start - 1].text != ")")):
        return tokens
    words = (TokenType.SELECT, "SELECT"), (TokenType.STAR, "*"), (TokenType.FROM, "FROM"), _OPEN
    opening, closing = [made(*each, tokens[start]) for each in words], made(*_CLOSE, tokens[end])
    return [*tokens[:start], *opening, *tokens[start:end], closing, *tokens[end:]]


def _outside_parentheses(tokens: list[Token]) -> Iterator[int]:
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth == 0:
            yield at
