import hashlib
import json
from typing import Any, Final

import pytest

from tests.serving.endpoint import CHAMPION, backend
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.limits import FEEDBACK_NOTE_CHARACTERS, FEEDBACK_SQL_CHARACTERS
from tuneql.locations import Location
from tuneql.release.champion import Champion
from tuneql.serving.api import Request, Response, respond
from tuneql.serving.feedback import FeedbackFolder
from tuneql.serving.messages import SchemaRequest
from tuneql.serving.schemas import Schemas

ID: Final = "1fd7a1b2-7c0e-4b62-8f43-0c9f5b7d2f10"
GOOD: Final = {"request_id": ID, "verdict": "good"}
QUESTION: Final = "How many Müllers are there?"


def send(body: Any, objects: MemoryObjects, champion: Champion | None = CHAMPION, **given: bool) -> Response:
    folder = FeedbackFolder(folder=Location(bucket="runs", key="feedback/"), objects=objects, **given)
    schemas = Schemas(MemoryObjects(), Location(bucket="corpus", key="schemas/"))
    schemas.put("heads", SchemaRequest(ddl="CREATE TABLE head (name TEXT)"), dialect="mysql")
    served = backend(ScriptedModel("SELECT 1"), pointer=MemoryPointer(champion), feedback=folder, schemas=schemas)
    text = body if isinstance(body, str) else json.dumps(body)
    return respond(Request(method="POST", path="/feedback", body=text, request_id="r-2"), served)


def kept(objects: MemoryObjects) -> Any:
    ((location, data),) = objects.objects.items()
    record = json.loads(data)
    assert (location.bucket, location.key) == ("runs", f"feedback/{record['received_at'][:10]}/{ID}.json")
    return {key: value for key, value in record.items() if key != "received_at"}


def test_feedback_is_kept_by_day_and_request_without_an_answer_s_body() -> None:
    objects = MemoryObjects()
    response = send(GOOD | {"verdict": "bad", "sql": "SELECT 2", "note": "two"}, objects)
    assert (response.status, response.body) == (204, "")
    assert kept(objects) == {"request_id": ID, "verdict": "bad", "sql": "SELECT 2", "note": "two"}


@pytest.mark.parametrize("keep_questions", [False, True])
def test_a_question_is_kept_as_its_hash_alone_unless_the_deployment_says_otherwise(*, keep_questions: bool) -> None:
    objects = MemoryObjects()
    send(GOOD | {"question": QUESTION, "schema": "CREATE TABLE t (a INT)"}, objects, keep_questions=keep_questions)
    found = kept(objects)
    assert found["question_sha256"] == hashlib.sha256(QUESTION.encode()).hexdigest()
    assert found.get("question") == (QUESTION if keep_questions else None)
    assert found.get("schema") == ("CREATE TABLE t (a INT)" if keep_questions else None)
    assert ("How many" in str(objects.objects)) == keep_questions


def test_of_two_about_one_answer_the_later_one_stands() -> None:
    objects = MemoryObjects()
    send(GOOD, objects)
    send(GOOD | {"verdict": "bad"}, objects)
    assert kept(objects)["verdict"] == "bad"


REFUSED: Final = [
    ("", "body"),
    ("not json", "body"),
    ({"verdict": "good"}, "request_id"),
    ({"request_id": ID}, "verdict"),
    (GOOD | {"verdict": "fair"}, "verdict"),
    (GOOD | {"request_id": "../../runs/x"}, "request_id"),
    (GOOD | {"request_id": "a" * 65}, "request_id"),
    (GOOD | {"request_id": f"{ID}\n"}, "request_id"),
    (GOOD | {"sql": ""}, "sql"),
    (GOOD | {"sql": "x" * (FEEDBACK_SQL_CHARACTERS + 1)}, "sql"),
    (GOOD | {"note": "x" * (FEEDBACK_NOTE_CHARACTERS + 1)}, "note"),
    (GOOD | {"note": "\ud800"}, "note"),
    (GOOD | {"rating": 5}, "rating"),
    (GOOD | {"schema": ""}, "schema"),
    (GOOD | {"dialect": "klingon"}, "dialect"),
    (GOOD | {"sql": "DROP TABLE head"}, "sql"),
    (GOOD | {"sql": "SELECT 1; DROP TABLE head", "dialect": "postgres"}, "sql"),
    (GOOD | {"sql": "SELECT name FROM head", "schema": "CREATE TABLE ships (name TEXT)"}, "sql"),
    (GOOD | {"sql": "SELECT name FROM head", "schema": "CREATE TABLE"}, "schema"),
    (GOOD | {"sql": "SELECT age FROM head", "schema_id": "heads"}, "sql"),
    (GOOD | {"sql": "SELECT name FROM head /*!50000 FOR UPDATE */", "schema_id": "heads"}, "sql"),
]


@pytest.mark.parametrize(("body", "field"), REFUSED, ids=lambda value: repr(value)[-30:])
def test_what_breaks_a_rule_is_a_problem_and_nothing_is_kept(body: Any, field: str) -> None:
    objects = MemoryObjects()
    response = send(body, objects)
    found = json.loads(response.body)
    assert (response.status, found["errors"][0]["field"]) == (400, field)
    assert found["type"] in {"/errors/invalid-request", "/errors/invalid-schema"}
    assert objects.objects == {}
    assert len(response.body) < 2000


@pytest.mark.parametrize(
    "said",
    [
        {"sql": "SELECT `name` FROM head", "schema_id": "heads"},
        {"sql": "SELECT [name] FROM ships", "schema": "CREATE TABLE ships (name TEXT)", "dialect": "tsql"},
        {"sql": "SELECT anything FROM anywhere", "schema_id": "forgotten"},
        {"sql": "SELECT anything FROM anywhere"},
    ],
)
def test_sql_that_reads_the_tables_asked_about_is_kept(said: dict[str, str]) -> None:
    objects = MemoryObjects()
    assert send(GOOD | said, objects).status == 204
    assert kept(objects)["sql"] == said["sql"]


def test_sql_without_a_dialect_needs_a_champion() -> None:
    response = send(GOOD | {"sql": "SELECT 1"}, MemoryObjects(), champion=None)
    assert (response.status, json.loads(response.body)["errors"][0]["field"]) == (400, "dialect")


def test_where_none_is_taken_the_route_is_not_there() -> None:
    served = backend(ScriptedModel("SELECT 1"))
    response = respond(Request(method="POST", path="/feedback", body=json.dumps(GOOD), request_id="r"), served)
    assert response.status == 404
