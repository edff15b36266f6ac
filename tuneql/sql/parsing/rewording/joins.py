"""Items of FROM that sqlglot 30.30 reads as others, or not at all.

`a JOIN b` without a condition is read as `a, b`, and a comma binds less than the joins after it. In SQLite it binds no
less, and may have a condition itself: `a, b ON a.id = b.a_id`. BigQuery's array of a row, `FROM orders o, o.items AS i
WITH OFFSET`, is read as a table if it is numbered, or joined by a condition; without an alias it loses its name; and to
look for such arrays the parser copies all of FROM. What USING merges has a name of its own in Postgres, if it is given
one.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import closing, made

# What a JOIN is of a kind by; CROSS and NATURAL joins have no condition anyway. After FOR it is of an index hint.
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


def joins_of_all(tokens: list[Token]) -> list[Token]:
    """The tokens with INNER before each such JOIN, which then is read as what it is.

    Raises:
        sqlglot.errors.TokenError: `a, JOIN b`, of which the parser makes `a JOIN b`.
    """
    put: list[Token] = []
    for at, token in enumerate(tokens):
        if token.token_type is TokenType.JOIN and at and tokens[at - 1].token_type is TokenType.COMMA:
            raise TokenError("there is nothing between a comma and JOIN")
        bare = token.token_type is TokenType.JOIN and not (at and _is_of_kind(tokens[at - 1]))
        if bare and not _has_condition(tokens, at):
            put.append(made(TokenType.INNER, "INNER", token))
        put.append(token)
    return put


def _is_of_kind(before: Token) -> bool:
    """Whether a JOIN is of a kind, or a hint, by the word before it."""
    return before.token_type in _KINDS or before.text.upper() in _HINTS


def commas_with_conditions(tokens: list[Token]) -> list[Token]:
    """The tokens with JOIN for each comma in FROM that has a condition."""
    put: list[Token] = []
    is_query = False
    for at, token in enumerate(tokens):
        is_query = is_query or token.token_type is TokenType.FROM
        is_join = is_query and token.token_type is TokenType.COMMA and _has_condition(tokens, at)
        put.append(made(TokenType.JOIN, "JOIN", token) if is_join else token)
    return put


def columns_of_using(tokens: list[Token]) -> list[Token]:
    """Postgres's `JOIN u USING (id) AS j`: `j.id` is the `id` that the join merged, and needs no name before it.

    In a query within, where an `id` may be another, it is `u.id`, unless there are rows without one.

    Raises:
        sqlglot.errors.TokenError: a column of an outer join that is named so in a query within.
    """
    put = tokens
    for at in reversed(range(len(put))):
        if put[at].token_type is TokenType.USING and [each.token_type for each in put[at + 1 : at + 2]] == _OPEN:
            end = closing(put, at + 1)
            name = put[end + 2 : end + 3]
            if put[end + 1 : end + 2] and put[end + 1].token_type is TokenType.ALIAS and name:
                merged = _Merged(name[0].text, put[at + 2 : end], _joined(put, at), list(_depths(put))[at])
                put = list(merged.without_name([*put[: end + 1], *put[end + 3 :]]))
    return put


class _Merged(NamedTuple):
    """Columns that a join merged under a name of their own, and the table on whose side all rows have them."""

    name: str
    columns: list[Token]
    table: Token | None
    depth: int

    def without_name(self, tokens: list[Token]) -> Iterator[Token]:
        """The tokens with other names before the columns, or none."""
        left_out = set[int]()
        for at, (token, depth) in enumerate(zip(tokens, _depths(tokens), strict=True)):
            if not self._is_named(tokens, at):
                if at not in left_out:
                    yield token
            elif tokens[at + 2].token_type is TokenType.STAR:
                left_out.update((at + 1, at + 2))
                yield from self.columns
            elif depth == self.depth:
                left_out.add(at + 1)
            elif self.table is not None:
                yield self.table
            else:
                raise TokenError(f"{token.text}.{tokens[at + 2].text} is of an outer join; name it by its table")

    def _is_named(self, tokens: list[Token], at: int) -> bool:
        is_name = tokens[at].text == self.name and kind_at(tokens, at + 1) is TokenType.DOT
        is_star = is_name and kind_at(tokens, at + 2) is TokenType.STAR
        return (is_star and self._is_output(tokens, at)) or (is_name and self._is_column(tokens[at + 2 : at + 3]))

    def _is_column(self, tokens: list[Token]) -> bool:
        return any(each.text in {column.text for column in self.columns} for each in tokens)

    def _is_output(self, tokens: list[Token], at: int) -> bool:
        """Whether a star is an output of the join's own query, and not all of a row that a call is given."""
        is_listed = kind_at(tokens, at - 1) in _BEFORE_OUTPUTS and kind_at(tokens, at + 3) in _BEHIND_OUTPUTS
        return is_listed and list(_depths(tokens))[at] == self.depth and _is_of_query(tokens, at)


_BEFORE_OUTPUTS: Final = frozenset({TokenType.SELECT, TokenType.COMMA})
_BEHIND_OUTPUTS: Final = frozenset({TokenType.COMMA, TokenType.FROM})


def _is_of_query(tokens: list[Token], at: int) -> bool:
    """Whether the parentheses around a place, if there are any, hold a query."""
    depth = 0
    for place in reversed(range(at)):
        depth += (kind_at(tokens, place) is TokenType.R_PAREN) - (kind_at(tokens, place) is TokenType.L_PAREN)
        if depth < 0:
            return kind_at(tokens, place + 1) in _QUERIES
    return True


def _depths(tokens: list[Token]) -> Iterator[int]:
    """How many queries are open around each token."""
    within = [False]  # whether it is a query, for each parenthesis that is open
    for at, token in enumerate(tokens):
        if token.token_type is TokenType.L_PAREN:
            within.append(kind_at(tokens, at + 1) in _QUERIES)
        elif token.token_type is TokenType.R_PAREN and len(within) > 1:
            within.pop()
        yield sum(within)


def _joined(tokens: list[Token], at: int) -> Token | None:
    """The name of the table before USING, unless it is on that side of an outer join that may have no row."""
    join = next((place for place in reversed(range(at)) if tokens[place].token_type is TokenType.JOIN), 0)
    kinds = {each.token_type for each in tokens[max(join - 2, 0) : join]}
    is_name = tokens[at - 1].token_type in _NAMES
    return tokens[at - 1] if is_name and kinds.isdisjoint({TokenType.LEFT, TokenType.FULL}) else None


_OPEN: Final = [TokenType.L_PAREN]
_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.WITH, TokenType.VALUES})


def _has_condition(tokens: list[Token], at: int) -> bool:
    depth = 0
    for token in tokens[at + 1 :]:
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth == 0 and token.token_type in _CONDITIONS:
            return True
        if depth < 0 or (depth == 0 and token.token_type in _ENDS):
            return False
    return False


_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})
_OUT_OF_FROM: Final = frozenset(
    [
        TokenType.SELECT, TokenType.WHERE, TokenType.GROUP_BY, TokenType.ORDER_BY, TokenType.HAVING, TokenType.QUALIFY,
        TokenType.LIMIT, TokenType.WINDOW, TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT,
    ]
)  # fmt: skip


def arrays_of_rows(tokens: list[Token]) -> list[Token]:
    """The tokens with UNNEST around arrays of rows that stand before them, or of rows of a query around.

    The last part of its path is the name of an array that has no other.
    """
    is_alone = sum(token.token_type is TokenType.FROM for token in tokens) == 1
    before = _BEFORE_ITEMS if is_alone else _BEFORE_ARRAYS
    if not any(_is_path(tokens, at + 1) for at, token in enumerate(tokens) if token.token_type in before):
        return tokens
    put, items = list(tokens), [_Item.of(tokens, at, depth) for at, depth in _items(tokens)]
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


class _Item(NamedTuple):
    """An item of FROM: where its path and its alias are, and in how many parentheses."""

    at: int
    end: int
    alias: int
    is_named: bool
    depth: int

    @classmethod
    def of(cls, tokens: list[Token], at: int, depth: int) -> "_Item":
        """The item that begins at a place."""
        end = _end_of_path(tokens, at)
        alias = end + (kind_at(tokens, end) is TokenType.ALIAS)
        return cls(at, end, alias, kind_at(tokens, alias) in _NAMES, depth)

    def name(self, tokens: list[Token]) -> str:
        """What it is called, "" if it is no name."""
        at = self.alias if self.is_named else self.end - 1
        return tokens[at].text.lower() if self.end > self.at else ""

    def unnested(self, tokens: list[Token]) -> Iterator[Token]:
        """Its path with UNNEST around it, and with the name that it has."""
        path, last = tokens[self.at : self.end], tokens[self.end - 1]
        yield from (made(TokenType.UNNEST, "UNNEST", path[0]), made(TokenType.L_PAREN, "(", path[0]))
        yield from (*path, made(TokenType.R_PAREN, ")", last))
        yield from () if self.is_named else (made(TokenType.ALIAS, "AS", last), last)


_BEFORE_ITEMS: Final = frozenset({TokenType.COMMA, TokenType.JOIN})
_BEFORE_ARRAYS: Final = _BEFORE_ITEMS | {TokenType.FROM}


def _items(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The places where the items of FROM clauses begin, and how many parentheses are open there."""
    within, queries = [False], [True]  # whether it is a FROM clause, and a query, for each parenthesis that is open
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
    """Whether FROM is none of `a IS DISTINCT FROM b`."""
    return tokens[at].token_type is TokenType.FROM and kind_at(tokens, at - 1) is not TokenType.DISTINCT


def _is_path(tokens: list[Token], at: int) -> bool:
    return kind_at(tokens, at) in _NAMES and kind_at(tokens, at + 1) is TokenType.DOT


def _end_of_path(tokens: list[Token], at: int) -> int:
    """The place after a name with its dots; the place itself if there is none."""
    end = at + (kind_at(tokens, at) in _NAMES)
    while end > at and kind_at(tokens, end) is TokenType.DOT and end + 1 < len(tokens):
        end += 2
    return end
