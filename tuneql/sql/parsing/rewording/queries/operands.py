"""Puts the queries of a set operation into parentheses if sqlglot 30.30 misreads them without.

Snowflake's and Redshift's TOP in `SELECT TOP 5 a FROM t UNION ...` is written as LIMIT, which would apply to the whole
UNION. After `GROUP BY ALL`, EXCEPT is read as a column, and `UNION (` as a call.
"""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING, first_on_level, kind_at
from tuneql.sql.parsing.tokens import made

_SETS: Final = frozenset({TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT})
_ENDS: Final = _SETS | {TokenType.ORDER_BY, TokenType.LIMIT, TokenType.FETCH, TokenType.OFFSET, TokenType.SEMICOLON}
_BEFORE: Final = _SETS | {TokenType.SELECT, TokenType.SEMICOLON}
_HOW: Final = frozenset({"ALL", "DISTINCT", "BY", "NAME"})

OPERANDS: Final = frozenset({"TOP", "ALL"})
"""The words that such a query has, in upper case."""


def operands_in_parentheses(tokens: list[Token]) -> list[Token]:
    """`SELECT TOP 5 a FROM t UNION …` as `(SELECT TOP 5 a FROM t) UNION …`."""
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens) if token.token_type is TokenType.SELECT]):
        end = first_on_level(put, range(at + 1, len(put)), _ENDS)
        is_first = kind_at(put, end) in _SETS
        is_cut_off = is_first and [each.text.upper() for each in put[end - 2 : end]] == ["GROUP BY", "ALL"]
        if is_cut_off or (_has_top(put, at) and (is_first or _is_next(put, at))):
            parentheses = made(TokenType.L_PAREN, "(", put[at]), made(TokenType.R_PAREN, ")", put[end - 1])
            start = _start(put, at)
            put[start:end] = [parentheses[0], *put[start:end], parentheses[1]]
    return put


def _start(tokens: list[Token], select: int) -> int:
    """Where a query begins: at its SELECT, or at a FROM before it: DuckDB's `FROM t SELECT a`."""
    depth, start = 0, select
    for at in reversed(range(select)):
        kind = tokens[at].token_type
        depth += (kind in CLOSING) - (kind in OPENING)
        if depth < 0 or (depth == 0 and kind in _BEFORE):
            break
        if depth == 0 and kind is TokenType.FROM:
            start = at
    return start


def _has_top(tokens: list[Token], at: int) -> bool:
    return TokenType.TOP in {kind_at(tokens, at + 1), kind_at(tokens, at + 2)}


def _is_next(tokens: list[Token], at: int) -> bool:
    """Whether the SELECT at a position is a later query of a set operation."""
    while at > 0 and tokens[at - 1].text.upper() in _HOW:
        at -= 1
    return at > 0 and tokens[at - 1].token_type in _SETS
