"""Elements of columns called list or array, `t.list[0]`, which sqlglot 30.30 reads as new arrays: `LIST[0]`.

In parentheses, `(t.list)[0]`, it reads them correctly.
"""

from collections import Counter
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING, start_of_value
from tuneql.sql.parsing.rewording.names.words_as_names import BEFORE_VALUES
from tuneql.sql.parsing.tokens import made

MAKERS_OF_ARRAYS: Final = frozenset({"ARRAY", "LIST"})

# Before tables, the parser itself refuses brackets.
_BEFORE_ARRAYS: Final = BEFORE_VALUES - {TokenType.FROM, TokenType.JOIN}

_Paths = list[tuple[int, int]]


def elements_of_lists(tokens: list[Token]) -> list[Token]:
    """`t.list[0]` as `(t.list)[0]`."""
    return _parenthesised(tokens, _paths(tokens))


def bare_brackets(tokens: list[Token]) -> list[Token]:
    """The unchanged tokens, in a dialect whose arrays begin with a word: `ARRAY[1, 2]`.

    Raises:
        sqlglot.errors.TokenError: `SELECT [name]`, a name in SQL Server, which the parser reads as an array.
    """
    around: list[TokenType] = []
    for at, token in enumerate(tokens):
        if token.token_type in OPENING:
            is_bare = token.token_type is TokenType.L_BRACKET and at and tokens[at - 1].token_type in _BEFORE_ARRAYS
            if is_bare and around[-1:] != [TokenType.L_BRACKET]:
                raise TokenError('a name is quoted with " here, not with [; an array begins with the word ARRAY')
            around.append(token.token_type)
        elif token.token_type in CLOSING and around:
            around.pop()
    return tokens


def elements_beside_documents(tokens: list[Token]) -> list[Token]:
    """As `elements_of_lists`, for Snowflake, in which `doc:a.list[0]` is a path into a document, and stays."""
    return _parenthesised(tokens, [path for path in _paths(tokens) if not _is_in_document(tokens, path[0])])


def reversals(tokens: list[Token]) -> list[Token]:
    """DuckDB's `l[::-1]`, whose colons are read as a cast."""
    put: list[Token] = []
    for token in tokens:
        is_slice = token.token_type is TokenType.DCOLON and put and put[-1].token_type is TokenType.L_BRACKET
        put += [made(TokenType.COLON, ":", token)] * 2 if is_slice else [token]
    return put


def _parenthesised(tokens: list[Token], paths: _Paths) -> list[Token]:
    opened, closed = Counter(start for start, _ in paths), Counter(end for _, end in paths)
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put += [made(TokenType.L_PAREN, "(", token)] * opened[at]
        put.append(token)
        put += [made(TokenType.R_PAREN, ")", token)] * closed[at]
    return put


def _is_in_document(tokens: list[Token], start: int) -> bool:
    """Whether a path comes after a colon, except the one after a key of an object, `{'a': list[0]}`."""
    before = [each.token_type for each in tokens[max(start - 2, 0) : start]]
    return before[-1:] == [TokenType.COLON] and before[:1] != [TokenType.STRING]


def _paths(tokens: list[Token]) -> _Paths:
    """The positions of the first and last tokens of such columns, with the names before them."""
    return [(start_of_value(tokens, at), at) for at in range(len(tokens) - 1) if _is_column(tokens, at)]


def _is_column(tokens: list[Token], at: int) -> bool:
    """Whether the token at a position is such a column before a bracket, not the word ARRAY."""
    token = tokens[at]
    if tokens[at + 1].token_type is not TokenType.L_BRACKET or token.text.upper() not in MAKERS_OF_ARRAYS:
        return False
    is_field = at > 0 and tokens[at - 1].token_type is TokenType.DOT
    return is_field or token.token_type is TokenType.IDENTIFIER or token.text.upper() == "LIST"
