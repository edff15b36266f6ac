"""Cleans DDL, but keeps its comments, which tell a model what names do not."""

import re
from typing import Final

from tuneql.corpus.cleaning.characters import INVISIBLE
from tuneql.corpus.cleaning.outside import outside

_LINE_END: Final = re.compile(r"[ \t]*(?:\r\n?|\n)")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_ODD_SPACES: Final = re.compile("[\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x85\v\f]")
_ODD: Final = re.compile(rf"[^\n -~]|{_BLANK_LINES.pattern}| \n|\A\s|\s\Z")


def clean_ddl(ddl: str) -> str:
    r"""DDL with plain line ends, no spaces before them, and nothing invisible; quoted text stays as it is.

    Example:
        >>> clean_ddl("CREATE TABLE ships (  -- all of them \r\n id INT\r\n)\n\n\n\n")
        'CREATE TABLE ships (  -- all of them\n id INT\n)'
    """
    return outside(ddl, _plain, comments=True).strip() if _ODD.search(ddl) else ddl


def _plain(text: str) -> str:
    plain = _BLANK_LINES.sub("\n\n", _LINE_END.sub("\n", _ODD_SPACES.sub(" ", INVISIBLE.sub("", text))))
    return plain.rstrip() if plain.startswith("--") else plain
