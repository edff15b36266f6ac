"""Postgres's `JOIN u USING (id) AS j`, which gives the merged columns a name."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import closing


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


_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})
_OPEN: Final = [TokenType.L_PAREN]
_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.WITH, TokenType.VALUES})
