"""Joins that sqlglot 30.30 misreads.

* `a JOIN b` without a condition is read as `a, b`, but a comma binds less than the joins after it.
* In SQLite, a comma does not bind less, and may have a condition: `a, b ON a.id = b.a_id`.
"""

from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import made

# The words before JOIN that tell its kind. After FOR, JOIN is part of an index hint.
_KINDS: Final = frozenset(
    [
        TokenType.INNER, TokenType.CROSS, TokenType.LEFT, TokenType.RIGHT, TokenType.FULL, TokenType.OUTER,
        TokenType.NATURAL, TokenType.STRAIGHT_JOIN, TokenType.ASOF, TokenType.POSITIONAL, TokenType.SEMI,
        TokenType.ANTI, TokenType.FOR,
    ]
)  # fmt: skip
_HINTS: Final = frozenset({"HASH", "LOOP", "MERGE", "REMOTE"})  # of SQL Server, also in OPTION (HASH JOIN)
_CONDITIONS: Final = frozenset({TokenType.ON, TokenType.USING})
_ENDS: Final = frozenset(
    [
        TokenType.JOIN, TokenType.COMMA, TokenType.WHERE, TokenType.GROUP_BY, TokenType.ORDER_BY, TokenType.HAVING,
        TokenType.LIMIT, TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT, TokenType.QUALIFY,
        TokenType.SEMICOLON, TokenType.FROM,
    ]
)  # fmt: skip

_AFTER_ALL: Final = _ENDS | {None, TokenType.R_PAREN}


def joins_of_all(tokens: list[Token]) -> list[Token]:
    """`a JOIN b` without a condition as `a INNER JOIN b`, which is read correctly.

    Raises:
        sqlglot.errors.TokenError: `a, JOIN b`, which the parser reads as `a JOIN b`.
    """
    put: list[Token] = []
    for at, token in enumerate(tokens):
        if token.token_type is TokenType.JOIN and at and tokens[at - 1].token_type is TokenType.COMMA:
            raise TokenError("a table is missing between a comma and JOIN")
        bare = token.token_type is TokenType.JOIN and not (at and _is_of_kind(tokens[at - 1]))
        if bare and not _has_condition(tokens, at):
            put.append(made(TokenType.INNER, "INNER", token))
        put.append(token)
    return put


def _is_of_kind(before: Token) -> bool:
    """Whether the word before a JOIN tells its kind, or is a hint."""
    return before.token_type in _KINDS or before.text.upper() in _HINTS


def commas_with_conditions(tokens: list[Token]) -> list[Token]:
    """SQLite's `FROM a, b ON a.id = b.a_id` as `FROM a JOIN b ON a.id = b.a_id`.

    Raises:
        sqlglot.errors.TokenError: nothing follows ON, where the parser reads TRUE.
    """
    put: list[Token] = []
    is_query = False
    for at, token in enumerate(tokens):
        if token.token_type is TokenType.ON and kind_at(tokens, at + 1) in _AFTER_ALL:
            raise TokenError("there is no condition after ON")
        is_query = is_query or token.token_type is TokenType.FROM
        is_join = is_query and token.token_type is TokenType.COMMA and _has_condition(tokens, at)
        put.append(made(TokenType.JOIN, "JOIN", token) if is_join else token)
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
