"""BigQuery's chained calls, `(a).LOWER().SUBSTR(1, 3)`, as `SUBSTR(LOWER(a), 1, 3)`, and fields of documents.

See https://cloud.google.com/bigquery/docs/reference/standard-sql/functions-reference: the first value is in
parentheses.
"""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import start_of_value
from tuneql.sql.parsing.tokens import made


def chains(tokens: list[Token]) -> list[Token]:
    """`(a).LOWER()` as `LOWER((a))`: the value before a chained call becomes its first argument."""
    at = _next(tokens, 1)
    while at:
        start, (name, opening, *after) = start_of_value(tokens, at), tokens[at + 2 :]
        comma = [made(TokenType.COMMA, ",", name)] if after[:1] and after[0].token_type is not TokenType.R_PAREN else []
        tokens = [*tokens[:start], name, opening, *tokens[start : at + 1], *comma, *after]
        at = _next(tokens, at + 1)
    return tokens


def documents(tokens: list[Token]) -> list[Token]:
    """`JSON '{"a": 1}'.a` as `(JSON '{"a": 1}').a`; else the field is read as one of the text alone."""
    put = list(tokens)
    for at in reversed(range(len(tokens) - 2)):
        word, text, into = (each.token_type for each in tokens[at : at + 3])
        if (word, text) == (TokenType.JSON, TokenType.STRING) and into in _INTO:
            put[at : at + 2] = [made(*_OPEN, tokens[at]), *tokens[at : at + 2], made(*_CLOSE, tokens[at])]
    return put


_INTO: Final = frozenset({TokenType.DOT, TokenType.L_BRACKET})
_OPEN: Final = (TokenType.L_PAREN, "(")
_CLOSE: Final = (TokenType.R_PAREN, ")")


def _next(tokens: list[Token], start: int) -> int:
    """The position of the next parenthesis with a call after it; 0 if there is none."""
    places = range(start, len(tokens) - 3)
    return next((at for at in places if tokens[at].token_type is TokenType.R_PAREN and _is_call(tokens, at + 1)), 0)


def _is_call(tokens: list[Token], at: int) -> bool:
    return tokens[at].token_type is TokenType.DOT and tokens[at + 2].token_type is TokenType.L_PAREN
