"""The endpoint, through the gateway: what it answers, and what never reaches the model."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.end_to_end import orchard
from tests.end_to_end.command import run_tuneql
from tests.end_to_end.house import House
from tests.end_to_end.seen import Answer, Ended
from tuneql.aws.log_lines import find_lines
from tuneql.limits import QUERY_LOG_MARK
from tuneql.serving.routes import ROUTES

GOOD = {"question": "How many hives are there?", "schema": orchard.ddl()}


@dataclass(frozen=True, kw_only=True)
class Bad:
    """A request that is refused before a model is asked."""

    name: str
    method: str = "POST"
    path: str = "/sql"
    body: bytes | None = None
    content_type: str = "application/json"
    signed: bool = True
    status: int = 400
    type: str = "/errors/invalid-request"
    says: str = ""


def _body(**changes: object) -> bytes:
    return json.dumps({key: value for key, value in {**GOOD, **changes}.items() if value is not None}).encode()


BAD = (
    Bad(name="huge-question", body=_body(question="q" * 100_000), says="1 to 4000 characters"),
    Bad(
        name="huge-question-past-the-gateway",
        body=_body(question="q" * 100_000),
        content_type="text/plain",
        says="question",
    ),
    Bad(
        name="schema-that-does-not-parse",
        body=_body(schema="CREATE TABLE ((("),
        type="/errors/invalid-schema",
        says="schema",
    ),
    Bad(name="schema-without-tables", body=_body(schema="SELECT 1"), type="/errors/invalid-schema", says="schema"),
    Bad(name="empty-question", body=_body(question=""), says="question"),
    Bad(name="no-schema", body=_body(schema=None), says="either schema"),
    Bad(name="two-schemas", body=_body(schema_id="orchard"), says="either schema"),
    Bad(
        name="two-schemas-past-the-gateway",
        body=_body(schema_id="orchard"),
        content_type="text/plain",
        says="schema_id are alternatives",
    ),
    Bad(
        name="unknown-schema",
        body=_body(schema=None, schema_id="nowhere"),
        status=404,
        type="/errors/unknown-schema",
        says="nowhere is not registered",
    ),
    Bad(name="schema-id-that-is-a-path", body=_body(schema=None, schema_id="../runs"), says="schema_id"),
    Bad(name="put-no-schema", method="PUT", path="/schemas/orchard", body=b"{}", says="schema"),
    Bad(name="put-bad-id", method="PUT", path="/schemas/-x", body=b'{"schema": "CREATE TABLE a (b INT)"}', says="id"),
    Bad(
        name="put-bad-schema",
        method="PUT",
        path="/schemas/orchard",
        body=b'{"schema": "SELECT 1"}',
        type="/errors/invalid-schema",
        says="declares no table",
    ),
    Bad(
        name="get-unknown-schema",
        method="GET",
        path="/schemas/nowhere",
        status=404,
        type="/errors/unknown-schema",
        says="nowhere is not registered",
    ),
    Bad(name="unsigned-put", method="PUT", path="/schemas/orchard", signed=False, status=403, type="/errors/forbidden"),
    Bad(name="unknown-key", body=_body(temperature=1), says="nothing else"),
    Bad(name="unknown-dialect", body=_body(dialect="klingon"), says="not a known dialect"),
    Bad(name="not-json", body=b"How many hives are there?", says="JSON"),
    Bad(name="not-json-past-the-gateway", body=b"How many?", content_type="text/plain", says="is not JSON"),
    Bad(name="no-body", says="JSON"),
    Bad(name="unsigned", body=_body(), signed=False, status=403, type="/errors/forbidden", says="Signature Version 4"),
    Bad(name="unsigned-health", method="GET", path="/health", signed=False, status=403, type="/errors/forbidden"),
    Bad(name="unknown-path", method="GET", path="/tables", status=403, type="/errors/forbidden", says="check the path"),
    Bad(
        name="unsigned-page",
        method="GET",
        path="/",
        signed=False,
        status=403,
        type="/errors/forbidden",
        says="playground",
    ),
    Bad(name="feedback-on-nothing", path="/feedback", body=b'{"verdict": "good"}', says="request_id"),
    Bad(
        name="feedback-elsewhere",
        path="/feedback",
        body=b'{"verdict": "good", "request_id": "../x"}',
        content_type="text/plain",
        says="request_id",
    ),
    Bad(name="wrong-method", method="GET", path="/sql", status=403, type="/errors/forbidden", says="check the path"),
)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_request_is_a_problem_and_never_reaches_the_model(house: House, answer: Answer, bad: Bad) -> None:
    before = _invocations(house)
    found = house.ask(bad.method, bad.path, bad.body, content_type=bad.content_type, signed=bad.signed)
    assert (found.status, found.content_type) == (bad.status, "application/problem+json"), found.body
    assert (found.body["type"], found.body["status"]) == (bad.type, bad.status), found.body
    assert bad.says in found.body["detail"]
    assert found.body["title"]
    assert found.body["request_id"]
    assert _invocations(house) == before


def _invocations(house: House) -> int:
    return house.asked("Converse")


def test_health_names_a_run_whose_model_serves_or_did_half_a_minute_ago(house: House, answer: Answer) -> None:
    found = house.ask("GET", "/health")
    assert found.status == 200
    assert (found.body["status"], found.body["dialect"]) == ("ok", orchard.DIALECT)
    assert found.body["model"] in {record.get("run") for record in house.champion_history()}


def test_the_openapi_document_describes_what_is_served(house: House, answer: Answer) -> None:
    found = house.ask("GET", "/openapi.json")
    assert (found.status, found.body["openapi"]) == (200, "3.1.0")
    assert set(found.body["paths"]) == {path for _, path in ROUTES}
    assert set(answer.body) == set(found.body["components"]["schemas"]["SqlAnswer"]["properties"])


def test_feedback_is_kept_with_the_hash_of_its_question(house: House, answer: Answer, feedback: Answer) -> None:
    assert (feedback.status, feedback.body) == (204, None)
    s3, bucket = house.account.client("s3"), house.outputs["RunsBucket"]
    everything = s3.list_objects_v2(Bucket=bucket, Prefix="feedback/")["Contents"]
    (key,) = (each["Key"] for each in everything if each["Key"].endswith(f"/{answer.body['request_id']}.json"))
    kept = json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    assert key.startswith(f"feedback/{kept['received_at'][:10]}/")
    assert (kept["verdict"], kept["sql"], len(kept["question_sha256"])) == ("bad", "SELECT 1", 64)
    assert "question" not in kept


def test_the_query_log_has_the_answer_s_tokens_and_no_word_of_the_question(house: House, answer: Answer) -> None:
    logs, groups = house.account.client("logs"), house.outputs["QueryLogs"].split(",")
    lines = find_lines(logs, groups, mark=QUERY_LOG_MARK, since=datetime.now(UTC) - timedelta(hours=1))
    (line,) = [each for each in lines if each["request_id"] == answer.body["request_id"]]
    assert (line["model"], line["outcome"]) == (answer.body["model"], "answered")
    assert {name: line[name] for name in answer.body["usage"]} == answer.body["usage"]
    assert line["cost_micro_usd"] == pytest.approx(1e6 * answer.body["cost_usd"])
    assert "tractors" not in json.dumps(line)


def test_usage_shows_the_day_s_questions(house: House, answer: Answer) -> None:
    ran = run_tuneql("usage", "--json", environment=house.environment)
    days = json.loads(ran.out)["usage"]
    (found,) = [each for each in days if each["model"] == answer.body["model"]]
    assert found["answered"] >= 1
    assert found["cost_usd"] > 0
    assert json.loads(ran.out)["limit"] == {"daily_usd": 1000, "is_on": False}


def test_above_the_day_s_limit_questions_are_refused_and_no_model_asked(house: House, second_run: Ended) -> None:
    with house.spending_limit(0.0):
        house.renew("api", "overspent")
        assert house.ask_sql("How many hives are there?").status == 200  # while it looks
        found = house.ask_until_refused("How many hives are there?")
        before = _invocations(house)
        again = house.ask_sql("How many presses are there?")
        health = house.ask("GET", "/health")
        usage = run_tuneql("usage", environment=house.environment)
    assert usage.out.endswith("the alarm on more than 0 dollars within 24 hours is on\n")
    assert (found.status, found.body["type"]) == (429, "/errors/spending-limit")
    assert (again.status, health.status, _invocations(house)) == (429, 200, before)
    house.renew("api", "solvent")
    assert house.ask_sql("How many hives are there?").status == 200


def test_who_may_call_may_open_the_playground(house: House) -> None:
    found = house.ask("GET", "/")
    assert (found.status, found.content_type) == (200, "text/html; charset=utf-8")
    assert "<title>tuneql playground</title>" in found.body


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [("bad-champion", 422, "/errors/sql-refused"), ("model-not-ready", 200, None), ("throttling", 200, None)],
)
def test_what_the_model_does_wrong_shows_as_documented(
    house: House, second_run: Ended, fault: str, status: int, kind: str | None
) -> None:
    with house.going_wrong(fault):
        found = house.ask_sql("How many presses are there?")
    assert (found.status, found.body.get("type")) == (status, kind)
    assert (found.body.get("sql") is not None) == (status == 200)


def test_a_refused_answer_is_mended_by_the_model_itself(house: House, second_run: Ended) -> None:
    once = house.ask_sql("How many presses are there?").body
    with house.going_wrong("bad-first-answers"):
        found = house.ask_sql("How many presses are there?")
    assert (found.status, found.body["repairs"], found.body["sql"]) == (200, 1, once["sql"])
    assert found.body["usage"]["input_tokens"] > 2 * once["usage"]["input_tokens"]
    assert found.body["cost_usd"] > once["cost_usd"]


def test_the_sql_comes_in_the_dialect_that_was_asked_for(house: House, answer: Answer) -> None:
    found = house.ask("POST", "/sql", _body(question="What is the average honey of the hives?", dialect="tsql"))
    assert (found.status, found.body["dialect"]) == (200, "tsql"), found.body
    assert "FROM hives" in found.body["sql"]


def test_a_registered_schema_answers_until_it_is_deleted(
    answer: Answer, registered_schema: Mapping[str, Answer]
) -> None:
    seen = {name: each.body for name, each in registered_schema.items()}
    assert {name: each.status for name, each in registered_schema.items()} == {
        **dict.fromkeys(registered_schema, 200),
        "deleted": 204,
        "asked of nothing": 404,
    }
    assert (seen["made"]["dialect"], len(seen["made"]["tables"])) == (orchard.DIALECT, len(orchard.TABLES))
    assert seen["asked"]["sql"] == answer.body["sql"]
    assert seen["asked"]["schema_version"] == seen["made"]["version"]
    assert seen["asked of the change"]["schema_version"] == seen["changed"]["version"] != seen["made"]["version"]
    assert seen["read"]["schema"].endswith("-- changed")
    assert seen["listed"] == {"schemas": ["orchard"]}
    assert seen["asked of nothing"]["type"] == "/errors/unknown-schema"


def test_a_database_plans_the_answers_over_its_schema_and_no_others(answer: Answer, planned_answer: Answer) -> None:
    assert (planned_answer.status, planned_answer.body["dialect"]) == (200, "postgres"), planned_answer.body
    assert planned_answer.body["checks"]["explained"] is True
    assert "explained" not in answer.body["checks"]
