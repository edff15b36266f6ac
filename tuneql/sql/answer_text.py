"""Extracts the SQL from a model's answer, without what models often write around it.

Evaluation and serving both use it. A second statement is never cut off: the guard checks the result, and must see all
that the model wrote.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

# What a model writes before it answers, not in a literal; a prompt may have begun it, a limit of tokens cut it off.
_THINKING: Final = re.compile(r"\A(?:.*</think(?:ing)?>(?!['%])|<think(?:ing)?>.*)", re.DOTALL)
_FENCE: Final = re.compile(
    r"```(?:[\w+-]*[ \t]*\r?\n|sql\b)?(.*?)(?:```|\Z)|<sql>(.*?)(?:</sql>|\Z)", re.DOTALL | re.IGNORECASE
)
# Where an object of JSON begins, after what a literal of SQL begins with, and the names under which models put the
# statement, the surest first.
_OBJECT: Final = re.compile(r"""(['$])?\[?(\{)\s*\"""")
_IS_OBJECT: Final = re.compile(r'(?:```\w*\s*)?\[?\s*\{\s*"')
_FIELDS: Final = ("sql", "sqlquery", "sqlstatement", "query", "statement", "answer")
_READ_JSON: Final = json.JSONDecoder(strict=False).raw_decode  # a model seldom escapes the ends of lines
_CLOSING_FENCE: Final = re.compile(r"\n[ \t]*```")
_LABEL: Final = re.compile(r"\A(?:sql|answer|query|sql query)[ \t]*:\s*", re.IGNORECASE)
_QUERY_LINE: Final = re.compile(r"^[ \t]*(?:SELECT|WITH)\b", re.IGNORECASE | re.MULTILINE)
_STATEMENT: Final = re.compile(
    r"\s*(?:/\*|--|\(\s*SELECT\b|(?:SELECT|WITH|FROM|VALUES|TABLE|INSERT|UPDATE|DELETE|MERGE|REPLACE|CREATE|ALTER|DROP"
    r"|TRUNCATE|GRANT|REVOKE|EXPLAIN|DESCRIBE|SHOW|SET|USE|PRAGMA|ATTACH|DETACH|COPY|CALL|EXEC|EXECUTE|DO|DECLARE"
    r"|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|VACUUM|ANALYZE|LOCK|LOAD|UNLOAD|INSTALL|IMPORT|EXPORT|SHUTDOWN|KILL|RENAME|HANDLER"
    r"|NOTIFY|LISTEN|OPTIMIZE|REINDEX|DISCARD|RESET|REVERT|RECONFIGURE|CHECKPOINT|REFRESH|PREPARE|WAITFOR)\b)",
    re.IGNORECASE,
)
# A keyword with a missing letter, or with two swapped: such an answer is a statement, not a refusal.
_MISSPELT: Final = re.compile(
    r"\s*(?:SLECT|SEECT|SELCT|SELET|SELEC|ESLECT|SLEECT|SEELCT|SELCET|SELETC|WIHT|WTIH)\b", re.IGNORECASE
)
# Literals, quoted names and comments, whose contents do not count; then a semicolon; then prose after a blank line, if
# the statement was not closed (case-sensitive: a clause rarely starts with "This").
_TOKEN: Final = re.compile(
    r"""'(?:[^'\\]|\\.|'')*+'|"(?:[^"\\]|\\.|"")*+"|`[^`]*`|\$\$.*?\$\$|--[^\n]*|/\*.*?\*/|(?P<semicolon>;)"""
    r"|(?P<prose>(?<=\S)[ \t]*+\n[ \t]*+\n\s*+"
    r"(?:\*\*|\#|(?:This|The|Notes?|Explanation|Here|It|In[ ]this|We|You|I|Please|Let)\b))",
    re.DOTALL,
)
# Without `*+`, many comments could be read in very many ways.
_COMMENTS: Final = re.compile(r"(?:\s|;|--[^\n]*(?:\n|\Z)|/\*.*?\*/)*+\Z", re.DOTALL)


def extract_sql(text: str) -> str:
    r"""The statement in a model's answer: no code fence, no prose before or after, no semicolon at the end.

    An object of JSON may hold it (`{"sql": "SELECT 1"}`), with or without a fence.

    Args:
        text: what the model wrote.

    Returns:
        The SQL; the unchanged text if no SQL is found in it, for the guard to refuse; "" for an empty answer.

    Example:
        >>> extract_sql("Here you are:\n```sql\nSELECT 1;\n```\nThis returns one.")
        'SELECT 1'
    """
    body = _THINKING.sub("", text).strip()
    if _IS_OBJECT.match(body):  # first, as there may be fences in its texts
        body = out_of_object(body)
    body = out_of_object(_inside_fence(body))
    return _until_prose(_from_query(_LABEL.sub("", _without_ticks(body))))


def out_of_object(text: str) -> str:
    """What an object of JSON holds as the statement, itself or within, or the unchanged text.

    Example:
        >>> out_of_object('{"sql": "CANNOT ANSWER: no table tells"}')
        'CANNOT ANSWER: no table tells'
        >>> out_of_object('{"response": {"sql": "SELECT 1"}}')
        'SELECT 1'
    """
    begin = None if _STATEMENT.match(text) else _OBJECT.search(text)
    if begin is None or begin[1]:
        return text
    with suppress(ValueError, RecursionError):
        named: dict[str, str] = {}
        for name, value in _texts_in(_READ_JSON(text, begin.start(2))[0]):
            named.setdefault(name.lower().replace("_", ""), value)
        return next((named[name].strip() for name in _FIELDS if name in named), text)
    return text


def _texts_in(found: Any) -> Iterator[tuple[str, str]]:
    """The texts of an object and of those within it, with their names, from the outermost to the innermost."""
    waiting = [found]
    for each in waiting:
        if isinstance(each, dict):
            yield from ((name, value) for name, value in each.items() if isinstance(value, str))
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each


def is_prose(text: str) -> bool:
    """Whether an answer is in words, without a statement, as a refusal is; `text` is from `extract_sql`.

    Example:
        >>> is_prose("I cannot tell from these tables."), is_prose("SELECT ("), is_prose("SELCT 1"), is_prose("")
        (True, False, False, False)
    """
    return bool(text) and _STATEMENT.match(text) is None and _MISSPELT.match(text) is None


def _inside_fence(text: str) -> str:
    """The contents of the first code fence or `<sql>`; a closing fence alone ends the text."""
    if _STATEMENT.match(text):
        return _CLOSING_FENCE.split(text, maxsplit=1)[0]
    fence = _FENCE.search(text)
    return (fence[1] or fence[2] or "").strip() if fence else text


def _without_ticks(text: str) -> str:
    inline = re.fullmatch(r"`([^`]+)`", text)
    return inline[1].strip() if inline and _STATEMENT.match(inline[1]) else text


def _from_query(text: str) -> str:
    """The text from the first line that begins a query, if it begins with something else."""
    line = None if _STATEMENT.match(text) else _QUERY_LINE.search(text)
    return text[line.start() :].strip() if line else text


def _until_prose(text: str) -> str:
    """The text up to the end of the statement, if what follows is neither a statement nor a comment."""
    if ";" not in text and "\n" not in text:  # as most answers, in which nothing could follow
        return text
    for token in _TOKEN.finditer(text):
        rest = text[token.end() :]
        closed = token["semicolon"] and (_COMMENTS.match(rest) or not _STATEMENT.match(rest))
        if closed or (token["prose"] and _STATEMENT.match(text)):
            return text[: token.start()].rstrip()
    return text
