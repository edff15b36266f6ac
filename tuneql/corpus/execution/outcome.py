"""The outcomes of running a row's SQL."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ran:
    """It ran without an error, with or without rows.

    Attributes:
        generated: whether the database was made from the schema.
    """

    generated: bool


@dataclass(frozen=True, kw_only=True)
class Failed:
    """It raised an error, or took more than it may."""

    detail: str


@dataclass(frozen=True, kw_only=True)
class NotRun:
    """It could not be run here, which is not the row's fault.

    Attributes:
        why: one of a small set of words, for counting.
        detail: one sentence.
    """

    why: str
    detail: str


Outcome = Ran | Failed | NotRun
