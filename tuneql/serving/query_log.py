"""The query log: a line of JSON for every question that a model was asked.

It tells how questions fare and what they cost. Without `keep_questions` it holds a question's SHA-256 only, by which
the same question can be recognised. Costs are in millionths of a dollar, because a metric filter adds them up, and
CloudWatch's filters do not read numbers like 4.2e-06 ("Filter and pattern syntax").
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from tuneql.errors import Intervened, InvalidInput, ModelMissing, Unavailable, UnknownSchema
from tuneql.limits import QUERY_LOG_MARK
from tuneql.serving.questions import AnotherChampion, Asked, Question, SchemaChanged
from tuneql.serving.refusals import CannotAnswer, Withheld

if TYPE_CHECKING:
    from tuneql.release.champion import Trained
    from tuneql.serving.answers import SqlAnswer, Usage

Outcome = Literal["answered", "refused", "declined", "busy", "failed", "invalid", "outdated"]
"""What became of a question: answered; refused by the guard or by a guardrail; declined by the model, because the
tables do not hold the answer; busy or not ready in time; failed in any other way; invalid, as its caller was told; or
outdated, because the champion or the schema had changed, and asked once more."""

_OUTCOMES: Final[tuple[tuple[tuple[type[Exception], ...], Outcome], ...]] = (
    ((InvalidInput, UnknownSchema), "invalid"),
    ((ModelMissing, AnotherChampion, SchemaChanged), "outdated"),
    ((Withheld, Intervened), "refused"),
    ((CannotAnswer,), "declined"),
    ((Unavailable,), "busy"),
)


def outcome_of(error: Exception) -> Outcome:
    """What became of a question that ended in this error."""
    return next((outcome for kinds, outcome in _OUTCOMES if isinstance(error, kinds)), "failed")


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class QueryLog:
    """Where the lines go, and what they may hold.

    Attributes:
        note: writes a line.
        keep_questions: whether questions and their SQL are kept in words, too.
        now: the time in UTC.
    """

    note: Callable[[str], None]
    keep_questions: bool = False
    now: Callable[[], datetime] = _utc_now

    def answered(self, asked: Asked, model: "Trained", answer: "SqlAnswer") -> None:
        """Log an answer."""
        found = {"schema_version": answer.schema_version, "repairs": answer.repairs}
        kept = {"sql": answer.sql} if self.keep_questions else {}
        self._write(asked, model, "answered", _spent(answer.usage, answer.cost_usd) | found | kept)

    def failed(
        self, asked: Asked, model: "Trained", error: Exception, *, usage: "Usage", cost_usd: float | None
    ) -> None:
        """Log a question without an answer, with the guard's rules if they withheld one."""
        rules = {"rules": [rule for rule, _ in error.reasons]} if isinstance(error, Withheld) else {}
        self._write(asked, model, outcome_of(error), _spent(usage, cost_usd) | rules)

    def _write(self, asked: Asked, model: "Trained", outcome: Outcome, more: dict[str, Any]) -> None:
        question = asked.question
        line = {
            "mark": QUERY_LOG_MARK,
            "at": self.now().isoformat(timespec="milliseconds"),
            "request_id": asked.request_id,
            **_words(question, keep=self.keep_questions),
            "schema_id": question.schema_id,
            "dialect": question.dialect,
            "model": model.run,
            "outcome": outcome,
            "latency_ms": round(asked.patience.spent * 1000, 1),
            **more,
        }
        self.note(json.dumps({name: value for name, value in line.items() if value is not None}))


def _spent(usage: "Usage", cost_usd: float | None) -> dict[str, Any]:
    return {**vars(usage), "cost_micro_usd": None if cost_usd is None else round(cost_usd * 1e6, 3)}


def _words(question: Question, *, keep: bool) -> dict[str, Any]:
    """The hash of the question, or of the specification's JSON, and its words if they may be kept."""
    words = question.question if question.spec is None else question.spec.text
    assert words is not None  # noqa: S101 - a question has one of the two
    return {"question_sha256": hashlib.sha256(words.encode()).hexdigest(), "question": words if keep else None}
