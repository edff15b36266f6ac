"""A database of the user's own looks at an answer before it is given."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.serving.endpoint import DDL, FOLDER, GOOD, Answer, FakeClock, backend, send
from tuneql.aws.lean.planning import ScriptedPlanner
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import NotReady, RunFailed, Throttled
from tuneql.ports import Completion
from tuneql.prompt import Prompt
from tuneql.serving.databases import Database
from tuneql.serving.patience import Clock
from tuneql.serving.refusals import EXPLAINED
from tuneql.serving.schemas import Schemas

QUESTION = {"question": "How many heads are older than 56?", "schema_id": "hr"}
OBJECTION = "operator does not exist: text > integer"


def database(planner: ScriptedPlanner, dialect: str = "sqlite", schemas: Sequence[str] = ("hr",)) -> Database:
    return Database(dialect=dialect, schemas=frozenset(schemas), planner=planner)


def ask(
    planner: ScriptedPlanner, *script: str, asked: Any = QUESTION, repairs: int = 1, **given: Any
) -> tuple[Answer, ScriptedModel]:
    model = ScriptedModel(*(script or (GOOD,)))
    known = {"databases": (database(planner),), "schemas": Schemas(MemoryObjects(), FOLDER), "repairs": repairs}
    served = backend(model, **(known | given))
    send(served, "PUT", "/schemas/hr", {"schema": DDL})
    return send(served, "POST", "/sql", asked), model


def test_an_answer_that_the_database_can_plan_says_so() -> None:
    planner = ScriptedPlanner(None)
    found, _ = ask(planner)
    assert (found.status, found.body["checks"][EXPLAINED], found.body["repairs"]) == (200, True, 0)
    assert planner.planned == [GOOD]


def test_what_the_database_says_goes_to_the_model_and_the_repair_is_counted() -> None:
    planner = ScriptedPlanner(OBJECTION, None)
    found, model = ask(planner, "SELECT COUNT(*) FROM head WHERE name > 56", GOOD)
    assert (found.status, found.body["sql"], found.body["repairs"]) == (200, GOOD, 1)
    assert found.body["checks"][EXPLAINED] is True
    assert OBJECTION in model.prompts[1].turns[-1]
    assert len(planner.planned) == 2


@pytest.mark.parametrize("repairs", [0, 1])
def test_an_answer_that_it_cannot_plan_is_withheld_and_its_words_with_it(repairs: int) -> None:
    found, model = ask(ScriptedPlanner(OBJECTION), repairs=repairs)
    assert (found.status, found.body["type"]) == (422, "/errors/sql-refused")
    assert found.body["errors"] == [{"field": EXPLAINED, "message": "the database that it is meant for cannot plan it"}]
    assert OBJECTION not in str(found.body)
    assert len(model.prompts) == 1 + repairs


@pytest.mark.parametrize("error", [NotReady("asleep"), Throttled("busy"), RunFailed("may not read the secret")])
def test_a_database_that_fails_does_not_fail_the_answer(error: Exception) -> None:
    found, model = ask(ScriptedPlanner(error))
    assert (found.status, found.body["sql"], found.body["checks"][EXPLAINED]) == (200, GOOD, False)
    assert (found.body["repairs"], len(model.prompts)) == (0, 1)


def test_what_the_guard_refuses_is_sent_to_no_database() -> None:
    planner = ScriptedPlanner(None)
    found, _ = ask(planner, "DROP TABLE head", "SELECT nam FROM head", repairs=1)
    assert found.status == 422
    assert planner.planned == []


@pytest.mark.parametrize(
    ("asked", "databases"),
    [
        (QUESTION, {}),
        (QUESTION, {"schemas": ["payroll"]}),
        (QUESTION, {"dialect": "postgres"}),
        ({**QUESTION, "dialect": "mysql"}, {}),
        ({"question": QUESTION["question"], "schema": DDL}, {}),
    ],
    ids=["none", "of another schema", "of another dialect", "asked in another dialect", "inline schema"],
)
def test_other_answers_are_planned_by_nobody(asked: Any, databases: dict[str, Any]) -> None:
    planner = ScriptedPlanner(OBJECTION)
    named = (database(planner, **databases),) if databases or asked is not QUESTION else ()
    found, _ = ask(planner, asked=asked, databases=named)
    assert found.status == 200
    assert EXPLAINED not in found.body["checks"]
    assert planner.planned == []


def test_an_answer_that_came_late_is_not_held_up() -> None:
    clock = FakeClock()

    class Late(ScriptedModel):
        def complete(self, prompt: Prompt) -> Completion:
            clock.sleep(21.8)
            return super().complete(prompt)

    planner = ScriptedPlanner(OBJECTION)
    served = backend(
        Late(GOOD),
        databases=(database(planner),),
        schemas=Schemas(MemoryObjects(), FOLDER),
        clock=Clock(now=clock.now, sleep=clock.sleep),
    )
    send(served, "PUT", "/schemas/hr", {"schema": DDL})
    found = send(served, "POST", "/sql", QUESTION)
    assert (found.status, found.body["checks"][EXPLAINED], planner.planned) == (200, False, [])
