"""Answers that are withheld, and what a caller may know of the reasons.

A model's own words reach a caller in one place only: its reason for not answering. They are cut to one short line of
plain text, and dropped if they look like SQL, which nothing has checked.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tuneql.errors import ModelError
from tuneql.prompt import CANNOT_ANSWER
from tuneql.sql.answer_text import out_of_object

if TYPE_CHECKING:
    from tuneql.sql.guard import Denial

TRANSPILES: Final = "transpiles"
"""The rule that the model's SQL can be written in the caller's dialect."""

EXPLAINED: Final = "explained"
"""The rule that the database that an answer is meant for can plan it."""

_MOST_REASONS: Final = 10
_REASON_CHARACTERS: Final = 200
_SHOWN: Final = {
    "parses": "it is no SQL in this dialect",
    EXPLAINED: "the database that it is meant for cannot plan it",
}
_MARKER: Final = re.compile(rf"\W*{re.escape(CANNOT_ANSWER.rstrip(':'))}\b[\s:.*-]*", re.IGNORECASE)
_SQL: Final = re.compile(
    r"[;`]|--|/\*|\b(?:SELECT|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE|TRUNCATE|GRANT|EXEC|MERGE)\b"
    r"|(?i:\b(?:select|delete|insert)\b.*\b(?:from|into)\b|\bupdate\b.*\bset\b|\b(?:drop|create|alter)\s+table\b)",
)


class Withheld(ModelError):
    """The model answered, and its answer is not for the caller.

    Attributes:
        reasons: one `(rule, detail)` each, the most important first.
    """

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(f"{rule}: {detail}" for rule, detail in self.reasons))


class Refused(Withheld):
    """The model's SQL did not pass the guard."""


class NotInDialect(Withheld):
    """The model's SQL passed the guard, but cannot be written in the caller's dialect."""


class CannotAnswer(ModelError):
    """The model says that the tables do not hold what is asked for; the message is its reason, safe to show."""


def withheld(denials: "Sequence[Denial]") -> Withheld:
    """The error for an answer with these denials."""
    kind = NotInDialect if all(denial.rule == TRANSPILES for denial in denials) else Refused
    return kind([(denial.rule, _shown(denial)) for denial in denials[:_MOST_REASONS]])


def told(denials: "Sequence[Denial]") -> list[str]:
    """The denials in full, for the model: they say where its text stops being SQL, and which names exist."""
    return [denial.detail[:_REASON_CHARACTERS] for denial in denials[:_MOST_REASONS]]


def refusal(text: str) -> CannotAnswer | None:
    """The reason in a model's text that declines to answer; None if the text is an answer.

    Example:
        >>> str(refusal("CANNOT ANSWER: no table tells the weather."))
        'no table tells the weather.'
    """
    said = out_of_object(text)
    marker = _MARKER.match(said)
    return CannotAnswer(_plain(said[marker.end() :])) if marker else None


def _plain(text: str) -> str:
    line = "".join(character if _is_text(character) else " " for character in text[: 5 * _REASON_CHARACTERS])
    reason = " ".join(line.split())[:_REASON_CHARACTERS]
    return "it gave no reason that can be shown" if not reason or _SQL.search(reason) else reason


def _is_text(character: str) -> bool:
    """Whether a character is a letter, a mark, a number or the punctuation of a sentence."""
    return unicodedata.category(character)[0] in "LMN" or character in " .,:;'\"()-_!?%/`*"


def _shown(denial: "Denial") -> str:
    """A denial without the model's text, which parsers quote, and without the database's own words."""
    return _SHOWN.get(denial.rule) or denial.detail[:_REASON_CHARACTERS]
