"""Training again once enough answers have been corrected."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from tuneql.aws.objects import MemoryObjects
from tuneql.corpus.conversion import to_example
from tuneql.corpus.reading import read_file
from tuneql.corpus.row import Row
from tuneql.corpus.schemas.schemas import Schemas as CorpusSchemas
from tuneql.errors import Throttled
from tuneql.locations import Location
from tuneql.operations.retraining import FILE, Outcome, Places, Retraining, retrain
from tuneql.serving.messages import SchemaRequest
from tuneql.serving.schemas import Schemas

PLACES: Final = Places(
    feedback=Location(bucket="runs", key="feedback/"),
    schemas=Location(bucket="corpora", key="schemas/"),
    corpus=Location(bucket="corpora", key="questions/"),
    started=Location(bucket="runs", key="retraining/started.json"),
)


@dataclass
class Machine:
    """Executions in memory.

    Attributes:
        failing: what the next start ends in.
    """

    running: bool = False
    failing: Exception | None = None
    started: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def is_running(self) -> bool:
        return self.running

    def start(self, given: Mapping[str, Any], *, name: str) -> str:
        if self.failing is not None:
            error, self.failing = self.failing, None
            raise error
        self.started[name] = given
        return f"arn:{name}"


@dataclass
class Scene:
    objects: MemoryObjects = field(default_factory=MemoryObjects)
    machine: Machine = field(default_factory=Machine)

    def say(self, request: str, *, day: str = "2026-11-30", **said: str) -> None:
        record = {"received_at": f"{day}T12:00:00+00:00", "request_id": request, "verdict": "bad", **said}
        place = Location(bucket="runs", key=f"feedback/{day}/{request}.json")
        self.objects.write(place, json.dumps(record).encode(), content_type="application/json")

    def correct(self, *requests: str, sql: str = "SELECT 1", day: str = "2026-11-30") -> None:
        for each in requests:
            self.say(each, day=day, question=f"What of {each}?", sql=sql)

    def look(self, *, minimum: int = 2) -> Outcome:
        chosen = Retraining(minimum_corrections=minimum, input={"dialect": "sqlite"})
        return retrain(chosen, PLACES, objects=self.objects, executions=self.machine)

    @property
    def rows(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.objects.read(PLACES.corpus.within(FILE)).splitlines()]


def test_enough_corrections_become_a_file_of_the_corpus_and_start_a_run() -> None:
    scene = Scene()
    scene.correct("b", "a")
    found = scene.look()
    ((name, given),) = scene.machine.started.items()
    assert found == Outcome(outcome="started", corrections=2, new=2, execution=f"arn:{name}")
    assert given == {"dialect": "sqlite", "corpus": "s3://corpora/questions/"}
    assert [row["question"] for row in scene.rows] == ["What of a?", "What of b?"]


def test_the_file_s_rows_are_rows_of_a_corpus() -> None:
    scene = Scene()
    scene.correct("é")
    scene.look(minimum=1)
    (row,) = read_file([scene.objects.read(PLACES.corpus.within(FILE))], source=FILE)
    assert isinstance(row, Row)
    example = to_example(row, CorpusSchemas(default="CREATE TABLE t (a INTEGER)"))
    assert getattr(example, "question", example) == "What of é?"


def test_a_row_brings_the_schema_that_was_asked_about() -> None:
    scene = Scene()
    schemas = Schemas(scene.objects, PLACES.schemas)
    schemas.put("fleet", SchemaRequest(schema="CREATE TABLE t (a INTEGER)"), dialect="duckdb")
    asked = {"question": "What?", "sql": "SELECT a FROM t"}
    scene.say("a", **asked, schema_id="fleet")
    scene.say("b", **asked, schema_id="fleet", dialect="sqlite")
    scene.say("c", **asked, schema_id="forgotten", dialect="sqlite")
    scene.say("d", **asked, schema="CREATE TABLE t (a TEXT)", dialect="mysql")
    scene.look()
    assert [(row.get("schema"), row["dialect"]) for row in scene.rows] == [
        ("CREATE TABLE t (a INTEGER)", "duckdb"),
        ("CREATE TABLE t (a INTEGER)", "sqlite"),
        (None, "sqlite"),
        ("CREATE TABLE t (a TEXT)", "mysql"),
    ]


def test_too_few_start_nothing_and_write_nothing() -> None:
    scene = Scene()
    scene.correct("a")
    before = dict(scene.objects.objects)
    assert scene.look() == Outcome(outcome="too few", corrections=1, new=1)
    assert (scene.machine.started, scene.objects.objects) == ({}, before)


def test_what_a_run_was_started_with_is_not_new_any_more_but_stays_in_the_corpus() -> None:
    scene = Scene()
    scene.correct("a", "b")
    scene.look()
    assert scene.look() == Outcome(outcome="too few", corrections=2, new=0)
    scene.correct("c", "d")
    assert scene.look().outcome == "started"
    assert len(scene.machine.started) == 2
    assert len(scene.rows) == 4


UNUSABLE: Final = [{"sql": "SELECT 1"}, {"question": "What?"}, {"question": "", "sql": "SELECT 1"}, {}]


@pytest.mark.parametrize("said", UNUSABLE)
def test_feedback_without_a_question_or_the_right_sql_is_no_row(said: dict[str, str]) -> None:
    scene = Scene()
    scene.say("a", **said)
    assert scene.look(minimum=1) == Outcome(outcome="too few", corrections=0, new=0)


def test_of_two_about_one_answer_the_later_one_counts() -> None:
    scene = Scene()
    scene.correct("a", sql="SELECT 2", day="2026-12-01")
    scene.correct("a", "b", sql="SELECT 1")
    scene.look()
    assert [row["sql"] for row in scene.rows] == ["SELECT 2", "SELECT 1"]


def test_a_run_that_is_under_way_is_waited_for() -> None:
    scene = Scene(machine=Machine(running=True))
    scene.correct("a", "b")
    assert scene.look().outcome == "a run is under way"
    scene.machine.running = False
    assert scene.look().outcome == "started"


def test_a_start_that_fails_is_tried_again_under_the_same_name() -> None:
    scene = Scene(machine=Machine(failing=Throttled("busy")))
    scene.correct("a", "b")
    with pytest.raises(Throttled):
        scene.look()
    first = scene.look()
    scene.objects.remove(PLACES.started)  # as if it had failed after the start
    assert scene.look() == first
    assert len(scene.machine.started) == 1
