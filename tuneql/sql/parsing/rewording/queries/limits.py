"""Numbers of rows that sqlglot 30.30 misreads.

After LIMIT, it reads `%` as DuckDB's percent. The usual median in SQLite has a remainder there: `LIMIT 2 - (SELECT
COUNT(*) FROM t) % 2 OFFSET (SELECT (COUNT(*) - 1) / 2 FROM t)`.
"""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING
from tuneql.sql.parsing.tokens import made

_COUNT: Final = [TokenType.L_PAREN, TokenType.NUMBER, TokenType.R_PAREN]
_AFTER: Final = frozenset(
    {TokenType.OFFSET, TokenType.COMMA, TokenType.FETCH, TokenType.FOR, TokenType.SEMICOLON, *CLOSING}
)


def remainders_in_limits(tokens: list[Token]) -> list[Token]:
    """`LIMIT 7 % 2` as `LIMIT (7 % 2)`."""
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens) if token.token_type is TokenType.LIMIT]):
        end, _ = _expression(put, at + 1)
        if end < len(put) and put[end].token_type is TokenType.COMMA:  # OFFSET, and then the number
            _enclose(put, end + 1)
        _enclose(put, at + 1)
    return put


def counts_of_fetch(tokens: list[Token]) -> list[Token]:
    """`FETCH NEXT (5) ROWS ONLY` without the parentheses, because of which the parser reads NEXT as a function."""
    fetches = [at for at, token in enumerate(tokens) if token.token_type is TokenType.FETCH]
    counted = [at for at in fetches if [each.token_type for each in tokens[at + 2 : at + 5]] == _COUNT]
    gone = {place for at in counted for place in (at + 2, at + 4)}
    return [token for at, token in enumerate(tokens) if at not in gone]


def _enclose(put: list[Token], start: int) -> None:
    end, has_remainder = _expression(put, start)
    if has_remainder:
        opened, closed = made(TokenType.L_PAREN, "(", put[start]), made(TokenType.R_PAREN, ")", put[end - 1])
        put[start:end] = [opened, *put[start:end], closed]


def _expression(tokens: list[Token], start: int) -> tuple[int, bool]:
    """The position after an expression, and whether it has a remainder `a % b` outside of parentheses."""
    depth, remainder = 0, len(tokens)
    for place in range(start, len(tokens)):
        kind = tokens[place].token_type
        if depth == 0 and kind in _AFTER:
            return place, remainder < place - 1
        if depth == 0 and kind is TokenType.MOD:
            remainder = min(remainder, place)
        depth += (kind in OPENING) - (kind in CLOSING)
    return len(tokens), remainder < len(tokens) - 1
