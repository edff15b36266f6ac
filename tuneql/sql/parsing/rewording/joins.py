"""Items of FROM that sqlglot 30.30 misreads, or does not read.

* `a JOIN b` without a condition is read as `a, b`, but a comma binds less than the joins after it.
* In SQLite, a comma does not bind less, and may have a condition: `a, b ON a.id = b.a_id`.
* BigQuery's array of a row, `FROM orders o, o.items AS i WITH OFFSET`, is read as a table if it has WITH OFFSET or a
  condition, and loses its name if it has no alias. Also, the parser copies all of FROM to search it for such arrays.
* Postgres's `JOIN u USING (id) AS j` gives the merged columns a name.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import closing, made

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


def columns_of_using(tokens: list[Token]) -> list[Token]:
    """Postgres's `JOIN u USING (id) AS j`: `j.id`, the column that the join merged, becomes `id`.

    In a subquery, where `id` may be another column, it becomes `u.id`, unless u may have no row.

    Raises:
        sqlglot.errors.TokenError: `j.id` in a subquery, and the join is an outer one.
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
    """The columns that a join merged, and the name that it gave them.

    Attributes:
        name: after AS.
        columns: in USING.
        table: a table of the join that has a value in each row; None if there is none.
        depth: how many queries are open at the join.
    """

    name: str
    columns: list[Token]
    table: Token | None
    depth: int

    def without_name(self, tokens: list[Token]) -> Iterator[Token]:
        """The tokens with another name, or none, before each of the columns."""
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
                raise TokenError(f"{token.text}.{tokens[at + 2].text} is merged by an outer join; name a table instead")

    def _is_named(self, tokens: list[Token], at: int) -> bool:
        is_name = tokens[at].text == self.name and kind_at(tokens, at + 1) is TokenType.DOT
        is_star = is_name and kind_at(tokens, at + 2) is TokenType.STAR
        return (is_star and self._is_output(tokens, at)) or (is_name and self._is_column(tokens[at + 2 : at + 3]))

    def _is_column(self, tokens: list[Token]) -> bool:
        return any(each.text in {column.text for column in self.columns} for each in tokens)

    def _is_output(self, tokens: list[Token], at: int) -> bool:
        """Whether `j.*` is an output of the query with the join, rather than a row as an argument of a call."""
        is_listed = kind_at(tokens, at - 1) in _BEFORE_OUTPUTS and kind_at(tokens, at + 3) in _BEHIND_OUTPUTS
        return is_listed and list(_depths(tokens))[at] == self.depth and _is_of_query(tokens, at)


_BEFORE_OUTPUTS: Final = frozenset({TokenType.SELECT, TokenType.COMMA})
_BEHIND_OUTPUTS: Final = frozenset({TokenType.COMMA, TokenType.FROM})


def _is_of_query(tokens: list[Token], at: int) -> bool:
    """Whether the innermost parentheses around a position, if any, contain a query."""
    depth = 0
    for place in reversed(range(at)):
        depth += (kind_at(tokens, place) is TokenType.R_PAREN) - (kind_at(tokens, place) is TokenType.L_PAREN)
        if depth < 0:
            return kind_at(tokens, place + 1) in _QUERIES
    return True


def _depths(tokens: list[Token]) -> Iterator[int]:
    """How many queries are open around each token."""
    within = [False]  # for each open parenthesis, whether it contains a query
    for at, token in enumerate(tokens):
        if token.token_type is TokenType.L_PAREN:
            within.append(kind_at(tokens, at + 1) in _QUERIES)
        elif token.token_type is TokenType.R_PAREN and len(within) > 1:
            within.pop()
        yield sum(within)


def _joined(tokens: list[Token], at: int) -> Token | None:
    """The table before USING, unless it is the side of an outer join that may have no row."""
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
