"""How alike two statements are as text: exact match after normalisation, and similarity of their words.

Both only help to check the other numbers. Rows decide what is right: about a quarter of the right answers are written
in another way.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import chain
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.evaluation.execution import Gold
from tuneql.sql.dialects import get_dialect
from tuneql.sql.names import canonical
from tuneql.sql.parsing import Unparsable, parse_shared, regenerate

_WORD: Final = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|\w+|[^\w\s]")
_QUOTED: Final = re.compile(r"\"(?P<double>[^\"]*)\"|`(?P<tick>[^`]*)`")
_MOST_SPELLED: Final = 65_536
_PLAIN: Final = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How alike a prediction and its golds are as text.

    Attributes:
        exact: whether it equals one of them but for case, layout, comments and words that mean the default; None if no
            gold parses.
        share: the share of words, names and signs that it has in the same order as the nearest gold, from 0 to 1. This
            is `difflib`'s ratio over words, not characters: `order` and `orders` are as different as any two names.
    """

    exact: bool | None
    share: float


def likeness(golds: Sequence[Gold], sql: str, regenerated: str | None, *, dialect: str) -> Likeness:
    """Compare texts without parsing again what the guard has rewritten.

    Args:
        golds: one or more.
        sql: the prediction.
        regenerated: the prediction as the guard rewrote it; None if it was denied.
        dialect: of all of them.
    """
    found = _words(sql, regenerated, dialect)
    wanted = [_words(gold.sql, gold.regenerated, dialect) for gold in golds]
    known = [each for each in wanted if each is not None]
    texts = [each or words(gold.sql.casefold()) for each, gold in zip(wanted, golds, strict=True)]
    return Likeness(
        exact=found in known if known else None,
        share=max(_ratio(text, found or words(sql.casefold())) for text in texts),
    )


def _words(sql: str, regenerated: str | None, dialect: str) -> tuple[str, ...] | None:
    return regenerated_words(regenerated, dialect) if regenerated else canonical_words(sql, dialect)


def _ratio(wanted: Sequence[str], found: Sequence[str]) -> float:
    return 1.0 if wanted == found else SequenceMatcher(None, wanted, found, autojunk=False).ratio()


@lru_cache(maxsize=8192)
def canonical_words(sql: str, dialect: str) -> tuple[str, ...] | None:
    """The normalised words of a statement, the same for statements that differ only in spelling and layout.

    Returns:
        None if `sql` is not one statement of the dialect.
    """
    try:
        trees = parse_shared(sql, dialect)
        return regenerated_words(regenerate(trees[0], dialect), dialect) if len(trees) == 1 else None
    except (Unparsable, RecursionError):
        return None


@lru_cache(maxsize=8192)
def regenerated_words(sql: str, dialect: str) -> tuple[str, ...]:
    """As `canonical_words`, for text written by the parser, which always spells operators, types and functions alike.

    Names are folded as the dialect does, and words that mean the default, INNER and ASC, are left out.
    """
    spelled = _spellings(dialect)
    found = [word for word in words(sql) if word != "ASC"]
    if "INNER" in found:
        following = chain(found[1:], [""])
        found = [
            word for word, after in zip(found, following, strict=True) if not (word == "INNER" and after == "JOIN")
        ]
    return tuple([spelled[word] for word in found])


def words(sql: str) -> tuple[str, ...]:
    """Literals, names, numbers and signs, in order.

    Example:
        >>> words("a >= 'x y'")
        ('a', '>', '=', "'x y'")
    """
    return tuple(_WORD.findall(sql))


class _Spellings(dict[str, str]):
    """The spellings of words in a dialect, each found once: words repeat, and looking up a class takes long."""

    def __init__(self, dialect: str) -> None:
        super().__init__()
        self._dialect = get_dialect(dialect)

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_SPELLED:
            self.clear()
        return self.setdefault(word, _spelling(word, self._dialect))


@cache
def _spellings(dialect: str) -> _Spellings:
    return _Spellings(dialect)


def _spelling(word: str, dialect: type[sqlglot.Dialect]) -> str:
    """A name as the dialect folds it, with quotes only where it needs them; any other word as it is."""
    if _PLAIN.fullmatch(word):
        return canonical(exp.to_identifier(word, quoted=False), dialect)
    quoted = _QUOTED.fullmatch(word)
    if quoted is None:
        return word
    name = canonical(exp.to_identifier(quoted["double"] or quoted["tick"] or "", quoted=True), dialect)
    return name if _PLAIN.fullmatch(name) else f'"{name}"'
