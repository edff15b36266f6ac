import json
import logging
from dataclasses import replace
from typing import Any

import pytest

from tests.serving.endpoint import ASKED, CHAMPION, DDL, GOOD, FakeClock, ask, backend, send
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import ModelError, ModelMissing, NotReady, Throttled
from tuneql.prompt import WORDINGS, build_prompt
from tuneql.release.champion import Champion
from tuneql.serving.api import Request, Response, respond
from tuneql.serving.patience import Clock
from tuneql.serving.routes import ROUTES
from tuneql.sql.schemas.schema import parse_schema


def post(body: Any, *script: str | Exception, champion: Champion | None = CHAMPION) -> Response:
    text = body if isinstance(body, str) else json.dumps(body)
    asked = Request(method="POST", path="/sql", body=text, request_id="r-1")
    return respond(asked, backend(ScriptedModel(*(script or (GOOD,))), pointer=MemoryPointer(champion)))


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


@pytest.mark.parametrize("version", WORDINGS)
def test_the_model_is_asked_in_the_words_that_it_was_trained_on(version: str) -> None:
    model = ScriptedModel(GOOD)
    champion = replace(CHAMPION, prompt_version=version)
    served = backend(model, pointer=MemoryPointer(champion))
    respond(Request(method="POST", path="/sql", body=json.dumps(ASKED), request_id="r"), served)
    schema = parse_schema(DDL, "sqlite")
    question = str(ASKED["question"])
    assert model.prompts == [build_prompt(question=question, schema=schema, dialect="sqlite", version=version)]


PROBLEMS = [
    ("not json", (), 400, "/errors/invalid-request", "body"),
    ("", (), 400, "/errors/invalid-request", "body"),
    ("[]", (), 400, "/errors/invalid-request", "input"),
    ("[" * 100_000, (), 400, "/errors/invalid-request", "body"),
    ({"schema": DDL}, (), 400, "/errors/invalid-request", "question"),
    (ASKED | {"question": "x" * 100_000}, (), 400, "/errors/invalid-request", "question"),
    (ASKED | {"question": 7}, (), 400, "/errors/invalid-request", "question"),
    (ASKED | {"temperature": 1}, (), 400, "/errors/invalid-request", "temperature"),
    (ASKED | {"dialect": "klingon"}, (), 400, "/errors/invalid-request", "dialect"),
    (ASKED | {"dialect": ""}, (), 400, "/errors/invalid-request", "dialect"),
    (ASKED | {"spec": {"table": "head", "cols": ["name"]}}, (), 400, "/errors/invalid-request", "question"),
    ({"question": "How many?"}, (), 400, "/errors/invalid-request", "schema"),
    (ASKED | {"schema_id": "hr"}, (), 400, "/errors/invalid-request", "schema"),
    ({"question": "How many?", "schema_id": "../runs"}, (), 400, "/errors/invalid-request", "schema_id"),
    ({"question": "How many?", "schema_id": "hr"}, (), 404, "/errors/unknown-schema", "schema_id"),
    (ASKED | {"question": "\ud800"}, (), 400, "/errors/invalid-request", "question"),
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


@pytest.mark.parametrize(
    ("said", "level"), [(RuntimeError("anything"), logging.ERROR), (ModelError("cut off"), logging.INFO)]
)
def test_only_what_nobody_expects_is_an_error_in_the_log(
    said: Exception, level: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "tuneql.serving.failures"):
        post(ASKED, said)
    assert [record.levelno for record in caplog.records if record.name == "tuneql.serving.failures"] == [level]


def test_before_the_first_promotion_the_endpoint_says_so() -> None:
    response = post(ASKED, champion=None)
    assert (response.status, json.loads(response.body)["type"]) == (503, "/errors/no-model-yet")


def test_an_unknown_route_is_a_problem_too() -> None:
    response = respond(Request(method="GET", path="/sql", body=None, request_id="r"), backend(ScriptedModel(GOOD)))
    assert response.status == 404


@pytest.mark.parametrize("error", [NotReady("cold"), Throttled("busy")])
def test_a_cold_or_busy_model_is_asked_again_and_given_up_before_the_gateway_does(error: Exception) -> None:
    clock = FakeClock()
    timer = Clock(now=clock.now, sleep=clock.sleep)

    def ask(*script: str | Exception) -> Response:
        asked = Request(method="POST", path="/sql", body=json.dumps(ASKED), request_id="r")
        return respond(asked, backend(ScriptedModel(*script), clock=timer))

    assert json.loads(ask(error, error, GOOD).body)["sql"] == GOOD
    assert clock.time == 0.5 + 1
    clock.time = 0.0
    response = ask(error)
    assert response.status in {429, 503}
    assert int(response.headers["retry-after"]) > 0
    assert clock.time == 0.5 + 1 + 2 + 4 + 6  # less than the 25 seconds that there are


def test_a_question_above_the_day_s_limit_is_refused_and_no_model_asked() -> None:
    found, model = ask(ASKED, is_overspent=lambda: True)
    assert (found.status, found.body["type"], found.headers["retry-after"]) == (429, "/errors/spending-limit", "3600")
    assert "questions of the last 24 hours" in found.body["detail"]
    assert model.prompts == []


def test_health_and_openapi() -> None:
    served = backend(ScriptedModel(GOOD))
    health = respond(Request(method="GET", path="/health", body=None, request_id="r"), served)
    assert json.loads(health.body) == {"status": "ok", "model": CHAMPION.run, "dialect": "sqlite"}
    document = json.loads(respond(Request(method="GET", path="/openapi.json", body=None, request_id="r"), served).body)
    assert {(method.upper(), path) for path, methods in document["paths"].items() for method in methods} - {
        ("PARAMETERS", "/schemas/{id}")
    } == set(ROUTES)


def test_a_champion_that_is_gone_is_looked_up_again() -> None:
    old, new = CHAMPION, replace(CHAMPION, model_id="arn:new", run="later-1234abcd")

    class Cached(MemoryPointer):
        def read(self, *, fresh: bool = False) -> Champion | None:
            return new if fresh else old

    models = {"arn:champion": ScriptedModel(ModelMissing("gone")), "arn:new": ScriptedModel(GOOD)}
    served = backend(ScriptedModel(GOOD), pointer=Cached(), model=lambda it: models[it.model_id])
    response = respond(Request(method="POST", path="/sql", body=json.dumps(ASKED), request_id="r"), served)
    assert (response.status, json.loads(response.body)["model"]) == (200, "later-1234abcd")


def test_a_question_is_asked_again_of_a_champion_that_follows_meanwhile() -> None:
    old, new = CHAMPION, replace(CHAMPION, run="later-1234abcd", model_arn="arn:later", dialect="postgres")

    class Cached(MemoryPointer):
        found = old

        def read(self, *, fresh: bool = False) -> Champion | None:
            kept, self.found = self.found, new
            return new if fresh else kept

    model = ScriptedModel(GOOD)
    found = send(backend(model, pointer=Cached()), "POST", "/sql", ASKED)
    assert (found.status, found.body["model"], found.body["dialect"]) == (200, "later-1234abcd", "postgres")
    # The first champion is asked in a thread, before this or after it.
    assert any("postgres" in prompt.system for prompt in model.prompts)


def test_a_champion_that_stays_gone_is_a_503() -> None:
    response = post(ASKED, ModelMissing("gone"))
    assert (response.status, json.loads(response.body)["type"]) == (503, "/errors/model-not-ready")


def test_an_imported_model_has_no_price_by_the_token() -> None:
    arn = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl"
    response = post(ASKED, champion=replace(CHAMPION, model_id=arn, model_arn=arn))
    assert json.loads(response.body)["cost_usd"] is None
