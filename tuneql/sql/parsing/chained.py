"""Refuses endless chains such as `a[0][0][0]`, `a::t::t` and `ARRAY[ARRAY[ARRAY[1]]]` before the parser reads them.

Sqlglot 30.30 copies a value for each call after its dot, in DuckDB finds its type anew for each pair of brackets, and
in BigQuery walks through all of it for each cast: a few thousand of them take seconds to minutes. It reads what follows
the name of a type twice, as a type and as a value, so that each `ARRAY[` or `STRUCT(` within another doubles the time:
twenty of them take a minute.
"""

from typing import Final

from sqlglot.errors import TokenError
from sqlglot.parser import Parser
from sqlglot.tokenizer_core import Token, TokenType

LONGEST_CHAIN: Final = 64
"""How many elements, fields, methods and casts may follow a value."""

MOST_NESTED: Final = 8
"""How many values of types, such as arrays, may be within one another."""

_OPENING: Final = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE})
_CLOSING: Final = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE})
_LINKS: Final = frozenset({TokenType.DOT, TokenType.DCOLON})


def limit_chains(tokens: list[Token], sql: str) -> None:
    """Raise TokenError if a value of the text has more links after it than are allowed."""
    if sql.count("[") + sql.count(".") + sql.count("::") <= LONGEST_CHAIN:
        return
    links = [0]  # of the values around the one that is read, and of this one
    before: TokenType | None = None
    for token in tokens:
        kind = token.token_type
        if kind in _OPENING:
            links[-1] += kind is TokenType.L_BRACKET
            links.append(0)
        elif kind in _CLOSING:
            links[1:] = links[1:-1]
        elif kind in _LINKS:
            links[-1] += 1
        elif before not in _LINKS:
            links[-1] = 0
        before = kind
        if links[-1] > LONGEST_CHAIN:
            what = "elements, fields, methods and casts one after the other"
            raise TokenError(f"a value has more than {LONGEST_CHAIN} {what}; take them in steps, in subqueries")


def limit_nested_types(tokens: list[Token], sql: str) -> None:
    """Raise TokenError if more values that begin with the name of a type are within one another than are allowed."""
    if sql.count("(") + sql.count("[") <= MOST_NESTED:
        return
    around: list[bool] = []  # for each open bracket, whether the name of a type is before it
    before: TokenType | None = None
    for token in tokens:
        kind = token.token_type
        if kind in _OPENING:
            around.append(before in Parser.TYPE_TOKENS)
            if around[-1] and sum(around) > MOST_NESTED:
                raise TokenError(f"more than {MOST_NESTED} arrays or structs are within one another; use fewer")
        elif kind in _CLOSING and around:
            around.pop()
        before = kind
