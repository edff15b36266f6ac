"""Requests, responses, and what routes need to serve them."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tuneql.errors import InvalidInput
from tuneql.json_problems import why_not_json
from tuneql.serving.answers import as_json
from tuneql.serving.patience import Clock, Patience

if TYPE_CHECKING:
    from tuneql.ports import ChampionReader, Model
    from tuneql.release.champion import Served
    from tuneql.serving.contest import Contests
    from tuneql.serving.databases import Database
    from tuneql.serving.feedback import FeedbackFolder
    from tuneql.serving.playground import Access
    from tuneql.serving.query_log import QueryLog
    from tuneql.serving.schemas import Schemas


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a client sent.

    Attributes:
        path: begins with a slash, without the stage.
        root: what the client's path has before it: a slash and the stage.
    """

    method: str
    path: str
    body: str | None
    request_id: str
    root: str = "/v1"


@dataclass(frozen=True, kw_only=True)
class Response:
    """What the client gets back."""

    status: int
    body: str
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})


@dataclass(frozen=True, kw_only=True)
class Backend:
    """What the routes need.

    Attributes:
        pointer: reads who is champion.
        model: connects to what is served.
        base_model_id: whose token prices hold.
        schemas: the registered ones.
        query_log: gets a line for every question that a model is asked.
        repairs: how often the model may be asked to mend a refused answer.
        feedback: where feedback is kept; None if it is not taken.
        authorization: how callers get in, which the playground must know.
        databases: those that plan answers before they are returned.
        contests: what challengers need; None if none is ever asked.
        is_overspent: whether a day's questions have cost as much as they may.
        clock: time.
    """

    pointer: "ChampionReader"
    model: "Callable[[Served], Model]"
    base_model_id: str
    schemas: "Schemas"
    query_log: "QueryLog"
    repairs: int = 0
    feedback: "FeedbackFolder | None" = None
    authorization: "Access" = "iam"
    databases: "Sequence[Database]" = ()
    contests: "Contests | None" = None
    is_overspent: Callable[[], bool] = lambda: False
    clock: Clock = field(default_factory=Clock)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A request that is being served.

    Attributes:
        parameters: the values of the path's placeholders.
        patience: the time that is left for it.
    """

    request: Request
    backend: Backend
    parameters: Mapping[str, str]
    patience: Patience


Route = Callable[[Visit], Response]


def read_json(body: str | None) -> Any:
    """The value of a body of JSON, before which a byte order mark is ignored (RFC 8259, section 8.1).

    Raises:
        InvalidInput: it is not JSON.
    """
    try:
        return json.loads((body or "").removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        rule = f"is not JSON ({why_not_json(error)})"
    raise InvalidInput(field="body", value=body or "", rule=rule, remedy="send a JSON object")


def shown(answer: object) -> Response:
    """The response with an answer of `tuneql.serving.answers`."""
    return Response(status=200, body=as_json(answer))
