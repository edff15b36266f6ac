"""Tables where the parser expects queries: SQLite's `a IN items` as `a IN (SELECT * FROM items)`, and arguments.

See https://sqlite.org/lang_expr.html#in_op: the name is that of a table, a view or a common table expression, or there
is a call of a table-valued function.
"""

from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import closing, made

_QUERY: Final = (
    (TokenType.L_PAREN, "("),
    (TokenType.SELECT, "SELECT"),
    (TokenType.STAR, "*"),
    (TokenType.FROM, "FROM"),
)


TAKES_TABLE: Final = "RANGE_SESSIONIZE"
"""BigQuery's function that takes a table or a query, of which the parser reads only the query."""


def tables_given(tokens: list[Token]) -> list[Token]:
    """BigQuery's `RANGE_SESSIONIZE(TABLE t, 'span', ['id'])` with `(SELECT * FROM t)` for the table."""
    put: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.token_type is TokenType.TABLE and [each.text.upper() for each in put[-2:]] == [TAKES_TABLE, "("]:
            end = next((i for i in range(at, len(tokens)) if tokens[i].token_type in _AFTER_NAMES), at)
            put += [*(made(*each, token) for each in _QUERY), *tokens[at:end], made(TokenType.R_PAREN, ")", token)]
            at = end
        else:
            put.append(token)
    return put


_AFTER_NAMES: Final = frozenset({TokenType.COMMA, TokenType.R_PAREN})


def members_of_tables(tokens: list[Token]) -> list[Token]:
    """The tokens with a query instead of each name after IN.

    Raises:
        sqlglot.errors.TokenError: the text ends after IN, which the parser reads as `IN ()`.
    """
    if tokens[-1].token_type is TokenType.IN:
        raise TokenError("a list or a query is missing after IN")
    put: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        put.append(token)
        at += 1
        if token.token_type is TokenType.IN and tokens[at].token_type is not TokenType.L_PAREN:
            end = _end_of_name(tokens, at)
            put += [*(made(*each, token) for each in _QUERY), *tokens[at:end], made(TokenType.R_PAREN, ")", token)]
            at = end
    return put


def _end_of_name(tokens: list[Token], at: int) -> int:
    kinds = [each.token_type for each in tokens[at : at + 2]]
    end = at + (3 if kinds[1:2] == [TokenType.DOT] else 1)
    is_call = [each.token_type for each in tokens[end : end + 1]] == [TokenType.L_PAREN]
    return closing(tokens, end) + 1 if is_call else end
