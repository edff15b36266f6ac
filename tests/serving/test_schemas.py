"""Registered schemas: validated, bounded, seen at once when they change."""

import json
import subprocess
import sys
import threading

import pytest

from tests.serving.endpoint import CHAMPION, DDL, FOLDER, GOOD, Answer, backend, send
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import NotReady
from tuneql.limits import SCHEMA_CHARACTERS, SCHEMAS
from tuneql.locations import Location
from tuneql.ports import Completion, Fetched
from tuneql.prompt import Prompt
from tuneql.serving.api import Backend
from tuneql.serving.schemas import Schemas

QUESTION = {"question": "How many heads are older than 56?", "schema_id": "hr"}
WIDER = "CREATE TABLE head (name TEXT, age INTEGER, pay INTEGER)"


class Counting(MemoryObjects):
    """Objects that remember what was sent of them, in bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[int] = []

    def fetch(self, location: Location, *, known: str | None = None) -> Fetched | None:
        found = super().fetch(location, known=known)
        self.sent.append(len(found.data or b"") if found else 0)
        return found


@pytest.fixture
def objects() -> Counting:
    return Counting()


@pytest.fixture
def served(objects: Counting) -> Backend:
    return backend(ScriptedModel(GOOD), schemas=Schemas(objects, FOLDER))


def put(served: Backend, schema_id: str, ddl: str = DDL, **given: object) -> Answer:
    return send(served, "PUT", f"/schemas/{schema_id}", {"schema": ddl, **given})


def test_a_schema_is_registered_read_listed_and_deleted(served: Backend, objects: Counting) -> None:
    made = put(served, "hr")
    assert made.status == 200
    assert {**made.body, "version": ""} == {"id": "hr", "version": "", "dialect": "sqlite", "tables": ["head"]}
    assert [location.uri for location in objects.objects] == ["s3://corpus/schemas/hr.json"]
    assert send(served, "GET", "/schemas/hr").body == {**made.body, "schema": DDL}
    assert put(served, "payroll", dialect="postgres").body["dialect"] == "postgres"
    assert send(served, "GET", "/schemas").body == {"schemas": ["hr", "payroll"]}
    gone = send(served, "DELETE", "/schemas/hr")
    assert (gone.status, gone.body) == (204, None)
    for method in ("GET", "DELETE"):
        found = send(served, method, "/schemas/hr")
        assert (found.status, found.body["type"]) == (404, "/errors/unknown-schema")
    assert send(served, "GET", "/schemas").body == {"schemas": ["payroll"]}


@pytest.mark.parametrize(("limit", "value"), [("SCHEMAS_KEPT", 2), ("SCHEMAS_KEPT_CHARACTERS", 2 * len(DDL))])
def test_the_last_schemas_that_were_read_are_remembered_and_no_more(
    objects: Counting, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(f"tuneql.serving.schemas.{limit}", value)
    served = backend(ScriptedModel(GOOD), schemas=Schemas(objects, FOLDER))
    for name in ("a", "b", "c"):
        put(served, name)
        send(served, "GET", f"/schemas/{name}")
    objects.sent.clear()
    for name in ("b", "c", "a"):
        send(served, "GET", f"/schemas/{name}")
    assert [size > 0 for size in objects.sent] == [False, False, True]


def test_a_question_can_name_a_schema(served: Backend) -> None:
    made = put(served, "hr")
    found = send(served, "POST", "/sql", QUESTION)
    assert (found.status, found.body["sql"]) == (200, GOOD)
    assert found.body["schema_version"] == made.body["version"]


def test_a_change_shows_in_the_next_answer_of_every_process(objects: Counting) -> None:
    model = ScriptedModel(GOOD)
    one, other = (backend(model, schemas=Schemas(objects, FOLDER)) for _ in range(2))
    before = put(one, "hr").body["version"]
    assert [send(each, "POST", "/sql", QUESTION).body["schema_version"] for each in (one, other)] == [before] * 2
    after = put(other, "hr", WIDER).body["version"]
    assert after != before
    assert [send(each, "POST", "/sql", QUESTION).body["schema_version"] for each in (one, other)] == [after] * 2
    assert any("head(name, age int, pay int)" in prompt.system for prompt in model.prompts)
    assert send(other, "DELETE", "/schemas/hr").status == 204
    assert {send(each, "POST", "/sql", QUESTION).body["type"] for each in (one, other)} == {"/errors/unknown-schema"}


def test_what_has_not_changed_is_not_sent_again(served: Backend, objects: Counting) -> None:
    put(served, "hr")
    for _ in range(3):
        assert send(served, "POST", "/sql", QUESTION).status == 200
    assert objects.sent[0] > 0
    assert objects.sent[1:] == [0, 0]


class Waiting(Counting):
    """Objects that do not answer before the model was asked, or not at all."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.is_down = threading.Event(), False

    def fetch(self, location: Location, *, known: str | None = None) -> Fetched | None:
        if self.is_down:
            raise NotReady("could not read")
        assert known is None or self.asked.wait(timeout=60)
        return super().fetch(location, known=known)


class Seen(ScriptedModel):
    def __init__(self, objects: Waiting) -> None:
        super().__init__(GOOD)
        self.objects = objects

    def complete(self, prompt: Prompt) -> Completion:
        self.objects.asked.set()
        return super().complete(prompt)


def test_the_model_is_asked_while_a_schema_that_is_remembered_is_looked_at() -> None:
    objects = Waiting()
    model = Seen(objects)
    served = backend(model, schemas=Schemas(objects, FOLDER))
    put(served, "hr")
    for _ in range(2):
        objects.asked.clear()
        assert send(served, "POST", "/sql", QUESTION).status == 200
    assert len(model.prompts) == 2


def test_a_schema_that_cannot_be_looked_at_is_not_the_models_fault() -> None:
    objects = Waiting()
    model = Seen(objects)
    served = backend(model, schemas=Schemas(objects, FOLDER))
    put(served, "hr")
    assert send(served, "POST", "/sql", QUESTION).status == 200
    objects.is_down = True
    assert send(served, "POST", "/sql", QUESTION).body["type"] == "/errors/model-not-ready"
    assert len(model.prompts) <= 2


def test_what_is_wrong_by_an_old_schema_may_be_right_by_the_new_one(objects: Counting) -> None:
    one, other = (backend(ScriptedModel("SELECT pay FROM head"), schemas=Schemas(objects, FOLDER)) for _ in range(2))
    asked = {"spec": {"table": "head", "cols": ["pay"]}, "schema_id": "hr"}
    put(one, "hr")
    assert send(one, "POST", "/sql", asked).status == 400
    put(other, "hr", WIDER)
    assert send(one, "POST", "/sql", asked).status == 200


def test_a_version_follows_text_and_dialect_alone(served: Backend) -> None:
    versions = [put(served, *given).body["version"] for given in (("a",), ("b",), ("a", WIDER))]
    versions.append(put(served, "a", dialect="mysql").body["version"])
    assert versions[0] == versions[1]
    assert len(set(versions)) == 3


def test_the_sql_is_in_the_dialect_of_the_registered_schema(served: Backend) -> None:
    put(served, "hr", "CREATE TABLE [head] ([name] NVARCHAR(9), [age] INT)", dialect="tsql")
    assert send(served, "POST", "/sql", QUESTION).body["dialect"] == "tsql"
    asked = send(served, "POST", "/sql", {**QUESTION, "dialect": "postgres"})
    assert (asked.status, asked.body["dialect"]) == (200, "postgres")


BAD = [
    ("hr", {}, "schema"),
    ("hr", {"schema": ""}, "schema"),
    ("hr", {"schema": DDL, "dialect": "klingon"}, "dialect"),
    ("hr", {"schema": DDL, "comment": "ours"}, "comment"),
    ("hr", {"schema": "x" * (SCHEMA_CHARACTERS + 1)}, "schema"),
    ("hr", {"schema": "SELECT 1"}, "schema"),
    ("hr", {"schema": "CREATE TABLE ((("}, "schema"),
    ("hr", "not json", "body"),
    ("hr", "[]", "input"),
    ("x" * 65, {"schema": DDL}, "id"),
    ("..", {"schema": DDL}, "id"),
    ("-hr", {"schema": DDL}, "id"),
    ("h r", {"schema": DDL}, "id"),
    ("%2e%2e", {"schema": DDL}, "id"),
    ("hr\n", {"schema": DDL}, "id"),
    ("ł", {"schema": DDL}, "id"),
]


@pytest.mark.parametrize(("schema_id", "body", "field"), BAD, ids=lambda each: str(each)[:30])
def test_what_breaks_a_rule_is_refused_and_not_kept(
    served: Backend, objects: Counting, schema_id: str, body: object, field: str
) -> None:
    found = send(served, "PUT", f"/schemas/{schema_id}", body)
    assert (found.status, found.body["errors"][0]["field"]) == (400, field)
    assert objects.objects == {}


def test_an_id_is_no_path(served: Backend) -> None:
    assert send(served, "GET", "/schemas/a/b").status == 404
    assert send(served, "GET", "/schemas/a%2Fb").status == 400


def test_there_is_room_for_so_many(objects: Counting) -> None:
    for number in range(SCHEMAS):
        objects.write(Location(bucket="corpus", key=f"schemas/s{number}.json"), b"{}", content_type="")
    served = backend(ScriptedModel(GOOD), schemas=Schemas(objects, FOLDER))
    refused = put(served, "one-more")
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "id")
    assert put(served, "s7").status == 200
    assert len(send(served, "GET", "/schemas").body["schemas"]) == SCHEMAS


def test_before_the_first_promotion_a_schema_names_its_dialect(objects: Counting) -> None:
    served = backend(ScriptedModel(GOOD), pointer=MemoryPointer(None), schemas=Schemas(objects, FOLDER))
    assert put(served, "hr").body["errors"][0]["field"] == "dialect"
    assert put(served, "hr", dialect=CHAMPION.dialect).status == 200


def test_text_of_all_the_world_is_kept_as_it_is(served: Backend) -> None:
    ddl = 'CREATE TABLE "głowa" ("имя" TEXT, "年龄" INTEGER) -- 🙂'
    assert put(served, "world", ddl).body["tables"] == ["głowa"]
    assert json.loads(json.dumps(send(served, "GET", "/schemas/world").body["schema"])) == ddl


def test_what_a_schema_declares_is_kept_with_it(served: Backend, objects: Counting) -> None:
    put(served, "hr")
    (location,) = objects.objects
    record = json.loads(objects.objects[location])
    again = {**record, "declared": {**record["declared"], "format": 0}}
    for written in (again, {name: value for name, value in record.items() if name != "declared"}):
        objects.write(location, json.dumps(written).encode(), content_type="application/json")
        assert send(served, "POST", "/sql", QUESTION).body["sql"] == GOOD
        assert send(served, "GET", "/schemas/hr").body["schema"] == DDL


def test_over_a_registered_schema_the_model_is_asked_before_what_reads_sql_is_imported() -> None:
    program = """
import json, sys, threading
from tests.serving.endpoint import FOLDER, GOOD, backend, send
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.runtime import ScriptedModel
from tuneql.serving.schemas import Schemas

class Asked(ScriptedModel):
    def complete(self, prompt):
        asked.set()
        return super().complete(prompt)

class NotBeforeTheModelIsAsked:
    def find_spec(self, name, path, target=None):
        if name == "tuneql.sql.guard":
            early.append(asked.wait(60))

early, asked, objects = [], threading.Event(), MemoryObjects()
sys.meta_path.insert(0, NotBeforeTheModelIsAsked())
objects.write(FOLDER.within("hr.json"), sys.argv[1].encode(), content_type="")
found = send(backend(Asked(GOOD), schemas=Schemas(objects, FOLDER)), "POST", "/sql", json.loads(sys.argv[2]))
print(found.status, early, "tuneql.sql.guard" in sys.modules)
"""
    objects = Counting()
    put(backend(ScriptedModel(GOOD), schemas=Schemas(objects, FOLDER)), "hr")
    (record,) = objects.objects.values()
    command = [sys.executable, "-c", program, record.decode(), json.dumps(QUESTION)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "200 [True] True"
