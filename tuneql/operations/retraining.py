"""Training again on users' corrections.

Every correction becomes a row of the corpus. When enough of them are new, a run is started, whose gate decides as
always whether the new model serves users.
"""

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, Protocol

from pydantic import BaseModel, Field

from tuneql.errors import UnknownSchema
from tuneql.locations import Location
from tuneql.ports import Objects
from tuneql.serving.schemas import Schemas

FILE: Final = "feedback.jsonl"
"""The corrections, as a file of the corpus."""

_READERS: Final = 16


class Retraining(BaseModel, frozen=True):
    """What the setting `retraining` says.

    Attributes:
        minimum_corrections: how many new ones start a run.
        input: of the execution, without the corpus.
    """

    minimum_corrections: int
    input: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where things are.

    Attributes:
        feedback: the folder of feedback.
        schemas: the folder of registered schemas.
        corpus: the folder that a run reads.
        started: the object that remembers which corrections a run has been started with.
    """

    feedback: Location
    schemas: Location
    corpus: Location
    started: Location


class Starter(Protocol):
    """Starts executions of the workflow."""

    def is_running(self) -> bool:
        """Whether one is under way."""

    def start(self, given: Mapping[str, Any], *, name: str) -> str:
        """Start one, unless there is or was one of this name; returns its ARN."""


class Correction(BaseModel, frozen=True, populate_by_name=True):
    """Feedback that holds a question and the SQL that is right.

    Attributes:
        schema_id, ddl: the schema that was asked about, registered or inline.
        dialect: of the SQL, and of an inline schema.
    """

    request_id: str
    received_at: datetime
    question: str
    sql: str
    schema_id: str | None = None
    ddl: str | None = Field(default=None, alias="schema")
    dialect: str | None = None

    def row(self, schemas: Schemas) -> dict[str, str]:
        """A row of a corpus, with its schema if that was inline or is still registered."""
        found = {"id": self.request_id, "question": self.question, "sql": self.sql}
        return found | asked_about(self.schema_id, self.ddl, self.dialect, schemas)


def asked_about(schema_id: str | None, ddl: str | None, dialect: str | None, schemas: Schemas) -> dict[str, str]:
    """The fields `schema` and `dialect` of a row: those of the inline or the registered schema, unless it is gone."""
    found = {} if dialect is None else {"dialect": dialect}
    if ddl is not None:
        return {"schema": ddl} | found
    with suppress(UnknownSchema):
        if schema_id is not None:
            schema = schemas.get(schema_id)
            return {"schema": schema.schema, "dialect": schema.dialect} | found
    return found


class Outcome(BaseModel):
    """What was done.

    Attributes:
        corrections: how many there are.
        new: how many of them no run has been started with.
        execution: the ARN of the execution, if one was started.
    """

    outcome: Literal["started", "too few", "a run is under way"]
    corrections: int
    new: int
    execution: str | None = None


def retrain(chosen: Retraining, places: Places, *, objects: Objects, executions: Starter) -> Outcome:
    """Start a run if there are enough new corrections and none is under way.

    The same corrections start one run only, whatever fails and however often this is repeated: the run's name holds
    their digest, and they count as old only after it has started.
    """
    known = corrections(places.feedback, objects)
    old = _started_with(places.started, objects)
    new = sum(each.request_id not in old for each in known)
    if new < chosen.minimum_corrections:
        return Outcome(outcome="too few", corrections=len(known), new=new)
    if executions.is_running():
        return Outcome(outcome="a run is under way", corrections=len(known), new=new)
    schemas = Schemas(objects, places.schemas)
    text = "".join(json.dumps(each.row(schemas), ensure_ascii=False) + "\n" for each in known).encode()
    objects.write(places.corpus.within(FILE), text, content_type="application/x-ndjson")
    given = {**chosen.input, "corpus": places.corpus.uri}
    arn = executions.start(given, name=_name(given, text))
    ids = json.dumps([each.request_id for each in known]).encode()
    objects.write(places.started, ids, content_type="application/json")
    return Outcome(outcome="started", corrections=len(known), new=new, execution=arn)


def _name(given: Mapping[str, Any], text: bytes) -> str:
    """The execution's name: the same for the same input and corrections."""
    return f"feedback-{hashlib.sha256(json.dumps(given).encode() + text).hexdigest()[:16]}"


def corrections(feedback: Location, objects: Objects) -> list[Correction]:
    """All corrections, the latest of each request, by request id."""
    records = feedback_records(feedback, objects)
    found = [Correction.model_validate(each) for each in records if each.get("question") and each.get("sql")]
    latest = {each.request_id: each for each in sorted(found, key=lambda each: each.received_at)}
    return [latest[request_id] for request_id in sorted(latest)]


def feedback_records(feedback: Location, objects: Objects) -> list[dict[str, Any]]:
    """All that people have said, as it is stored."""
    with ThreadPoolExecutor(_READERS) as readers:
        return [json.loads(each) for each in readers.map(objects.read, objects.list(feedback))]


def _started_with(place: Location, objects: Objects) -> frozenset[str]:
    found = objects.fetch(place)
    return frozenset() if found is None or found.data is None else frozenset(json.loads(found.data))
