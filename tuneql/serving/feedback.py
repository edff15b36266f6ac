"""Feedback on answers, kept for the next training; questions are kept as hashes unless a setting says otherwise."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tuneql.locations import Location

if TYPE_CHECKING:
    from tuneql.ports import Store
    from tuneql.serving.messages import Feedback


@dataclass(frozen=True, kw_only=True)
class FeedbackFolder:
    """Where feedback is kept.

    Attributes:
        folder: has a folder for each day, with an object for each answer.
        objects: the store.
        keep_questions: whether questions are kept as they were asked, and inline schemas with them.
    """

    folder: Location
    objects: "Store"
    keep_questions: bool = False


def keep(feedback: "Feedback", folder: FeedbackFolder, *, at: datetime) -> Location:
    """Store feedback; on the same day, a later one about the same answer replaces the earlier.

    Args:
        feedback: what was said.
        folder: where to.
        at: now, in UTC.
    """
    place = folder.folder.within(f"{at:%Y-%m-%d}/{feedback.request_id}.json")
    record = {"received_at": at.isoformat(), **_said(feedback, keep_questions=folder.keep_questions)}
    data = json.dumps({name: value for name, value in record.items() if value is not None}).encode()
    folder.objects.write(place, data, content_type="application/json")
    return place


def _said(feedback: "Feedback", *, keep_questions: bool) -> dict[str, Any]:
    asked = feedback.question
    hashed = None if asked is None else hashlib.sha256(asked.encode()).hexdigest()
    withheld = {} if keep_questions else {"question": None, "schema": None}
    return feedback.model_dump(by_alias=True) | withheld | {"question_sha256": hashed}
