"""Columns called interval or map, which sqlglot 30.30 reads as the beginning of an interval or a map."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import made

_SIGNS: Final = frozenset({TokenType.PLUS, TokenType.DASH})
_OPERATORS: Final = _SIGNS | {TokenType.STAR, TokenType.SLASH, TokenType.MOD, TokenType.DPIPE}
_GOES_ON: Final = _OPERATORS | {TokenType.DESC, TokenType.NOT}
_OPENING: Final = frozenset({TokenType.L_PAREN, TokenType.L_BRACE})
# Tokens that may be a unit of time.
_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})


def columns_called_interval(tokens: list[Token]) -> list[Token]:
    """`interval * 2`, `interval DESC`, and `interval - 1` without a unit of time after it."""
    return [
        made(TokenType.VAR, token.text, token) if _is_operand(tokens, at) else token for at, token in enumerate(tokens)
    ]


def _is_operand(tokens: list[Token], at: int) -> bool:
    """Whether the word at a position is a column; `INTERVAL -1 DAY` is an interval."""
    after = [each.token_type for each in tokens[at + 1 : at + 4]]
    if tokens[at].token_type is not TokenType.INTERVAL or not after or after[0] not in _GOES_ON:
        return False
    has_unit = after[0] in _SIGNS and after[1:2] == [TokenType.NUMBER] and not _NAMES.isdisjoint(after[2:])
    return not has_unit


def columns_called_map(tokens: list[Token]) -> list[Token]:
    """DuckDB's `SELECT map`: only before a brace or a parenthesis, the word is a value or a type."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        opens = at + 1 < len(tokens) and tokens[at + 1].token_type in _OPENING
        is_name = token.text.upper() == "MAP" and token.token_type is not TokenType.STRING and not opens
        put.append(made(TokenType.IDENTIFIER, token.text, token) if is_name else token)
    return put
