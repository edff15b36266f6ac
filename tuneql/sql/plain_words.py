"""Which words are names in a plain SELECT, and not words of the parser's own."""

from functools import lru_cache
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.sql.dialects import shared_dialect


@lru_cache(maxsize=4096)
def is_plain_name(word: str, dialect: str) -> bool:
    """Whether a word is a name to the parser wherever a plain query has one; words of its own are tried on it."""
    keywords = _keywords(dialect)
    if word.upper() not in keywords:
        return True
    return word.upper() not in _READ_HERE and all(
        _reads(text.format(word), text.format("plain"), word, dialect) for text in _PLACES
    )


_READ_HERE: Final = frozenset(
    """
    SELECT DISTINCT FROM WHERE GROUP BY HAVING ORDER LIMIT UNION INTERSECT EXCEPT ALL AS JOIN LEFT INNER ON AND OR NOT
    IS NULL IN LIKE BETWEEN ASC DESC
    """.split()  # noqa: SIM905 -- words read better than a list of them
)
# Words that the parser looks for, though they are none of its keywords.
_AFTER_BETWEEN: Final = ("SYMMETRIC", "ASYMMETRIC")

_PLACES: Final = (
    "SELECT {0}, a.{0}, {0}.a, {0}.*, COUNT({0}), MAX(DISTINCT {0}), a AS {0}, {0} AS b, {0} FROM a",
    "SELECT a FROM {0} AS b JOIN {0} AS {0} ON {0}.a = {0}.{0} JOIN {0} ON {0} = {0} WHERE {0} = a GROUP BY {0}, {0}",
    "SELECT a FROM {0} WHERE {0} > {0} AND ({0} IN (1) OR {0} LIKE 'a') AND {0} BETWEEN {0} AND {0} AND {0} IS NULL",
    "SELECT a FROM {0} WHERE a = {0} OR {0} NOT IN (SELECT {0} FROM {0}) OR a NOT BETWEEN {0} AND {0} ORDER BY {0}",
    "SELECT a FROM a GROUP BY {0} HAVING {0} < 1 ORDER BY {0} DESC, {0} ASC, {0}",
    "SELECT {0} FROM {0} UNION SELECT {0} FROM {0}",
)


def _reads(sql: str, plain: str, word: str, dialect: str) -> bool:
    """Whether the parser reads a query with a word as it reads one with a plain name in its place."""
    try:
        (tree,), (wanted,) = shared_dialect(dialect).parse(sql), shared_dialect(dialect).parse(plain)
    except (SqlglotError, ValueError):
        return False
    if tree is None or wanted is None:
        return False
    for name in wanted.find_all(exp.Identifier):
        if name.this == "plain":
            name.set("this", word)
    return tree == wanted


@lru_cache(maxsize=64)
def _keywords(dialect: str) -> frozenset[str]:
    """Words that may mean something else than a name."""
    language = shared_dialect(dialect)
    words = (*language.tokenizer_class.KEYWORDS, *language.parser_class.NO_PAREN_FUNCTION_PARSERS, *_AFTER_BETWEEN)
    return frozenset(part for word in words for part in word.upper().split())
