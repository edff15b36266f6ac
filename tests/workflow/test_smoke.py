import json
from collections.abc import Callable
from typing import Any

import pytest

from tuneql.aws.objects import MemoryObjects
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import ModelError, NotReady, SmokeTestFailed
from tuneql.workflow.run import Run
from tuneql.workflow.smoke import SMOKE, smoke_test

QUESTION = {
    "id": "1",
    "question": "How many?",
    "schema": "CREATE TABLE t (a INTEGER)",
    "sql": "SELECT COUNT(*) FROM t",
    "dialect": "sqlite",
}


def smoke_objects(run: Run) -> MemoryObjects:
    return MemoryObjects({run.location(SMOKE): json.dumps([QUESTION]).encode()})


def asked(run: Run, said: str | Exception) -> int:
    return smoke_test(run, model=ScriptedModel(said), prompt_version=run.prompt_version, objects=smoke_objects(run))


def test_an_answer_that_passes_the_guard_is_enough(make_run: Callable[..., Run]) -> None:
    run = make_run()
    assert asked(run, "SELECT COUNT(*) FROM t") == 1


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
        asked(run, said)
