"""Mends pasted SQL: removes code fences, entities of HTML, typographic quotes and final semicolons."""

import html
import re
from typing import Final

from tuneql.corpus.cleaning.characters import INVISIBLE, QUOTES, SPACES
from tuneql.corpus.cleaning.outside import outside
from tuneql.sql.dialects import get_dialect

_FENCED: Final = re.compile(r"\s*```(?:[\w+-]*[ \t]*\r?\n|sql\b)?(.*?)```\s*", re.DOTALL)
_WIDE: Final = {"\uff1c": "<", "\uff1e": ">", "\uff1d": "="}  # of Chinese and Japanese keyboards
_SIGNS: Final = QUOTES | str.maketrans({"\u2013": "-", "\u2212": "-", "≠": "<>", "≤": "<=", "≥": ">="} | _WIDE)
# What a page writes for < and > and quotes. None of it is SQL outside of literals.
_ENTITY: Final = re.compile(r"&(?:lt|gt|quot|apos|#0?39);")
_ODD_SPACE: Final = re.compile(f"[{SPACES[5:]}]")
_SPACES: Final = re.compile(r"\s+")
_END: Final = re.compile(r"[\s;]+\Z")


def mend(sql: str, dialect: str) -> str:
    r"""A statement without what editors and chat windows put into it; quoted text stays as it is.

    Example:
        >>> mend("```sql\nSELECT id FROM t WHERE name = \u201cx\u201d ;\n```", "mysql")
        'SELECT id FROM t WHERE name = "x"'
    """
    fenced = _FENCED.fullmatch(sql) if "```" in sql else None
    text = _unescaped(fenced[1].strip() if fenced else sql, dialect)
    if not text.isascii():
        text = outside(text, _plain, escapes=_has_escapes(dialect))
    return _END.sub("", text)


def flat(sql: str, dialect: str) -> str:
    """A statement on one line, without comments; quoted text stays as it is."""
    escapes = _has_escapes(dialect)
    bare = outside(sql, lambda text: " " if text.startswith(("--", "/*")) else text, escapes=escapes, comments=True)
    return _END.sub("", outside(bare, lambda text: _SPACES.sub(" ", text), escapes=escapes).strip())


def _unescaped(sql: str, dialect: str) -> str:
    """The text without entities, unless all of them are in literals."""
    if _ENTITY.search(sql) is None:
        return sql
    is_bare = outside(sql, lambda text: _ENTITY.sub("", text), escapes=_has_escapes(dialect)) != sql
    return html.unescape(sql) if is_bare else sql


def _has_escapes(dialect: str) -> bool:
    return "\\" in get_dialect(dialect).tokenizer_class.STRING_ESCAPES


def _plain(text: str) -> str:
    return _ODD_SPACE.sub(" ", INVISIBLE.sub("", text)).translate(_SIGNS)
