"""The guard's verdict on a statement."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Denial:
    """One reason to refuse a statement.

    Attributes:
        rule: the rule's name, one of `tuneql.sql.guard.RULES`.
        detail: a sentence about what is refused, with close matches of unknown names.
    """

    rule: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The outcome of all rules.

    Attributes:
        denials: in the order of the rules.
        sql: the statement rewritten from its tree, without comments: the only text that is safe to run; None if
            denied.
        checks: each rule's name and whether it passed; all False if the text does not parse.
    """

    denials: tuple[Denial, ...]
    sql: str | None
    checks: Mapping[str, bool]

    @property
    def allowed(self) -> bool:
        """Whether every rule passed."""
        return self.sql is not None
