"""Names of tables before columns, after BigQuery's pipe operators for which sqlglot 30.30 begins another query.

`FROM orders AS o |> EXTEND total * 2 AS twice |> WHERE o.total > 5` becomes `… |> WHERE total > 5`. This is wrong only
for columns that the operator has added, changed or dropped, and for stars: `o.total` may be another column then. Joins
and subqueries have columns of other tables, too, so that before them, the name is given again: `… |> JOIN c ON c.id =
o.id` becomes `… |> AS o |> JOIN …`.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING, between_commas, kind_at
from tuneql.sql.parsing.tokens import made

_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})
_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.FROM, TokenType.WITH})
_CONDITIONS: Final = frozenset({TokenType.ON, TokenType.USING})
_BEFORE_TABLES: Final = frozenset({TokenType.FROM, TokenType.JOIN, TokenType.COMMA})
_CHANGES: Final = frozenset({"EXCEPT", "REPLACE", "RENAME"})
_STAYING: Final = frozenset({"WHERE", "ORDER BY", "LIMIT", "DISTINCT"})
JOINS: Final = frozenset({"JOIN", "INNER", "CROSS", "LEFT", "RIGHT", "FULL"})
"""The words with which a join begins, in upper case."""


class Qualifiers:
    """The changes to the names of tables in the steps of one query.

    Attributes:
        gone: the positions of names, and of the dots after them, to omit.
        named: the steps to insert before pipes, by the positions of these.
    """

    def __init__(
        self, tokens: list[Token], sources: list[Token], steps: list[tuple[int, int]], broken: Collection[int]
    ) -> None:
        """Find the changes.

        Args:
            tokens: of the text.
            sources: the tokens of FROM, without those in parentheses.
            steps: the position of each pipe, and the position after its step.
            broken: the positions of pipes before which another query begins.

        Raises:
            sqlglot.errors.TokenError: a step gets the name of a table that is read after it.
        """
        self.tokens, self.gone, self.named = tokens, set[int](), dict[int, list[Token]]()
        self._known, self._forgotten, self._changed = set(_names(sources)), set[str](), set[str]()
        for at, end in steps:
            if at in broken:
                self._forget(frozenset())
            if self._forgotten:
                self._use(at, end)
            self._leave(tokens[at + 1 : end], at)

    def _forget(self, changed: Collection[str]) -> None:
        """Note that another query begins, after a step that has changed some columns."""
        self._forgotten |= self._known
        self._changed |= set(changed)
        self._known = set()

    def _use(self, at: int, end: int) -> None:
        """Give a forgotten name that a step uses again, or omit it."""
        places = [each for each in range(at + 2, end - 2) if self._is_qualifier(each)]
        names = {self.tokens[each].text.lower(): self.tokens[each] for each in places}
        has_query = any(each.token_type in _QUERIES for each in self.tokens[at + 2 : end])
        has_others = has_query or self.tokens[at + 1].text.upper() in JOINS
        name, token = next(iter(names.items()), ("", self.tokens[at]))
        if has_others and len(names) == 1 and self._may_be_named(name, at):
            self.named[at] = [made(TokenType.PIPE_GT, "|>", token), made(TokenType.ALIAS, "AS", token), token]
            self._known.add(name)
            self._forgotten.discard(name)
        elif not has_query:
            self.gone.update(place for each in places for place in (each, each + 1))

    def _is_qualifier(self, at: int) -> bool:
        """Whether the token at a position is a forgotten name before an unchanged column."""
        is_name = self.tokens[at].token_type in _NAMES and self.tokens[at].text.lower() in self._forgotten
        return is_name and self.tokens[at - 1].token_type is not TokenType.DOT and self._column(at) == "same"

    def _column(self, at: int) -> str:
        """Whether the column after the name at a position is the "same" or an "other" one; "none" if there is none."""
        if kind_at(self.tokens, at + 1) is not TokenType.DOT:
            return "none"
        column = self.tokens[at + 2] if at + 2 < len(self.tokens) else self.tokens[at]
        is_other = column.token_type is TokenType.STAR or column.text.lower() in self._changed
        return "other" if is_other else "same"

    def _leave(self, step: list[Token], at: int) -> None:
        """Note which names are known after a step."""
        word, changed = step[0].text.upper() if step else "", _changed(step)
        if changed is not None:
            self._forget(changed)
        elif word in JOINS:
            self._known.add(_called(step))
        elif word not in _STAYING:
            name = _called(step) if word == "AS" else ""
            if name and self._is_read(name, at):
                raise TokenError(f"|> AS {name} hides the table {name}, which is read after it; use another alias")
            self._known, self._forgotten, self._changed = {name}, set(), set()

    def _may_be_named(self, name: str, at: int) -> bool:
        """Whether the rows before a position may get a name, because it means nothing else after it."""
        places = [place for place in range(at, len(self.tokens)) if self.tokens[place].text.lower() == name]
        return not self._is_read(name, at) and not any(self._column(place) == "other" for place in places)

    def _is_read(self, name: str, at: int) -> bool:
        """Whether a name may be that of a table that is read after a position."""
        named = [place for place in range(at + 1, len(self.tokens)) if self.tokens[place].text.lower() == name]
        tables = [place for place in named if self.tokens[place - 1].token_type in _BEFORE_TABLES]
        return any(kind_at(self.tokens, place + 1) is not TokenType.DOT for place in tables)


def _names(sources: list[Token]) -> Iterator[str]:
    """The names of the tables of a FROM clause."""
    ends = [at for at, each in enumerate(sources) if each.token_type in {TokenType.COMMA, TokenType.JOIN}]
    yield from (_called(sources[start + 1 : end]) for start, end in pairwise([-1, *ends, len(sources)]))


def _called(source: list[Token]) -> str:
    """The alias or name of a table in FROM, or after JOIN; "" if it has none."""
    depth, last = 0, None
    for token in source:
        depth += (token.token_type in OPENING) - (token.token_type in CLOSING)
        if depth == 0 and token.token_type in _CONDITIONS:
            break
        last = token
    return last.text.lower() if last is not None and last.token_type in _NAMES else ""


def _changed(step: list[Token]) -> set[str] | None:
    """The columns that EXTEND or SELECT * with changes adds, changes or drops; None for other steps."""
    words = [each.text.upper() for each in step[:4]]
    if words[:1] == ["EXTEND"]:
        return {part[-1].text.lower() for part in between_commas(step[1:]) if part}
    if words[:2] != ["SELECT", "*"] or words[3:] != ["("] or words[2] not in _CHANGES:
        return None
    parts = between_commas(step[4:-1]) if words[2] == "REPLACE" else ([each] for each in step[4:])
    return {part[-1].text.lower() for part in parts if part}
