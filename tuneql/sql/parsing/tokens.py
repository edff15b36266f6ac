"""The tokens of a text, read once for the parser and for the checks of its input."""

import re
from functools import lru_cache
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.limits import QUESTION_CHARACTERS
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.parsing.spares import tokenize

_MOST_KEPT: Final = 4  # a statement, and the text that is written from it, for each of two readers
_LONGEST_KEPT: Final = QUESTION_CHARACTERS


def tokens_of(sql: str, dialect: str) -> list[Token]:
    """The tokens of a text; do not change them, because the next reader gets the same.

    Raises:
        sqlglot.errors.TokenError: a quotation or a comment does not end.
    """
    return _kept(sql, dialect) if len(sql) <= _LONGEST_KEPT else _read(sql, dialect)


def made(kind: TokenType, text: str, at: Token) -> Token:
    """A token that is not in the text, at the position of one that is."""
    return Token(kind, text, at.line, at.col, at.start, at.end)


def call_of(name: str, sign: Token, operand: list[Token], *, kind: TokenType = TokenType.VAR) -> list[Token]:
    """The tokens of `name(operand)`, in place of a sign and its operand."""
    opened, closed = made(TokenType.L_PAREN, "(", sign), made(TokenType.R_PAREN, ")", operand[-1])
    return [made(kind, name, sign), opened, *operand, closed]


def cast_to(value: Token, kind: str, token_type: TokenType, *, size: int | None = None) -> list[Token]:
    """The tokens of `CAST(value AS kind)`, or `CAST(value AS kind(size))`."""
    words = [(TokenType.VAR, "CAST"), (TokenType.L_PAREN, "(")]
    sized = [] if size is None else [(TokenType.L_PAREN, "("), (TokenType.NUMBER, str(size)), (TokenType.R_PAREN, ")")]
    tail = [(TokenType.ALIAS, "AS"), (token_type, kind), *sized, (TokenType.R_PAREN, ")")]
    return [*(made(*each, value) for each in words), value, *(made(*each, value) for each in tail)]


def follows(token: Token, before: Token) -> bool:
    """Whether nothing is between two tokens."""
    return token.start == before.end + 1


def closing(tokens: list[Token], at: int) -> int:
    """The position of the parenthesis that closes the one at `at`; the last position if none does."""
    depth = 0
    for place in range(at, len(tokens)):
        kind = tokens[place].token_type
        depth += (kind is TokenType.L_PAREN) - (kind is TokenType.R_PAREN)
        if depth == 0:
            return place
    return len(tokens) - 1


@lru_cache(maxsize=_MOST_KEPT)
def _kept(sql: str, dialect: str) -> list[Token]:
    return _read(sql, dialect)


def _read(sql: str, dialect: str) -> list[Token]:
    tokens = tokenize(sql, dialect)
    if not descends_from(get_dialect(dialect), "bigquery"):
        return tokens
    if "''" in sql:
        tokens = _with_doubled_quotes(tokens, sql)
    return _with_raw_bytes(tokens, sql) if _RAW_BYTES.search(sql) is not None else tokens


# BigQuery's rb'\d', which sqlglot 30.30 reads as a name and a text without the backslash.
_RAW_BYTES: Final = re.compile(r"\b(?:rb|br)['\"]", re.IGNORECASE)
_THREE: Final = ("'''", '"""')


def _with_doubled_quotes(tokens: list[Token], sql: str) -> list[Token]:
    """`'it''s'` as one text, as in all other dialects; BigQuery refuses it as two texts."""
    put: list[Token] = []
    for token in tokens:
        before = put[-1] if put else token
        is_second = _is_in_single_quotes(token, sql) and _is_in_single_quotes(before, sql) and follows(token, before)
        if is_second:
            text = f"{before.text}'{token.text}"
            put[-1] = Token(TokenType.STRING, text, before.line, before.col, before.start, token.end)
        else:
            put.append(token)
    return put


def _is_in_single_quotes(token: Token, sql: str) -> bool:
    is_text = token.token_type is TokenType.STRING and sql.startswith("'", token.start)
    return is_text and not sql.startswith("'''", token.start)


def _with_raw_bytes(tokens: list[Token], sql: str) -> list[Token]:
    put: list[Token] = []
    for token in tokens:
        marked = put[-1] if put else token
        is_marked = (
            marked.token_type is TokenType.VAR and marked.text.lower() in {"rb", "br"} and follows(token, marked)
        )
        if is_marked and token.token_type is TokenType.STRING:
            marks = 3 if sql.startswith(_THREE, token.start) else 1
            put[-1] = made(TokenType.BYTE_STRING, sql[token.start + marks : token.end + 1 - marks], token)
        else:
            put.append(token)
    return put
