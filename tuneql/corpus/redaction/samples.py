"""Sample values in DDL: in comments, DEFAULT and CHECK."""

import re
from typing import Final

from tuneql.corpus.redaction.columns import hints_of
from tuneql.corpus.redaction.kind import Place
from tuneql.corpus.redaction.replacements import Replacements

_LIST: Final = re.compile(r"\((?:\s*'[^']*'\s*,)*\s*\Z")
_SINCE: Final = re.compile(r"[^,(\n]*\Z")
_NAME: Final = re.compile(r"\w+")
_TABLE: Final = re.compile(r"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[\"`\[]?([\w.]+)", re.IGNORECASE)
_QUOTED: Final = re.compile(r"'([^']+)'|\"([^\"]+)\"")


def redact_sample(part: str, before: str, found: Replacements) -> str:
    """A literal or a comment of a schema without personal data.

    Args:
        part: with its quotes or signs.
        before: the schema's text before it, which names its column.
        found: finds, replaces and remembers.
    """
    hints = _hints(before)
    if part.startswith("'"):
        return f"'{found.replace(part[1:-1], Place(hints=hints, is_literal=True))}'"
    quoted = _QUOTED.sub(lambda each: _in_quotes(each, hints, found), part)
    return found.replace(quoted, Place(around=part))


def _in_quotes(each: re.Match[str], hints: frozenset[str], found: Replacements) -> str:
    return f"{each[0][0]}{found.replace(each[0][1:-1], Place(hints=hints, is_literal=True))}{each[0][0]}"


def _hints(before: str) -> frozenset[str]:
    """What the column is about: the last name with hints since the last comma, bracket or line."""
    line = before[before.rfind("\n") + 1 :].rstrip()
    since = _SINCE.search(_LIST.sub("", line).removesuffix(","))
    tables = _TABLE.findall(before)
    owner = frozenset({tables[-1].rpartition(".")[2]}) if tables else frozenset()
    names = _NAME.findall(since[0]) if since else []
    return next((hints for name in reversed(names) if (hints := hints_of(name, owner))), frozenset())
