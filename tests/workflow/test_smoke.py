import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from tuneql.aws.deployments import MemoryDeployments
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import ModelError, NotReady, PromotionFailed, SmokeTestFailed
from tuneql.release.champion import Champion
from tuneql.workflow.promotion import promote
from tuneql.workflow.run import Run
from tuneql.workflow.smoke import SMOKE, record, smoke_test

QUESTION = {
    "id": "1",
    "question": "How many?",
    "schema": "CREATE TABLE t (a INTEGER)",
    "sql": "SELECT COUNT(*) FROM t",
    "dialect": "sqlite",
}
NOW = datetime(2026, 11, 20, tzinfo=UTC)
MADE = {"model_id": "arn:deployment/new", "interface": "converse", "model_arn": "arn:model/new"}


def smoke_objects(run: Run) -> MemoryObjects:
    return MemoryObjects({run.location(SMOKE): json.dumps([QUESTION]).encode()})


def test_an_answer_that_passes_the_guard_is_enough(make_run: Callable[..., Run]) -> None:
    run = make_run()
    assert smoke_test(run, model=ScriptedModel("SELECT COUNT(*) FROM t"), objects=smoke_objects(run)) == 1


@pytest.mark.parametrize(
    ("said", "error", "says"),
    [
        ("I like boats.", SmokeTestFailed, "How many"),
        ("SELECT b FROM t", SmokeTestFailed, "known_columns"),
        (ModelError("the model stopped with max_tokens"), SmokeTestFailed, "max_tokens"),
        (NotReady("cold"), NotReady, "cold"),
    ],
)
def test_anything_else_fails_or_is_asked_again(
    make_run: Callable[..., Run], said: Any, error: type[Exception], says: str
) -> None:
    run = make_run()
    with pytest.raises(error, match=says):
        smoke_test(run, model=ScriptedModel(said), objects=smoke_objects(run))


def test_the_champion_is_recorded_once(make_run: Callable[..., Run]) -> None:
    run, objects, pointer = make_run(), MemoryObjects(), MemoryPointer()
    promote(run, MADE["model_arn"], deployments=MemoryDeployments(), pointer=pointer, objects=objects)
    first = record(run, MADE, pointer=pointer, objects=objects, now=NOW)
    assert record(run, MADE, pointer=pointer, objects=objects, now=NOW) == first
    assert pointer.history == [None, first]
    assert (first.run, first.model_arn, first.previous_model_arn) == (run.id, "arn:model/new", None)


def test_a_champion_that_another_run_recorded_meanwhile_is_not_overwritten(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    run, objects, pointer = make_run(), MemoryObjects(), MemoryPointer()
    promote(run, MADE["model_arn"], deployments=MemoryDeployments(), pointer=pointer, objects=objects)
    pointer.write(champion)
    with pytest.raises(PromotionFailed, match=champion.run):
        record(run, MADE, pointer=pointer, objects=objects, now=NOW)
    assert pointer.read() == champion
