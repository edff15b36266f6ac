"""Expands gold SQL that stands for several right answers, in the notation of defog's sql-eval.

`SELECT {a, b}, COUNT(*) FROM t GROUP BY {}` permits `a`, `b` or both, grouped by the same columns; statements after a
semicolon are further right answers.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import Final

from tuneql.errors import InvalidInput

MOST: Final = 200
"""How many statements one gold may stand for; six optional columns make 63."""

# Literals, quoted names and comments, whose contents do not count.
_HIDDEN: Final = r"'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|--[^\n]*|/\*.*?\*/"
_TOKEN: Final = re.compile(rf"{_HIDDEN}|(?P<sign>[{{}};(),:])", re.DOTALL)
_EMPTY: Final = re.compile(r"\{\s*\}")
_ALIAS: Final = re.compile(r"\s+AS\s+[\w\"`]+\s*\Z", re.IGNORECASE)


@lru_cache(maxsize=8192)
def alternatives(sql: str) -> tuple[str, ...]:
    """The statements that a gold stands for, first those with all columns of the braces; usually only itself.

    Braces with a colon in them are a literal of the dialect, and stay.

    Raises:
        InvalidInput: there are more than `MOST`.

    Example:
        >>> alternatives("SELECT {a, b} FROM t")
        ('SELECT a, b FROM t', 'SELECT a FROM t', 'SELECT b FROM t')
    """
    if "{" not in sql and ";" not in sql:
        return (sql,)
    found: list[str] = []
    for statement in _statements(sql):
        for written in _expanded(statement):
            if len(found) == MOST:
                raise InvalidInput(
                    field="sql", value=sql, rule=f"stands for more than {MOST} statements", remedy="give fewer columns"
                )
            found.append(written)
    return tuple(dict.fromkeys(found)) or (sql,)


def _statements(sql: str) -> Iterator[str]:
    start = 0
    for place, sign in (*_signs(sql), (len(sql), ";")):
        if sign == ";":
            if sql[start:place].strip():
                yield sql[start:place].strip()
            start = place + 1


def _expanded(sql: str) -> Iterator[str]:
    """The statement with each choice of columns for its first braces, and so on for the next ones."""
    braces = next(_braces(sql), None)
    if braces is None:
        yield sql
        return
    start, end = braces
    columns = list(_split(sql[start + 1 : end]))
    before, after = sql[:start], sql[end + 1 :]
    for count in range(len(columns), 0, -1):
        for chosen in combinations(columns, count):
            keys = ", ".join(_ALIAS.sub("", column) for column in chosen)
            rest = keys.join(_EMPTY.split(after))
            yield from _expanded(f"{before}{', '.join(chosen)}{rest}")


def _braces(sql: str) -> Iterator[tuple[int, int]]:
    """Where braces with columns open and close; braces with a colon, or empty ones, do not count."""
    opened, has_colon = -1, False
    for place, sign in _signs(sql):
        if sign == "{":
            opened, has_colon = place, False
        elif sign == "}" and opened >= 0:
            if not has_colon and sql[opened + 1 : place].strip(" \t\n*"):
                yield opened, place
            opened = -1
        has_colon = has_colon or sign == ":"


def _split(text: str) -> Iterator[str]:
    """The parts between commas outside of parentheses."""
    start, depth = 0, 0
    for place, sign in (*_signs(text), (len(text), ",")):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth <= 0:
            if text[start:place].strip():
                yield text[start:place].strip()
            start = place + 1


def _signs(sql: str) -> Iterator[tuple[int, str]]:
    return ((token.start(), token["sign"]) for token in _TOKEN.finditer(sql) if token["sign"])
