"""DDL within prose."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Split:
    """A text, taken apart.

    Attributes:
        ddl: from the first CREATE TABLE, with comments before it, to the end of the last statement; or "".
        prose: the rest.
    """

    ddl: str
    prose: str


_CREATE: Final = re.compile(r"\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:\w+\s+)?(?:TABLE|VIEW)\b", re.IGNORECASE)
_COMMENTS_BEFORE: Final = re.compile(
    r"(?:(?:^[ \t]*--[^\n]*\n|/\*(?:(?!\*/).)*\*/\s*)[ \t]*\n?)+\Z", re.MULTILINE | re.DOTALL
)
# Brackets, and texts and comments, in which brackets do not count.
_TOKEN: Final = re.compile(r"'(?:[^']|'')*'|\"[^\"\n]*\"|`[^`\n]*`|--[^\n]*|/\*.*?\*/|[()]", re.DOTALL)
# What may follow a closing bracket: options of the table and a semicolon; a comment on the same line; more statements.
# Without `*+`, many comments or quotation marks could be read in very many ways.
_AFTER: Final = re.compile(r"[^\n;#`:?]{0,200};|(?=[ \t]*(?:\n|\Z))", re.DOTALL)
_NEXT: Final = re.compile(
    r"[ \t]*+(?:--[^\n]*+)?+(?:\s*+(?:--[^\n]*\n|/\*.*?\*/))*+\s*+(?=(?:CREATE|ALTER|COMMENT|INSERT)\s)",
    re.IGNORECASE | re.DOTALL,
)
_LINE_COMMENT: Final = re.compile(r"[ \t]*--[^\n]*")
_STATEMENT: Final = re.compile(r"(?:[^;']|'(?:[^']|'')*+')*+;", re.DOTALL)


def split_ddl(text: str) -> Split:
    r"""The DDL of a text and its prose.

    Example:
        >>> split_ddl("Schema: CREATE TABLE t (a INT) Question: How many?")
        Split(ddl='CREATE TABLE t (a INT)', prose='Schema:\nQuestion: How many?')
    """
    first = _CREATE.search(text)
    if first is None:
        return Split(ddl="", prose=text.strip())
    before = _COMMENTS_BEFORE.search(text, 0, first.start())
    begin = before.start() if before else first.start()
    end = _end(text, first.start())
    return Split(ddl=text[begin:end].strip(), prose=f"{text[:begin].strip()}\n{text[end:].strip()}".strip())


def _end(text: str, at: int) -> int:
    """The end of the statements that begin here, one after another."""
    while True:
        end = _end_of_statement(text, at)
        following = _NEXT.match(text, end)
        if following is None:
            comment = _LINE_COMMENT.match(text, end)
            return comment.end() if comment else end
        at = following.end()


def _end_of_statement(text: str, at: int) -> int:
    if _CREATE.match(text, at) is None:
        other = _STATEMENT.match(text, at)
        return other.end() if other else len(text)
    depth = 0
    for token in _TOKEN.finditer(text, at):
        depth += (token[0] == "(") - (token[0] == ")")
        if depth == 0 and token[0] == ")":
            after = _AFTER.match(text, token.end())
            return after.end() if after else token.end()
    return len(text)
