"""A question in other words, by rules."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from random import Random
from typing import Final

from sqlglot import exp

from tuneql.corpus.prepared import Prepared
from tuneql.corpus.synthesis.candidate import Candidate
from tuneql.corpus.synthesis.phrases import ASKING, PHRASES, TELLING, Phrases
from tuneql.corpus.wording import plain_words
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.walking import nodes_of

_WORD: Final = re.compile(r"[a-z]+")
_COUNTED: Final = re.compile(r"how many ([\w' -]+?) are there\b", re.IGNORECASE)
# Half of the possible changes are made, so that a question can be reworded in several ways.
_SHARE: Final = 0.5


def reword(row: Prepared, tree: exp.Expr, dialect: str, draw: Random) -> Candidate | None:
    """The question in other words; None if no rule applies, or none was drawn.

    Words that name something in the schema, or belong to a value, stay.

    Args:
        row: whose question it is.
        tree: of its SQL.
        dialect: of its SQL.
        draw: decides what is changed.
    """
    fixed = _named(row.example.ddl, dialect, row.traits.used) | _valued(tree)
    shown = {type(node) for node in nodes_of(tree)}
    question = _opened(row.example.question, shown, draw)
    for rule in PHRASES:
        if not rule.shown_by or any(issubclass(kind, rule.shown_by) for kind in shown):
            question = _replaced(question, rule, fixed, draw)
    if plain_words(question) == plain_words(row.example.question):
        return None
    return Candidate(kind="rewording", question=question, sql=row.example.sql)


def _opened(question: str, shown: Iterable[type[exp.Expr]], draw: Random) -> str:
    """The question with another beginning."""
    counted = _COUNTED.match(question)
    if counted and exp.Count in shown:
        return _told(f"{draw.choice(('Count', 'Find', 'Give'))} the number of {counted[1]}{question[counted.end() :]}")
    lowered = question.lower()
    found = next((each for each in (*ASKING, *TELLING) if lowered.startswith(f"{each} ")), None)
    if found is None:
        return question
    other = draw.choice([each for each in TELLING if each != found])
    changed = f"{other[0].upper()}{other[1:]}{question[len(found) :]}"
    return _told(changed) if found in ASKING else changed


def _told(question: str) -> str:
    """A question that has become a request, with a full stop where it had a question mark."""
    return f"{question[:-1].rstrip()}." if question.endswith("?") else question


def _replaced(question: str, rule: Phrases, fixed: frozenset[str], draw: Random) -> str:
    """The question with the first phrase of a rule replaced by another."""
    found = _pattern(rule).search(question)
    if found is None or draw.random() >= _SHARE or not fixed.isdisjoint(_WORD.findall(found[0].lower())):
        return question
    other = draw.choice([each for each in rule.words if each != found[0].lower()])
    return f"{question[: found.start()]}{other}{question[found.end() :]}"


@lru_cache
def _pattern(rule: Phrases) -> re.Pattern[str]:
    """A rule's phrases in lower case: with a capital, one begins a sentence or is a name."""
    phrases = "|".join(map(re.escape, rule.words))
    before = rf"(?<!\b(?i:{rule.not_after}) )" if rule.not_after else ""
    return re.compile(rf"\b{before}(?:{phrases})\b" + (r"(?=\s+\$?\d)" if rule.before_number else ""))


@lru_cache(maxsize=2048)
def _named(ddl: str, dialect: str, used: tuple[str, ...]) -> frozenset[str]:
    """The words in the names of some tables and of their columns."""
    tables = parse_schema(ddl, dialect).tables
    names = (name for table in used for name in (table, *tables[table].columns))
    return frozenset(word for name in names for word in _WORD.findall(name.lower()))


def _valued(tree: exp.Expr) -> frozenset[str]:
    return frozenset(_words(node.name for node in nodes_of(tree) if isinstance(node, exp.Literal)))


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text.lower())
