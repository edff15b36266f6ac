"""REAL, which sqlglot 30.30 takes for the same as FLOAT wherever a value is cast."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.tokens import made

_CASTS: Final = frozenset({"CAST", "TRY_CAST", "CONVERT", "TRY_CONVERT"})
_SINGLE: Final = (
    (TokenType.FLOAT, "FLOAT"), (TokenType.L_PAREN, "("), (TokenType.NUMBER, "24"), (TokenType.R_PAREN, ")"),
)  # fmt: skip
_BEFORE: Final = frozenset({TokenType.ALIAS, TokenType.COMMA, TokenType.L_PAREN})


def real_as_double(tokens: list[Token]) -> list[Token]:
    """MySQL's FLOAT has half the digits of its REAL, which is another word for DOUBLE there and in Snowflake."""
    return [
        made(TokenType.DOUBLE, "DOUBLE", token) if _is_real(tokens, at) else token for at, token in enumerate(tokens)
    ]


def real_as_single(tokens: list[Token]) -> list[Token]:
    """SQL Server's FLOAT has twice the digits of its REAL, which is FLOAT(24)."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put += [made(*each, token) for each in _SINGLE] if _is_real(tokens, at) else [token]
    return put


def _is_real(tokens: list[Token], at: int) -> bool:
    """Whether a token is the type, as in `CAST(x AS REAL)`, `CONVERT(REAL, x)` or `x::REAL`; else it may be a name."""
    if tokens[at].text.upper() != "REAL" or tokens[at].token_type is TokenType.IDENTIFIER or not at:
        return False
    before = tokens[at - 1].token_type
    return before is TokenType.DCOLON or (before in _BEFORE and _opened_by(tokens, at) in _CASTS)


def _opened_by(tokens: list[Token], at: int) -> str:
    """The word before the parenthesis that a place is in, in upper case."""
    depth = 0
    for place in range(at - 1, 0, -1):
        kind = tokens[place].token_type
        depth += (kind is TokenType.L_PAREN) - (kind is TokenType.R_PAREN)
        if depth > 0:
            return tokens[place - 1].text.upper()
    return ""
