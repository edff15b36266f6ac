"""Names of tables before columns, behind BigQuery's pipe operators after which sqlglot 30.30 has forgotten them.

`FROM orders AS o |> EXTEND total * 2 AS twice |> WHERE o.total > 5` is `… |> WHERE total > 5`. Only what the operator
has made, changed or dropped is another column under the table's name than without it, and so is a star. Joins and
queries within have columns of their own: before these, `… |> JOIN c ON c.id = o.id` is `… |> AS o |> JOIN …`.
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
"""The words that a join begins with, in upper case."""


class Qualifiers:
    """What is to be done about the names of tables in the steps of one query.

    Attributes:
        gone: the places of names, and of the dots after them, that are to be left out.
        named: the steps that are to be put before pipes, by the places of these.
    """

    def __init__(
        self, tokens: list[Token], sources: list[Token], steps: list[tuple[int, int]], broken: Collection[int]
    ) -> None:
        """Looks at the steps of a query.

        Args:
            tokens: a text's.
            sources: those of FROM, without what is in parentheses.
            steps: where each pipe is, and where what it is of ends.
            broken: pipes before which another query begins.

        Raises:
            sqlglot.errors.TokenError: a step is given the name of a table that is read after it.
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
        self._forgotten |= self._known
        self._changed |= set(changed)
        self._known = set()

    def _use(self, at: int, end: int) -> None:
        """Names tables again that a step names, or leaves their names out."""
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
        """Whether the name of a table that is forgotten stands at a place, before a column that is as it was."""
        is_name = self.tokens[at].token_type in _NAMES and self.tokens[at].text.lower() in self._forgotten
        return is_name and self.tokens[at - 1].token_type is not TokenType.DOT and self._column(at) == "same"

    def _column(self, at: int) -> str:
        """What the column is whose table's name may stand at a place: "none", "same", or "other" than it was."""
        if kind_at(self.tokens, at + 1) is not TokenType.DOT:
            return "none"
        column = self.tokens[at + 2] if at + 2 < len(self.tokens) else self.tokens[at]
        is_other = column.token_type is TokenType.STAR or column.text.lower() in self._changed
        return "other" if is_other else "same"

    def _leave(self, step: list[Token], at: int) -> None:
        """What is known after a step."""
        word, changed = step[0].text.upper() if step else "", _changed(step)
        if changed is not None:
            self._forget(changed)
        elif word in JOINS:
            self._known.add(_called(step))
        elif word not in _STAYING:
            name = _called(step) if word == "AS" else ""
            if name and self._is_read(name, at):
                raise TokenError(f"|> AS {name} hides the table {name}, which is read after it; call it otherwise")
            self._known, self._forgotten, self._changed = {name}, set(), set()

    def _may_be_named(self, name: str, at: int) -> bool:
        """Whether what comes before a place may have the name from then on."""
        places = [place for place in range(at, len(self.tokens)) if self.tokens[place].text.lower() == name]
        return not self._is_read(name, at) and not any(self._column(place) == "other" for place in places)

    def _is_read(self, name: str, at: int) -> bool:
        """Whether a name may be that of a table that is read behind a place."""
        named = [place for place in range(at + 1, len(self.tokens)) if self.tokens[place].text.lower() == name]
        tables = [place for place in named if self.tokens[place - 1].token_type in _BEFORE_TABLES]
        return any(kind_at(self.tokens, place + 1) is not TokenType.DOT for place in tables)


def _names(sources: list[Token]) -> Iterator[str]:
    """What the tables of a FROM clause are called."""
    ends = [at for at, each in enumerate(sources) if each.token_type in {TokenType.COMMA, TokenType.JOIN}]
    yield from (_called(sources[start + 1 : end]) for start, end in pairwise([-1, *ends, len(sources)]))


def _called(source: list[Token]) -> str:
    """What a table is called that stands in FROM, or behind JOIN; empty if it has no name."""
    depth, last = 0, None
    for token in source:
        depth += (token.token_type in OPENING) - (token.token_type in CLOSING)
        if depth == 0 and token.token_type in _CONDITIONS:
            break
        last = token
    return last.text.lower() if last is not None and last.token_type in _NAMES else ""


def _changed(step: list[Token]) -> set[str] | None:
    """The columns that a step has changed of those that it leaves; None if it is of another kind."""
    words = [each.text.upper() for each in step[:4]]
    if words[:1] == ["EXTEND"]:
        return {part[-1].text.lower() for part in between_commas(step[1:]) if part}
    if words[:2] != ["SELECT", "*"] or words[3:] != ["("] or words[2] not in _CHANGES:
        return None
    parts = between_commas(step[4:-1]) if words[2] == "REPLACE" else ([each] for each in step[4:])
    return {part[-1].text.lower() for part in parts if part}
