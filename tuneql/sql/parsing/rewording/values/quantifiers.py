"""Comparisons with all rows of a query: `a > ALL (…)`."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import closing, made

_COMPARISONS: Final = frozenset({TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE, TokenType.GT, TokenType.GTE})
_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.WITH})
_START_OF_FROM: Final = (
    (TokenType.SELECT, "SELECT"), (TokenType.STAR, "*"), (TokenType.FROM, "FROM"), (TokenType.L_PAREN, "("),
)  # fmt: skip
_END_OF_FROM: Final = ((TokenType.R_PAREN, ")"), (TokenType.ALIAS, "AS"), (TokenType.VAR, "_q0"))


def queries_of_all(tokens: list[Token]) -> list[Token]:
    """`a > ALL ((SELECT b) UNION (SELECT c))`, read as a call of ALL, as `a > ALL (SELECT * FROM (…) AS _q0)`.

    A second pair of parentheses around a whole query is omitted.
    """
    put = list(tokens)
    for at in range(len(tokens) - 3, 0, -1):  # from the end, so that earlier positions stay the same
        if tokens[at].token_type is TokenType.ALL and _is_before_parentheses(tokens, at):
            end = closing(put, at + 1)
            while kind_at(put, at + 2) is TokenType.L_PAREN and closing(put, at + 2) == end - 1:
                del put[end - 1], put[at + 2]
                end -= 2
            if kind_at(put, at + 2) is TokenType.L_PAREN:
                put[end:end] = [made(*each, put[end]) for each in _END_OF_FROM]
                put[at + 2 : at + 2] = [made(*each, put[at]) for each in _START_OF_FROM]
    return put


def _is_before_parentheses(tokens: list[Token], at: int) -> bool:
    """Whether ALL after a comparison is followed by two parentheses or more, and then a query."""
    if tokens[at - 1].token_type not in _COMPARISONS:
        return False
    start = at + 1
    while kind_at(tokens, start) is TokenType.L_PAREN:
        start += 1
    return start - at > 2 and kind_at(tokens, start) in _QUERIES  # noqa: PLR2004 - two parentheses
