"""Snowflake's chains of queries, `SELECT a FROM t ->> SELECT a FROM $1`, as queries of WITH."""

from collections.abc import Iterator
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING, first_on_level, kind_at
from tuneql.sql.parsing.tokens import made

_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.WITH, TokenType.L_PAREN})
_CLAUSES: Final = frozenset(
    [
        TokenType.SELECT, TokenType.FROM, TokenType.WHERE, TokenType.GROUP_BY, TokenType.HAVING, TokenType.QUALIFY,
        TokenType.ORDER_BY,
    ]
)  # fmt: skip
_ARROW: Final = frozenset({TokenType.DARROW})
_SOURCES: Final = frozenset({TokenType.FROM, TokenType.JOIN})


def chains_of_queries(tokens: list[Token]) -> list[Token]:
    """`SELECT a FROM t ->> SELECT a FROM $1` as `WITH _r1 AS (SELECT a FROM t) SELECT a FROM _r1`.

    Raises:
        sqlglot.errors.TokenError: a statement of the chain is not a query, or is a chain itself, or `$2` is before the
            first one.
    """
    links = list(_links(tokens))
    for link in links:
        if kind_at(link, 0) not in _QUERIES or any(token.token_type is TokenType.DARROW for token in link):
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
    clauses: list[TokenType | None] = [None]  # of each open parenthesis
    for token in link:
        put.append(token)
        if token.token_type in OPENING:
            clauses.append(None)
        elif token.token_type in CLOSING and len(clauses) > 1:
            clauses.pop()
        elif token.token_type in _CLAUSES:
            clauses[-1] = token.token_type
        elif _is_result(put, clauses[-1]):
            put[-2:] = [made(TokenType.VAR, f"{name}{_place_before(place, token) + 1}", token)]
    return put


def _is_result(put: list[Token], clause: TokenType | None) -> bool:
    """Whether tokens end with that of `FROM $1`, not of a column: `SELECT $1`."""
    if len(put) < 3 or not put[-1].text.isdigit() or put[-2].token_type is not TokenType.PARAMETER:  # noqa: PLR2004
        return False
    return put[-3].token_type in _SOURCES or (put[-3].token_type is TokenType.COMMA and clause is TokenType.FROM)


def _place_before(place: int, number: Token) -> int:
    """The place of the query that a number, counted backwards from a place, means."""
    before = place - int(number.text)
    if not 0 <= before < place:
        raise TokenError(f"${number.text} is before the first query of the chain")
    return before


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
