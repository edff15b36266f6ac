"""Another value in both a question and its SQL."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from sqlglot import exp

from tuneql.corpus.prepared import Prepared
from tuneql.corpus.synthesis.candidate import Candidate
from tuneql.corpus.synthesis.pool import COMPARISONS, Place, Pool, compared
from tuneql.sql.walking import nodes_of

_NUMBER: Final = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
_YEARS: Final = range(1900, 2101)
_PLURAL: Final = 2
"""The least number that replaces another: words in the question stay in the plural."""
_MOST_ROWS: Final = 10
_SHORTEST: Final = 2
_DRAWN: Final = 4


def substitute(row: Prepared, tree: exp.Expr, dialect: str, pool: Pool, draw: Random) -> Candidate | None:
    """The row with another value; None if no value is named once in the question, once in the SQL, and replaceable.

    Args:
        row: whose question and SQL they are.
        tree: of the SQL.
        dialect: of the SQL.
        pool: texts of columns.
        draw: decides which value becomes which.
    """
    options = [each for each in _named(row, tree) if each.is_named_once(row)]
    draw.shuffle(options)
    asked = row.example.question.lower()
    for each in options:
        others = [other for other in _others(each, row, dialect, pool, draw) if other.lower() not in asked]
        if others:
            return each.replaced(row, draw.choice(others))
    return None


@dataclass(frozen=True)
class _Named:
    """A value of the SQL, and the column that it is compared with, if there is one."""

    literal: exp.Literal
    place: Place | None

    def is_named_once(self, row: Prepared) -> bool:
        in_question = self._question.findall(row.example.question)
        return len(in_question) == 1 and len(self._sql.findall(row.example.sql)) == 1

    def replaced(self, row: Prepared, other: str) -> Candidate:
        written = f"'{other}'" if self.literal.is_string else other
        return Candidate(
            kind="substitution",
            question=self._question.sub(lambda _: other, row.example.question),
            sql=self._sql.sub(lambda _: written, row.example.sql),
        )

    @property
    def _question(self) -> re.Pattern[str]:
        """The value as a question names it: not part of a longer word or number."""
        return re.compile(rf"(?<![\w.,-]){re.escape(self.literal.name)}(?![\w-]|[.,]\d)", re.IGNORECASE)

    @property
    def _sql(self) -> re.Pattern[str]:
        written = re.escape(self.literal.name)
        return re.compile(f"'{written}'" if self.literal.is_string else rf"(?<![\w.'-]){written}(?![\w.'])")


def _named(row: Prepared, tree: exp.Expr) -> Iterator[_Named]:
    places = {id(literal): place for literal, place in compared(row, tree)}
    for node in nodes_of(tree):
        if isinstance(node, exp.Literal):
            place = places.get(id(node))
            if place is not None or (isinstance(node.parent, (*COMPARISONS, exp.Limit)) and not node.is_string):
                yield _Named(node, place)


def _others(named: _Named, row: Prepared, dialect: str, pool: Pool, draw: Random) -> list[str]:
    """Values of the same kind."""
    text = named.literal.name
    if _NUMBER.fullmatch(text):
        if float(text) < _PLURAL:
            return []
        if isinstance(named.literal.parent, exp.Limit):
            return [str(rows) for rows in range(_PLURAL, _MOST_ROWS + 1)]
        return [_near(text, draw) for _ in range(_DRAWN)]
    known = pool.values(row, dialect, named.place) if named.place is not None else []
    return [each for each in known if len(each) >= _SHORTEST]


def _near(text: str, draw: Random) -> str:
    """A number of similar size with as many decimals; for a year, a year."""
    number, decimals = float(text), len(text.partition(".")[2])
    if not decimals and int(text) in _YEARS:
        return str(int(text) + draw.choice([-3, -2, -1, 1, 2, 3]))
    return f"{max(_PLURAL, number * draw.uniform(0.5, 1.5)):.{decimals}f}"
