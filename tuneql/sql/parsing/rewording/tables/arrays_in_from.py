"""BigQuery's arrays of rows in FROM: `FROM orders o, o.items AS i WITH OFFSET`.

sqlglot 30.30 reads such an array as a table if it has WITH OFFSET or a condition, and loses its name if it has no
alias. Also, the parser copies all of FROM to search it for such arrays.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import closing, made

_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})
_OUT_OF_FROM: Final = frozenset(
    [
        TokenType.SELECT, TokenType.WHERE, TokenType.GROUP_BY, TokenType.ORDER_BY, TokenType.HAVING, TokenType.QUALIFY,
        TokenType.LIMIT, TokenType.WINDOW, TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT,
    ]
)  # fmt: skip


def arrays_of_rows(tokens: list[Token]) -> list[Token]:
    """BigQuery's `FROM orders o, o.items` as `FROM orders o, UNNEST(o.items) AS items`.

    The table may also be one of an outer query. An array without an alias has the name of its last part.
    """
    is_alone = sum(token.token_type is TokenType.FROM for token in tokens) == 1
    before = _BEFORE_ITEMS if is_alone else _BEFORE_ARRAYS
    if not any(_is_path(tokens, at + 1) for at, token in enumerate(tokens) if token.token_type in before):
        return tokens
    begun = list(_items(tokens))
    if not any(_is_path(tokens, at) for at, _ in begun):
        return tokens
    put, items = list(tokens), [_Item.of(tokens, at, depth) for at, depth in begun]
    rows, around = set[str](), [(item.depth, item.name(tokens)) for item in items]
    added = 0
    for item in items:
        is_around = any(depth < item.depth and name == tokens[item.at].text.lower() for depth, name in around)
        is_first = tokens[item.at - 1].token_type is TokenType.FROM
        if _is_path(tokens, item.at) and (tokens[item.at].text.lower() in rows or (is_first and is_around)):
            array = list(item.unnested(tokens))
            put[item.at + added : item.end + added] = array
            added += len(array) - (item.end - item.at)
        rows.add(item.name(tokens))
    return put


def has_paths(tokens: list[Token]) -> bool:
    """Whether an item of FROM has a dot in its name: `public.orders`, `o.items`."""
    return any(_is_path(tokens, at) for at, _ in _items(tokens))


class _Item(NamedTuple):
    """An item of FROM.

    Attributes:
        at: the position of its first token.
        end: the position after its path, such as `o.items`, or its parentheses.
        alias: the position of its alias.
        is_named: whether it has an alias.
        depth: how many parentheses are open there.
    """

    at: int
    end: int
    alias: int
    is_named: bool
    depth: int

    @classmethod
    def of(cls, tokens: list[Token], at: int, depth: int) -> "_Item":
        """The item that begins at a position."""
        end = _end_of_source(tokens, at)
        alias = end + (kind_at(tokens, end) is TokenType.ALIAS)
        return cls(at, end, alias, kind_at(tokens, alias) in _NAMES, depth)

    def name(self, tokens: list[Token]) -> str:
        """Its alias, or the last name of its path; "" if it has neither."""
        at = self.alias if self.is_named else self.end - 1
        return tokens[at].text.lower() if self.end > self.at else ""

    def unnested(self, tokens: list[Token]) -> Iterator[Token]:
        """Its path with UNNEST around it, and its name as alias."""
        path, last = tokens[self.at : self.end], tokens[self.end - 1]
        yield from (made(TokenType.UNNEST, "UNNEST", path[0]), made(TokenType.L_PAREN, "(", path[0]))
        yield from (*path, made(TokenType.R_PAREN, ")", last))
        yield from () if self.is_named else (made(TokenType.ALIAS, "AS", last), last)


_BEFORE_ITEMS: Final = frozenset({TokenType.COMMA, TokenType.JOIN})
_BEFORE_ARRAYS: Final = _BEFORE_ITEMS | {TokenType.FROM}


def _items(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The positions at which the items of FROM clauses begin, and how many parentheses are open there."""
    within, queries = [False], [True]  # for each open parenthesis, whether this is in a FROM clause, and in a query
    for at, kind in [(at, token.token_type) for at, token in enumerate(tokens) if token.token_type in _TELLING]:
        if kind is TokenType.L_PAREN:
            within.append(False)
            queries.append(kind_at(tokens, at + 1) is TokenType.FROM)
        elif kind is TokenType.R_PAREN and len(within) > 1:
            within.pop()
            queries.pop()
        elif (queries[-1] and _begins_clause(tokens, at)) or (kind in _BEFORE_ITEMS and within[-1]):
            within[-1] = True
            yield at + 1, len(within)
        else:
            queries[-1] = queries[-1] or kind is TokenType.SELECT
            within[-1] = within[-1] and kind not in _OUT_OF_FROM


_TELLING: Final = _OUT_OF_FROM | _BEFORE_ITEMS | {TokenType.L_PAREN, TokenType.R_PAREN, TokenType.FROM}


def _begins_clause(tokens: list[Token], at: int) -> bool:
    """Whether FROM at a position begins a clause, and is not part of `a IS DISTINCT FROM b`."""
    return tokens[at].token_type is TokenType.FROM and kind_at(tokens, at - 1) is not TokenType.DISTINCT


def _is_path(tokens: list[Token], at: int) -> bool:
    return kind_at(tokens, at) in _NAMES and kind_at(tokens, at + 1) is TokenType.DOT


def _end_of_source(tokens: list[Token], at: int) -> int:
    """The position after a path, a query in parentheses, or UNNEST, which begin at a position."""
    start = at + (kind_at(tokens, at) is TokenType.UNNEST)
    return closing(tokens, start) + 1 if kind_at(tokens, start) is TokenType.L_PAREN else _end_of_path(tokens, at)


def _end_of_path(tokens: list[Token], at: int) -> int:
    """The position after a name such as `a.b.c`; the given position if there is no name."""
    end = at + (kind_at(tokens, at) in _NAMES)
    while end > at and kind_at(tokens, end) is TokenType.DOT and end + 1 < len(tokens):
        end += 2
    return end
