"""The endpoint without AWS: a champion, a backend around a model, and requests to it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.locations import Location
from tuneql.ports import Model
from tuneql.release.champion import Champion
from tuneql.serving.api import Backend, Request, Response, respond
from tuneql.serving.query_log import QueryLog
from tuneql.serving.schemas import Schemas

FOLDER = Location(bucket="corpus", key="schemas/")
CHAMPION = Champion(
    model_id="arn:champion",
    model_arn="arn:model",
    run="nightly-1234abcd",
    dialect="sqlite",
    prompt_version="2026-11-3",  # whose name is with options, which the endpoint does without
    promoted_at="2026-11-20T00:00:00Z",
)
DDL = "CREATE TABLE head (name TEXT, age INTEGER)"
ASKED = {"question": "How many heads are older than 56?", "schema": DDL}
GOOD = "SELECT COUNT(*) FROM head WHERE age > 56"


def backend(said: Model, **given: Any) -> Backend:
    known: dict[str, Any] = {
        "pointer": MemoryPointer(CHAMPION),
        "model": lambda _: said,
        "base_model_id": "amazon.nova-micro-v1:0",
        "schemas": Schemas(MemoryObjects(), FOLDER),
        "query_log": QueryLog(note=lambda _: None),
    }
    return Backend(**(known | given))


class FakeClock:
    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: Mapping[str, str]


def send(served: Backend, method: str, path: str, body: Any = None) -> Answer:
    text = None if body is None else body if isinstance(body, str) else json.dumps(body)
    response: Response = respond(Request(method=method, path=path, body=text, request_id="r-1"), served)
    return Answer(response.status, json.loads(response.body) if response.body else None, response.headers)


def ask(asked: Mapping[str, Any], *script: str | Exception, **given: Any) -> tuple[Answer, ScriptedModel]:
    """An answer, and the model with what it was asked."""
    model = ScriptedModel(*(script or (GOOD,)))
    return send(backend(model, **given), "POST", "/sql", asked), model
