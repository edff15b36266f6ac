"""Changes SQL text outside literals, quoted names and comments, or inside literals and comments."""

import re
from collections.abc import Callable
from typing import Final

_OTHERS: Final = r'|(?P<name>"(?:[^"]|"")*"|`[^`]*`|\[[^\]\n]*\]|\$\$.*?\$\$)|(?P<comment>--[^\r\n]*|/\*.*?\*/)'
_QUOTED: Final = re.compile(r"'(?:[^']|'')*'" + _OTHERS, re.DOTALL)
_ESCAPED: Final = re.compile(r"'(?:[^'\\]|\\.|'')*'" + _OTHERS, re.DOTALL)


def outside(sql: str, change: Callable[[str], str], *, escapes: bool = False, comments: bool = False) -> str:
    r"""Change only the parts of a text that are not in quotes.

    Args:
        sql: any text; a quote that never closes does not count.
        change: what to do with each piece.
        escapes: whether a backslash escapes a quote in a literal, as in MySQL.
        comments: whether comments are changed, too.

    Example:
        >>> outside("select 'a' from t", str.upper)
        "SELECT 'a' FROM T"
    """
    pieces, end = [], 0
    for found in (_ESCAPED if escapes else _QUOTED).finditer(sql):
        is_comment = found.lastgroup == "comment"
        pieces += [change(sql[end : found.start()]), change(found[0]) if comments and is_comment else found[0]]
        end = found.end()
    return "".join((*pieces, change(sql[end:])))


def inside(sql: str, change: Callable[[str, str], str]) -> str:
    """Change only the literals and comments of a text.

    Args:
        sql: any text.
        change: what to do with each, given with its quotes or signs, and the text before it.
    """

    def part(found: re.Match[str]) -> str:
        return found[0] if found.lastgroup == "name" else change(found[0], sql[: found.start()])

    return _QUOTED.sub(part, sql)
