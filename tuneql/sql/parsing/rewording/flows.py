"""Snowflake's chains of queries, `SELECT a FROM t ->> SELECT a FROM $1`, as queries of WITH."""

from collections.abc import Iterator
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import first_on_level, kind_at
from tuneql.sql.parsing.tokens import made

_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.WITH, TokenType.L_PAREN})
_CLAUSES: Final = frozenset(
    [
        TokenType.FROM, TokenType.JOIN, TokenType.SELECT, TokenType.ON, TokenType.USING, TokenType.WHERE,
        TokenType.GROUP_BY, TokenType.HAVING, TokenType.QUALIFY, TokenType.ORDER_BY,
    ]
)  # fmt: skip
_ARROW: Final = frozenset({TokenType.DARROW})
_SOURCES: Final = frozenset({TokenType.FROM, TokenType.JOIN})


def chains_of_queries(tokens: list[Token]) -> list[Token]:
    """`SELECT a FROM t ->> SELECT a FROM $1` as `WITH _r1 AS (SELECT a FROM t) SELECT a FROM _r1`.

    Raises:
        sqlglot.errors.TokenError: a statement of the chain is not a query, or `$2` is before its first one.
    """
    links = list(_links(tokens))
    for link in links:
        if kind_at(link, 0) not in _QUERIES:
            raise TokenError("->> chains queries here, and this is none; a field of a document is written a:b")
    name = "_r"
    while any(token.text.lower().startswith(name) for token in tokens):
        name = f"_{name}"
    *before, last = [_with_results(link, place, name) for place, link in enumerate(links)]
    defined = [each for place, link in enumerate(before) for each in _definition(link, f"{name}{place + 1}", place)]
    return _merged(defined, last)


def _links(tokens: list[Token]) -> Iterator[list[Token]]:
    start = 0
    while kind_at(tokens, end := first_on_level(tokens, range(start, len(tokens)), _ARROW)) is TokenType.DARROW:
        yield tokens[start:end]
        start = end + 1
    yield tokens[start:]


def _with_results(link: list[Token], place: int, name: str) -> list[Token]:
    """The query at a place in the chain with the names of earlier ones for `$1`, the one before, `$2` and so on."""
    put: list[Token] = []
    for at, token in enumerate(link):
        if token.token_type is TokenType.NUMBER and _is_result(link, at):
            back = int(token.text)
            if not 0 < back <= place:
                raise TokenError(f"${back} is before the first query of the chain")
            put[-1] = made(TokenType.VAR, f"{name}{place - back + 1}", token)
        else:
            put.append(token)
    return put


def _is_result(link: list[Token], at: int) -> bool:
    """Whether the number at a position is that of `FROM $1`, not of a column: `SELECT $1`."""
    if kind_at(link, max(at - 1, 0)) is not TokenType.PARAMETER or not link[at].text.isdigit():
        return False
    if kind_at(link, at - 2) is TokenType.COMMA:
        return kind_at(link, first_on_level(link, range(at - 2, -1, -1), _CLAUSES)) in _SOURCES
    return kind_at(link, at - 2) in _SOURCES


def _definition(link: list[Token], name: str, place: int) -> Iterator[Token]:
    first = [(TokenType.COMMA, ",")] if place else [(TokenType.WITH, "WITH")]
    words = *first, (TokenType.VAR, name), (TokenType.ALIAS, "AS"), (TokenType.L_PAREN, "(")
    yield from (made(*word, link[0]) for word in words)
    yield from link
    yield made(TokenType.R_PAREN, ")", link[-1])


def _merged(defined: list[Token], last: list[Token]) -> list[Token]:
    """The definitions before the last query; its own ones, if it has any, follow them."""
    if kind_at(last, 0) is not TokenType.WITH:
        return [*defined, *last]
    recursive = 1 + (kind_at(last, 1) is TokenType.RECURSIVE)
    return [*last[:recursive], *defined[1:], made(TokenType.COMMA, ",", last[0]), *last[recursive:]]
