"""Words that sqlglot 30.30 does not read in some places: moved, omitted or replaced by others."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import closing, made

MODIFIERS: Final = frozenset(
    ["HIGH_PRIORITY", "STRAIGHT_JOIN", "SQL_SMALL_RESULT", "SQL_BIG_RESULT", "SQL_BUFFER_RESULT", "SQL_NO_CACHE"]
)
"""MySQL's words between SELECT and its columns, in upper case."""

COUNTING: Final = "SQL_CALC_FOUND_ROWS"
"""MySQL's word before the columns that only sets what FOUND_ROWS() returns in a later statement."""

_BEFORE_MODIFIERS: Final = frozenset({TokenType.SELECT, TokenType.DISTINCT, TokenType.ALL})
_UNSAID: Final = (("FROM", "FIRST", "RESPECT NULLS"), ("FROM", "FIRST", "RESPECT", "NULLS"), ("FROM", "FIRST"))
_COUNTED: Final = frozenset({TokenType.ALL, TokenType.DISTINCT})
_ORDERS: Final = {TokenType.GT: (TokenType.DESC, "DESC"), TokenType.LT: (TokenType.ASC, "ASC")}


def distinct_first(tokens: list[Token]) -> list[Token]:
    """MySQL's `SELECT HIGH_PRIORITY DISTINCT a` as `SELECT DISTINCT HIGH_PRIORITY a`."""
    moved = list(tokens)
    for at in range(1, len(tokens)):
        if tokens[at].token_type is TokenType.DISTINCT and tokens[at - 1].text.upper() in MODIFIERS:
            start = at
            while start and tokens[start - 1].text.upper() in MODIFIERS:
                start -= 1
            if tokens[start - 1].token_type is TokenType.SELECT:
                moved[start : at + 1] = [tokens[at], *tokens[start:at]]
    return moved


def without_counting(tokens: list[Token]) -> list[Token]:
    """MySQL's `SELECT SQL_CALC_FOUND_ROWS a` as `SELECT a`."""
    put: list[Token] = []
    for token in tokens:
        is_leading = put and (put[-1].token_type in _BEFORE_MODIFIERS or put[-1].text.upper() in MODIFIERS)
        if not (is_leading and token.token_type is TokenType.VAR and token.text.upper() == COUNTING):
            put.append(token)
    return put


def nth_from_first(tokens: list[Token]) -> list[Token]:
    """MySQL's `NTH_VALUE(a, 2) FROM FIRST RESPECT NULLS OVER w` without these words, which are the default."""
    put: list[Token] = []
    for token in tokens:
        put.append(token)
        if token.token_type is TokenType.OVER:
            words = [each.text.upper() for each in put[-5:-1]]
            count = next((len(some) for some in _UNSAID if tuple(words[-len(some) :]) == some), 0)
            del put[len(put) - 1 - count : -1]
    return put


def orders_by_operator(tokens: list[Token]) -> list[Token]:
    """Postgres's `ORDER BY a USING >` as `ORDER BY a DESC`."""
    put: list[Token] = []
    for token in tokens:
        if token.token_type in _ORDERS and put and put[-1].token_type is TokenType.USING:
            put[-1:] = [made(*_ORDERS[token.token_type], token)]
        else:
            put.append(token)
    return put


def samples_of_blocks(tokens: list[Token]) -> list[Token]:
    """Snowflake's `SAMPLE BLOCK (3)` as `SAMPLE SYSTEM (3)`; BLOCK is read as a function."""
    put: list[Token] = []
    for token in tokens:
        is_block = token.text.upper() == "BLOCK" and put and put[-1].token_type is TokenType.TABLE_SAMPLE
        put.append(made(TokenType.VAR, "SYSTEM", token) if is_block else token)
    return put


def samples_of_percent(tokens: list[Token]) -> list[Token]:
    """T-SQL's `TABLESAMPLE (10)` as `TABLESAMPLE (10 PERCENT)`; the parser would read ten rows."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put.append(token)
        is_amount = [kind_at(tokens, place) for place in (at - 1, at, at + 1)] == _ONE_NUMBER
        if is_amount and _is_sample(tokens[max(at - 3, 0) : at - 1]):
            put.append(made(TokenType.PERCENT, "PERCENT", token))
    return put


_ONE_NUMBER: Final = [TokenType.L_PAREN, TokenType.NUMBER, TokenType.R_PAREN]


def _is_sample(before: list[Token]) -> bool:
    """Whether tokens end with TABLESAMPLE, or TABLESAMPLE SYSTEM."""
    kinds = [each.token_type for each in before]
    is_system = bool(before) and before[-1].text.upper() == "SYSTEM"
    return TokenType.TABLE_SAMPLE in (kinds[-2:-1] if is_system else kinds[-1:])


SET_OPERATIONS: Final = frozenset({TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT})
"""The words of set operations; EXCEPT also comes after a star."""


def distinct_sets(tokens: list[Token]) -> list[Token]:
    """`UNION`, which BigQuery does not have, but all other engines do, as `UNION DISTINCT`."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put.append(token)
        is_of_star = at > 0 and tokens[at - 1].token_type is TokenType.STAR
        if token.token_type in SET_OPERATIONS and not is_of_star and kind_at(tokens, at + 1) not in _COUNTED:
            put.append(made(TokenType.DISTINCT, "DISTINCT", token))
    return put


def patterns_of_arrays(tokens: list[Token]) -> list[Token]:
    """BigQuery's `LIKE SOME UNNEST(a)` as `LIKE ANY UNNEST(a)`, and `LIKE ALL UNNEST(a)` as `LIKE ALL (SELECT …)`."""
    put = list(tokens)
    for at in range(len(tokens) - 3, 0, -1):  # from the end, so that earlier positions stay the same
        if kind_at(tokens, at - 1) is TokenType.LIKE and kind_at(tokens, at + 1) is TokenType.UNNEST:
            if tokens[at].token_type is TokenType.SOME:
                put[at] = made(TokenType.ANY, "ANY", tokens[at])
            elif tokens[at].token_type is TokenType.ALL:
                end = closing(put, at + 2) + 1
                put[end:end] = [made(*each, tokens[at]) for each in _AFTER_ARRAY]
                put[at + 1 : at + 1] = [made(*each, tokens[at]) for each in _BEFORE_ARRAY]
    return put


_BEFORE_ARRAY: Final = (
    (TokenType.L_PAREN, "("), (TokenType.SELECT, "SELECT"), (TokenType.VAR, "_p"), (TokenType.FROM, "FROM"),
)  # fmt: skip
_AFTER_ARRAY: Final = ((TokenType.ALIAS, "AS"), (TokenType.VAR, "_p"), (TokenType.R_PAREN, ")"))


MATCHES: Final = "MATCH_RECOGNIZE"


def matches_of_rows(tokens: list[Token]) -> list[Token]:
    """BigQuery's `FROM t MATCH_RECOGNIZE (…)`, which is read as a call, as the clause that Snowflake has."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        is_clause = token.text.upper() == MATCHES and kind_at(tokens, at + 1) is TokenType.L_PAREN
        put.append(made(TokenType.MATCH_RECOGNIZE, MATCHES, token) if is_clause else token)
    return put


_BEFORE_WITH: Final = [TokenType.R_PAREN, TokenType.L_PAREN, TokenType.WITH]
_FROM: Final = ((TokenType.SELECT, "SELECT"), (TokenType.STAR, "*"), (TokenType.FROM, "FROM"))


def queries_after_with(tokens: list[Token]) -> list[Token]:
    """`WITH a AS (…) (WITH b AS (…) SELECT 1)`, read as one WITH, as `WITH a AS (…) SELECT * FROM (WITH …)`."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put.append(token)
        if [each.token_type for each in tokens[at : at + 3]] == _BEFORE_WITH:
            put += [made(*each, token) for each in _FROM]
    return put
