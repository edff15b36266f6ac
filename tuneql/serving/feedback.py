"""What people say of an answer: kept for the next training, without their words unless they may be kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from tuneql.locations import Location
from tuneql.ports import Store
from tuneql.serving.messages import Feedback


@dataclass(frozen=True, kw_only=True)
class FeedbackFolder:
    """Where feedback is kept.

    Attributes:
        folder: the prefix; below it a folder a day, and in it an object for each answer.
        objects: the store.
        keep_questions: whether questions are kept as they were asked.
    """

    folder: Location
    objects: Store
    keep_questions: bool = False


def keep(feedback: Feedback, folder: FeedbackFolder, *, at: datetime) -> Location:
    """Write feedback down; of two about one answer on one day, the later one stands.

    Args:
        feedback: what was said.
        folder: where to.
        at: now, in UTC.
    """
    place = folder.folder.within(f"{at:%Y-%m-%d}/{feedback.request_id}.json")
    record = _Record(received_at=at, **_said(feedback, keep_questions=folder.keep_questions))
    data = record.model_dump_json(exclude_none=True).encode()
    folder.objects.write(place, data, content_type="application/json")
    return place


class _Record(BaseModel):
    """The object."""

    request_id: str
    received_at: datetime
    verdict: Literal["good", "bad"]
    sql: str | None
    note: str | None
    question: str | None
    question_sha256: str | None


def _said(feedback: Feedback, *, keep_questions: bool) -> dict[str, Any]:
    asked = feedback.question
    hashed = None if asked is None else hashlib.sha256(asked.encode()).hexdigest()
    return feedback.model_dump() | {"question": asked if keep_questions else None, "question_sha256": hashed}
