import json
from typing import Any

import pytest

from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import ModelError, ModelMissing, NotReady, Throttled
from tuneql.prompt import build_prompt
from tuneql.release.champion import Champion
from tuneql.serving.api import Backend, Request, Response, respond
from tuneql.serving.service import Clock, SqlRequest, answer

CHAMPION = Champion(
    model_id="arn:champion",
    model_arn="arn:model",
    run="nightly-1234abcd",
    dialect="sqlite",
    prompt_version="1",
    promoted_at="2026-11-20T00:00:00Z",
)
DDL = "CREATE TABLE head (name TEXT, age INTEGER)"
ASKED = {"question": "How many heads are older than 56?", "schema": DDL}
GOOD = "SELECT COUNT(*) FROM head WHERE age > 56"


def post(body: Any, *script: str | Exception, champion: Champion | None = CHAMPION) -> Response:
    model = ScriptedModel(*(script or (GOOD,)))
    backend = Backend(pointer=MemoryPointer(champion), model=lambda _: model, base_model_id="amazon.nova-micro-v1:0")
    text = body if isinstance(body, str) else json.dumps(body)
    return respond(Request(method="POST", path="/sql", body=text, request_id="r-1"), backend)


def test_an_answer_comes_with_its_checks_tokens_latency_and_cost() -> None:
    response = post(ASKED)
    body = json.loads(response.body)
    assert response.status == 200
    assert body["sql"] == GOOD
    assert (body["request_id"], body["dialect"], body["repairs"], body["model"]) == ("r-1", "sqlite", 0, CHAMPION.run)
    assert body["checks"]
    assert all(body["checks"].values())
    assert body["usage"]["input_tokens"] > 0
    assert body["cost_usd"] > 0


def test_the_model_is_asked_in_the_words_that_it_was_trained_on() -> None:
    model = ScriptedModel(GOOD)
    answer(
        SqlRequest.model_validate(ASKED),
        champion=CHAMPION,
        model=model,
        base_model_id="amazon.nova-micro-v1:0",
        request_id="r",
    )
    assert model.prompts == [build_prompt(question=str(ASKED["question"]), ddl=DDL, dialect="sqlite")]


PROBLEMS = [
    ("not json", (), 400, "/errors/invalid-request", "body"),
    ("", (), 400, "/errors/invalid-request", "body"),
    ("[]", (), 400, "/errors/invalid-request", "input"),
    ({"schema": DDL}, (), 400, "/errors/invalid-request", "question"),
    (ASKED | {"question": "x" * 100_000}, (), 400, "/errors/invalid-request", "question"),
    (ASKED | {"question": 7}, (), 400, "/errors/invalid-request", "question"),
    (ASKED | {"temperature": 1}, (), 400, "/errors/invalid-request", "temperature"),
    (ASKED | {"dialect": "klingon"}, (), 400, "/errors/invalid-request", "dialect"),
    (ASKED | {"dialect": "mysql"}, (), 400, "/errors/invalid-request", "dialect"),
    (ASKED | {"schema": "CREATE TABEL head ("}, (), 400, "/errors/invalid-schema", "schema"),
    (ASKED, ("DROP TABLE head",), 422, "/errors/sql-refused", "read_only"),
    (ASKED, ("SELECT * FROM secrets",), 422, "/errors/sql-refused", "known_tables"),
    (ASKED, ("SELECT salary FROM head",), 422, "/errors/sql-refused", "known_columns"),
    (ASKED, ("SELECT 1; SELECT 2",), 422, "/errors/sql-refused", "one_statement"),
    (ASKED, (ModelError("the model stopped with max_tokens"),), 502, "/errors/no-answer", None),
    (ASKED, (RuntimeError("secret: arn:aws:bedrock"),), 500, "/errors/internal", None),
]


@pytest.mark.parametrize(("body", "script", "status", "kind", "field"), PROBLEMS, ids=lambda value: str(value)[:30])
def test_every_error_is_a_problem_document_that_names_the_field(
    body: Any, script: tuple[str | Exception, ...], status: int, kind: str, field: str | None
) -> None:
    response = post(body, *script)
    found = json.loads(response.body)
    assert (response.status, found["status"], found["type"]) == (status, status, kind)
    assert response.headers["content-type"] == "application/problem+json"
    assert found["request_id"] == "r-1"
    assert [error["field"] for error in found["errors"]][:1] == ([field] if field else [])
    assert "arn:" not in response.body
    assert len(response.body) < 2000


def test_before_the_first_promotion_the_endpoint_says_so() -> None:
    response = post(ASKED, champion=None)
    assert (response.status, json.loads(response.body)["type"]) == (503, "/errors/no-model-yet")


def test_an_unknown_route_is_a_problem_too() -> None:
    backend = Backend(pointer=MemoryPointer(CHAMPION), model=lambda _: ScriptedModel(GOOD), base_model_id="m")
    response = respond(Request(method="GET", path="/sql", body=None, request_id="r"), backend)
    assert response.status == 404


class FakeClock:
    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


@pytest.mark.parametrize("error", [NotReady("cold"), Throttled("busy")])
def test_a_cold_or_busy_model_is_asked_again_and_given_up_before_the_gateway_does(error: Exception) -> None:
    clock = FakeClock()
    timer = Clock(now=clock.now, sleep=clock.sleep)

    def ask(*script: str | Exception) -> str:
        return answer(
            SqlRequest.model_validate(ASKED),
            champion=CHAMPION,
            model=ScriptedModel(*script),
            base_model_id="amazon.nova-micro-v1:0",
            request_id="r",
            clock=timer,
        ).sql

    assert ask(error, error, GOOD) == GOOD
    with pytest.raises(type(error)):
        ask(error)
    assert clock.time < 29


def test_health_and_openapi() -> None:
    backend = Backend(pointer=MemoryPointer(CHAMPION), model=lambda _: ScriptedModel(GOOD), base_model_id="m")
    health = respond(Request(method="GET", path="/health", body=None, request_id="r"), backend)
    assert json.loads(health.body) == {"status": "ok", "model": CHAMPION.run, "dialect": "sqlite"}
    document = json.loads(respond(Request(method="GET", path="/openapi.json", body=None, request_id="r"), backend).body)
    assert set(document["paths"]) == {"/sql", "/health", "/openapi.json"}
    assert {"200", "400", "422", "429", "500", "502", "503"} == set(document["paths"]["/sql"]["post"]["responses"])


def test_a_champion_that_is_gone_is_looked_up_again() -> None:
    old, new = CHAMPION, CHAMPION.model_copy(update={"model_id": "arn:new", "run": "later-1234abcd"})

    class Cached(MemoryPointer):
        def read(self, *, fresh: bool = False) -> Champion | None:
            return new if fresh else old

    models = {"arn:champion": ScriptedModel(ModelMissing("gone")), "arn:new": ScriptedModel(GOOD)}
    backend = Backend(pointer=Cached(), model=lambda it: models[it.model_id], base_model_id="amazon.nova-micro-v1:0")
    response = respond(Request(method="POST", path="/sql", body=json.dumps(ASKED), request_id="r"), backend)
    assert (response.status, json.loads(response.body)["model"]) == (200, "later-1234abcd")


def test_a_champion_that_stays_gone_is_a_503() -> None:
    response = post(ASKED, ModelMissing("gone"))
    assert (response.status, json.loads(response.body)["type"]) == (503, "/errors/model-not-ready")


def test_an_imported_model_has_no_price_by_the_token() -> None:
    arn = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl"
    response = post(ASKED, champion=CHAMPION.model_copy(update={"model_id": arn, "model_arn": arn}))
    assert json.loads(response.body)["cost_usd"] is None
