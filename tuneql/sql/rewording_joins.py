"""`a JOIN b` without a condition, which sqlglot 30.30 reads as `a, b`: a comma binds less than the joins after it."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.tokens import made

# What a JOIN is of a kind by; CROSS and NATURAL joins have no condition anyway. After FOR it is of an index hint.
_KINDS: Final = frozenset(
    [
        TokenType.INNER, TokenType.CROSS, TokenType.LEFT, TokenType.RIGHT, TokenType.FULL, TokenType.OUTER,
        TokenType.NATURAL, TokenType.STRAIGHT_JOIN, TokenType.ASOF, TokenType.SEMI, TokenType.ANTI, TokenType.FOR,
    ]
)  # fmt: skip
_CONDITIONS: Final = frozenset({TokenType.ON, TokenType.USING})
_ENDS: Final = frozenset(
    [
        TokenType.JOIN, TokenType.COMMA, TokenType.WHERE, TokenType.GROUP_BY, TokenType.ORDER_BY, TokenType.HAVING,
        TokenType.LIMIT, TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT, TokenType.QUALIFY,
        TokenType.SEMICOLON,
    ]
)  # fmt: skip


def joins_of_all(tokens: list[Token]) -> list[Token]:
    """The tokens with INNER before each such JOIN, which then is read as what it is."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        bare = token.token_type is TokenType.JOIN and not (at and tokens[at - 1].token_type in _KINDS)
        if bare and not _has_condition(tokens, at):
            put.append(made(TokenType.INNER, "INNER", token))
        put.append(token)
    return put


def _has_condition(tokens: list[Token], at: int) -> bool:
    depth = 0
    for token in tokens[at + 1 :]:
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth == 0 and token.token_type in _CONDITIONS:
            return True
        if depth < 0 or (depth == 0 and token.token_type in _ENDS):
            return False
    return False
