"""BigQuery's pipe operators that sqlglot 30.30 does not read, but that can be moved into the query before the pipes.

`FROM t |> TABLESAMPLE SYSTEM (1 PERCENT)` becomes `FROM t TABLESAMPLE SYSTEM (1 PERCENT)`, and `FROM t |> WITH a AS
(…)` becomes `WITH a AS (…) FROM t`, if the name is not used before it. A last `FROM t |> SELECT AS STRUCT a` becomes
`SELECT AS STRUCT a FROM (FROM t)`.
"""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING, between_commas, end_of_step, kind_at
from tuneql.sql.parsing.tokens import closing, made

HEADS: Final = frozenset({"TABLESAMPLE", "WITH", "STRUCT", "VALUE"})
"""The words of these operators, or of their operands, in upper case."""

_OF_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER, TokenType.DOT, TokenType.DASH, TokenType.ALIAS})
_NAME: Final = [TokenType.ALIAS, TokenType.VAR]
_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.FROM})


def heads(tokens: list[Token]) -> list[Token]:
    """The tokens with these operators moved, if possible."""
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens[:-1]) if token.token_type is TokenType.PIPE_GT]):
        operator = tokens[at + 1].token_type
        if operator is TokenType.TABLE_SAMPLE and _is_table(put, at):
            del put[at]
        elif operator is TokenType.WITH:
            put = _with_first(put, at)
        elif operator is TokenType.SELECT and kind_at(put, at + 2) is TokenType.ALIAS:
            put = _selected_first(put, at)
    return put


def named_queries(tokens: list[Token]) -> list[Token]:
    """`(SELECT 1 AS a) AS t |> …` as `FROM (SELECT 1 AS a) AS t |> …`."""
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens) if token.token_type is TokenType.PIPE_GT]):
        start = _start(put, at)
        end = closing(put, start) if kind_at(put, start) is TokenType.L_PAREN else at
        if [each.token_type for each in put[end + 1 : at]] == _NAME:
            put.insert(start, made(TokenType.FROM, "FROM", put[start]))
    return put


def _selected_first(tokens: list[Token], at: int) -> list[Token]:
    """The tokens with the `|> SELECT AS STRUCT` at a position before its query, if it is the last operator."""
    start, end = _start(tokens, at), end_of_step(tokens, at + 2)
    if kind_at(tokens, end) is TokenType.PIPE_GT:
        return tokens
    opened = [made(TokenType.FROM, "FROM", tokens[at]), made(TokenType.L_PAREN, "(", tokens[at])]
    query = [*opened, *tokens[start:at], made(TokenType.R_PAREN, ")", tokens[at])]
    return [*tokens[:start], *tokens[at + 1 : end], *query, *tokens[end:]]


def _is_table(tokens: list[Token], end: int) -> bool:
    """Whether the tokens before a position end with FROM and one table."""
    at = end - 1
    while at and tokens[at].token_type in _OF_NAMES:
        at -= 1
    return at < end - 1 and tokens[at].token_type is TokenType.FROM


def _with_first(tokens: list[Token], at: int) -> list[Token]:
    """The tokens with the `|> WITH` at a position moved to the beginning of its query."""
    start, end = _start(tokens, at), end_of_step(tokens, at + 2)
    added = tokens[at + 2 : end]
    if not _names(added).isdisjoint(each.text.lower() for each in tokens[start:at]):
        return tokens
    if tokens[start].token_type is TokenType.WITH:
        place, word = _query(tokens, start), made(TokenType.COMMA, ",", tokens[at])
    else:
        place, word = start, tokens[at + 1]
    return [*tokens[:place], word, *added, *tokens[place:at], *tokens[end:]]


def _names(expressions: list[Token]) -> set[str]:
    """The names of common table expressions."""
    return {each[0].text.lower() for each in between_commas(expressions) if each}


def _start(tokens: list[Token], end: int) -> int:
    """The position at which the query that contains a position begins."""
    depth = 0
    for at in range(end - 1, -1, -1):
        depth += (tokens[at].token_type in CLOSING) - (tokens[at].token_type in OPENING)
        if depth < 0 or (depth == 0 and tokens[at].token_type is TokenType.SEMICOLON):
            return at + 1
    return 0


def _query(tokens: list[Token], start: int) -> int:
    """The position of the SELECT or FROM after the common table expressions that begin at a position."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += (tokens[at].token_type in OPENING) - (tokens[at].token_type in CLOSING)
        if depth == 0 and tokens[at].token_type in _QUERIES:
            return at
    return start
