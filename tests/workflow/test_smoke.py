import json
from collections.abc import Callable
from typing import Any

import pytest

from tuneql.aws.objects import MemoryObjects
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import ModelError, NotReady, SmokeTestFailed
from tuneql.evaluation.score import Score
from tuneql.workflow.run import Run
from tuneql.workflow.smoke import SMOKE, choose_questions, smoke_test

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


def score(name: str, **found: Any) -> Score:
    return Score(
        id=name, question="?", dialect="sqlite", db_id=None, gold_sql="SELECT 1", predicted_sql="SELECT 1",
        hardness="easy", **found,
    )  # fmt: skip


RIGHT, ALIKE = {"correct": True}, {"correct": None, "exact_match": True}
GOOD, BAD = {"binds": True, "read_only": True}, {"correct": False, "exact_match": False}


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        ([GOOD | BAD, RIGHT, ALIKE, BAD, RIGHT, RIGHT], [1, 2, 4]),
        ([BAD, GOOD | BAD, {"binds": True}, {"read_only": True}, GOOD], [1, 4]),
        ([BAD, {}], []),
    ],
)
def test_the_first_right_answers_are_asked_for_again_or_else_those_that_passed_the_guard(
    make_run: Callable[..., Run], answers: list[dict[str, Any]], chosen: list[int]
) -> None:
    run, names = make_run(), [str(number) for number in range(len(answers))]
    lines = [json.dumps(QUESTION | {"id": name}) for name in names]
    objects = MemoryObjects({run.location("dataset/test.jsonl"): "\n".join(lines).encode()})
    found = choose_questions(run, [score(name, **each) for name, each in zip(names, answers, strict=True)], objects)
    assert [each.id for each in found] == [str(number) for number in chosen]
