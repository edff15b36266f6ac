"""Asks a shadow what a user has asked the champion; the user never sees its answer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import BaseModel

from tuneql.errors import TuneqlError
from tuneql.ports import Model
from tuneql.release.champion import Challenger, Served
from tuneql.serving.asking import asker
from tuneql.serving.messages import SqlRequest
from tuneql.serving.observing import Observer
from tuneql.serving.patience import Clock, Patience
from tuneql.serving.query_log import QueryLog
from tuneql.serving.questions import Asked, Source, Tables


class ShadowRequest(BaseModel, frozen=True):
    """The event of the shadow's function.

    Attributes:
        request_id: of the user's request.
        asked: the question, without its schema.
        tables: the schema.
        challenger: what is to be asked.
    """

    request_id: str
    asked: SqlRequest
    tables: Tables
    challenger: Challenger

    @property
    def event(self) -> str:
        """This request as JSON."""
        return self.model_dump_json(by_alias=True, exclude_none=True)


@dataclass(frozen=True, kw_only=True)
class ShadowBackend:
    """What a shadow needs.

    Attributes:
        model: connects to the challenger.
        base_model_id, repairs, query_log: as the endpoint's.
        note: writes a line into the log.
        clock: time.
    """

    model: Callable[[Served], Model]
    base_model_id: str
    repairs: int
    query_log: QueryLog
    note: Callable[[str], None]
    clock: Clock = field(default_factory=Clock)


def cast_shadow(sent: ShadowRequest, backend: ShadowBackend) -> str:
    """Ask the challenger, and log what became of the question; returns `answered`, or the error's name.

    Our own errors are logged and not raised: Lambda would send the event again.
    """
    ask = asker(backend.model, base_model_id=backend.base_model_id, repairs=backend.repairs, log=backend.query_log)
    source, patience = Source(tables=sent.tables), Patience(backend.clock)
    asked = Asked(question=sent.asked.to_question(), source=source, request_id=sent.request_id, patience=patience)
    observer = Observer(challenger=sent.challenger, ask=ask, note=backend.note)
    try:
        observer.observe(asked, sent.challenger, arm="challenger")
    except TuneqlError as error:
        return type(error).__name__
    return "answered"
