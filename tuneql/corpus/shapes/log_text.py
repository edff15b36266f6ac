"""The text of a statement in a log: its line breaks, and what people say in the comments before it.

Most comments in a log are not such: dashboards, schedulers and drivers name themselves there, in JSON or as keys with
values, and people leave labels, rules of dashes and commented-out statements.
"""

import re
from collections.abc import Iterator
from typing import Final

# A line feed spelled in letters, outside literals and comments.
_SPELLED: Final = re.compile(
    r"""'(?:[^'\\]|''|\\.)*' | "[^"]*" | /\*.*?\*/ | --(?:(?!\\n).)* | (?P<spelled>\\[nrt])""", re.VERBOSE
)
_ESCAPE: Final = re.compile(r"\\([\\nrt])")
_MEANT: Final = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}

# Some dialects begin a comment with # (MySQL, BigQuery), some with // (Snowflake).
_COMMENT: Final = re.compile(r"\s*(?:(?:--|\#|//)(?P<line>[^\n]*)(?:\n|\Z)|/\*(?P<block>.*?)\*/)", re.DOTALL)
_RULE: Final = re.compile(r"^[\s*=~#_/-]+|[\s*=~#_/-]+$")
_LABEL: Final = re.compile(r"(?:question|description|purpose|title)\s*:\s*", re.IGNORECASE)

_OF_TOOLS: Final = re.compile(
    r"""[{\[+!<]                                            # JSON; /*+ hint */; /*!40001 MySQL's */
    | .*\{\s*" | .*\\u[0-9a-f]{4}                           # Looker Query Context '{"user_id": 1}'
    | \w+::                                                 # Metabase:: userID: 1
    | \w+(?:\ \w+)?\s*=\s*\S | .*\b\w+=\S+\s.*\b\w+=\S      # ApplicationName=DBeaver 22.1
    | .*\b\w+:\s*\S+?,?\s+(?:\w+\ )?\w+:(?!\w)              # Username: bob, Query Hash: 5fa3
    | (?:todo|fixme|xxx|hack|noqa|sqlfluff|standardsql|legacysql)\b
    | (?:author|owner|date|ticket|version|file|source|created|modified|updated|changed)(?:\ (?:by|on|at))?\s*:
    | (?:auto-?)?(?:generated|created|executed|written)\ by\b
    | (?:select|with|insert|update|delete|create|from|where|and|or|on|join|left|inner|order|group|having|limit|set|use
       |drop|alter)\b.*(?:[=<>*;]|\w\(|\w\.\w)              # a statement that nobody wants any more""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD: Final = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")
_LEAST_WORDS: Final = 3
# Chinese, Japanese and Thai put no spaces between words.
_UNSPACED: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{4,}")


def as_run(sql: str) -> str:
    r"""A statement with its line breaks, if a log spells them: Redshift's has `\n` for a line feed, `\\` for `\`.

    Source: Amazon Redshift Database Developer Guide, SYS_QUERY_TEXT.
    """
    if "\\" not in sql or "\n" in sql or not any(found["spelled"] for found in _SPELLED.finditer(sql)):
        return sql
    return _ESCAPE.sub(lambda found: _MEANT[found[1]], sql)


def without_comments(sql: str) -> tuple[str, str]:
    """What people say in the comments before a statement, "" if nothing, and the statement."""
    lines: list[str] = []
    at = 0
    while comment := _COMMENT.match(sql, at):
        lines += (comment["line"] or comment["block"] or "").splitlines()
        at = comment.end()
    return in_words(" ".join(_of_people(lines))), sql[at:]


def in_words(text: str) -> str:
    """A text of at least three words that a person wrote; "" for any other."""
    text = _LABEL.sub("", text.strip(), count=1)
    has_words = len(_WORD.findall(text)) >= _LEAST_WORDS or _UNSPACED.search(text) is not None
    return text if has_words and _OF_TOOLS.match(text) is None else ""


def _of_people(lines: list[str]) -> Iterator[str]:
    """The lines of comments that people wrote, without rules and stars around them."""
    for line in lines:
        text = _RULE.sub("", line)
        if text and _OF_TOOLS.match(text) is None:
            yield text
