"""The outcomes of running a row's SQL."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ran:
    """It gave rows, or none, and no error.

    Attributes:
        generated: whether the database was made of the schema, and came without rows of the team's own.
    """

    generated: bool


@dataclass(frozen=True, kw_only=True)
class Failed:
    """It gave an error, or took more than it may."""

    detail: str


@dataclass(frozen=True, kw_only=True)
class NotRun:
    """There is no engine for it here, which is no fault of the row.

    Attributes:
        why: one of a small set of words, for counting.
        detail: one sentence.
    """

    why: str
    detail: str


Outcome = Ran | Failed | NotRun
