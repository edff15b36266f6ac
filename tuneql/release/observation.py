"""What a trial logs about each question; nobody waits for the log.

No line has words of a question, a schema or SQL, only digests that tell whether two statements are the same.
"""

import hashlib
from typing import Final, Literal

from pydantic import BaseModel

from tuneql.sql.template import template

MARK: Final = "tuneql.trial"
"""Every such line contains this, and no other line; logs are searched for it."""

Arm = Literal["champion", "challenger"]
Outcome = Literal["answered", "refused", "declined", "busy", "failed"]

_DIGEST_CHARACTERS: Final = 16


class _Line(BaseModel, frozen=True):
    mark: Literal["tuneql.trial"] = MARK
    trial: str
    request_id: str


class Observation(_Line):
    """The result of a question in one arm.

    Attributes:
        trial: `Challenger.trial`.
        request_id: of the question.
        arm: which model was asked.
        outcome: answered; refused by the guard, or by a guardrail; declined by the model, which says that the tables do
            not hold the answer; busy or not ready in time; failed in another way.
        instead: whether the champion was asked because the challenger did not answer: then the question does not count
            for the champion.
        repairs, latency_ms, input_tokens, output_tokens: as the answer reports them.
        sql, template: digests of the statement, and of its template.
    """

    kind: Literal["observation"] = "observation"
    arm: Arm
    outcome: Outcome
    instead: bool = False
    repairs: int = 0
    latency_ms: float | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    sql: str | None = None
    template: str | None = None


class Opinion(_Line):
    """A person's opinion of an answer while a trial ran."""

    kind: Literal["opinion"] = "opinion"
    verdict: Literal["good", "bad"]


def digests(sql: str, dialect: str) -> tuple[str, str]:
    """Digests of a statement that the guard wrote, and of its template."""
    return _digest(sql), _digest(template(sql, dialect))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_CHARACTERS]
