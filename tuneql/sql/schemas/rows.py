"""Removes the rows in scripts that databases dump, because they are not part of a schema."""

import re
from functools import lru_cache
from typing import Final

from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token

from tuneql.sql.dialects import get_dialect
from tuneql.sql.schemas.pieces import pieces

# The lines that psql reads up to `\\.`, or up to the end, are not SQL. No text is matched in two ways, so that the time
# is linear, whatever the script.
_COPIED: Final = re.compile(
    r"^COPY\b(?:(?!^COPY\b|\bFROM\s+stdin\b)[^;])*+\bFROM\s+stdin\b[^;\n]*+;[ \t\r]*+\n"
    r"(?:(?!\\\.[ \t\r]*$).*+\n)*+(?:\\\.[ \t\r]*$|.*\Z)",
    re.IGNORECASE | re.MULTILINE,
)
_END: Final = re.compile(r"\s*;[ \t]*\r?\n?")
_FILLING: Final = frozenset({"insert", "replace"})


@lru_cache(maxsize=256)
def without_rows(script: str, dialect: str) -> str:
    """A script without the rows that it inserts into tables; unchanged if it has no tokens of the dialect.

    Example:
        >>> without_rows("CREATE TABLE t (a INT); INSERT INTO t VALUES (1); CREATE TABLE u (b INT)", "sqlite")
        'CREATE TABLE t (a INT); CREATE TABLE u (b INT)'
    """
    script = without_copied_rows(script)
    if _FILLING.isdisjoint(script.lower().split()):
        return script
    try:
        tokens = get_dialect(dialect)().tokenize(script)
    except (SqlglotError, ValueError):
        return script
    for piece in reversed(list(pieces(tokens, dialect))):
        script = _without(script, piece)
    return script


def without_copied_rows(script: str) -> str:
    """A script without the lines that psql's COPY reads from the script itself."""
    return _COPIED.sub("", script)


def _without(script: str, piece: list[Token]) -> str:
    """The script without a statement that inserts rows, and its semicolon."""
    if not piece or piece[0].text.lower() not in _FILLING:
        return script
    end = _END.match(script, piece[-1].end + 1)
    return script[: piece[0].start] + script[end.end() if end else piece[-1].end + 1 :]
