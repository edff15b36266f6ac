import json
from collections.abc import Callable
from typing import Any

import pytest

from tuneql.aws.objects import MemoryObjects
from tuneql.workflow.notification import describe, find_cause
from tuneql.workflow.run import Run
from tuneql.workflow.shard_errors import left_in_s3

EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:tuning:nightly"
LAMBDA_CAUSE = json.dumps({"errorMessage": "the job is Failed: no luck", "errorType": "TrainingFailed"})

FAILURES = [
    ({"Error": "TrainingFailed", "Cause": LAMBDA_CAUSE}, "TrainingFailed", "the job is Failed: no luck"),
    ({"Error": "States.Timeout", "Cause": ""}, "StageTimedOut", "exceeded its time limit"),
    ({"Error": "States.TaskFailed", "Cause": "oops"}, "TaskFailed", "oops"),
    ({"Error": "Runtime.ExitError", "Cause": "not json"}, "Runtime.ExitError", "not json"),
    ({"Error": "States.ExceedToleratedFailureThreshold", "Cause": ""}, "ShardFailed", "a shard failed"),
]


@pytest.mark.parametrize(("failure", "error", "cause"), FAILURES)
def test_causes_are_sentences_and_names_are_never_the_services_own(
    failure: dict[str, str], error: str, cause: str
) -> None:
    found = find_cause({"failure": failure}, MemoryObjects())
    assert found is not None
    assert found.error == error
    assert cause in found.cause
    assert not found.error.startswith("States.")


def test_what_a_shard_left_is_the_cause_of_its_map(make_run: Callable[..., Run]) -> None:
    run, objects = make_run(), MemoryObjects()
    with pytest.raises(ValueError, match="row 7"), left_in_s3(run, "prepare-00003", objects):
        raise ValueError("row 7 is cursed")
    state = {"run": run.model_dump(mode="json"), "failure": {"Error": "States.ExceedToleratedFailureThreshold"}}
    found = find_cause(state, objects)
    assert found is not None
    assert (found.error, found.cause) == ("ValueError", "prepare-00003: row 7 is cursed")


def test_a_failure_says_what_became_of_the_champion(make_run: Callable[..., Run]) -> None:
    state: dict[str, Any] = {
        "run": make_run().model_dump(mode="json"),
        "failure": {"Error": "TrainingFailed", "Cause": LAMBDA_CAUSE},
        "cleanup": {"left": []},
    }
    subject, message = describe(state, find_cause(state, MemoryObjects()), execution_id=EXECUTION)
    assert "failed: TrainingFailed" in subject
    assert json.loads(message)["champion"] == "unchanged"
    state["cleanup"]["left"] = ["restore_champion", "delete_model"]
    _, message = describe(state, find_cause(state, MemoryObjects()), execution_id=EXECUTION)
    assert "look at it now" in json.loads(message)["champion"]


def test_a_success_names_champion_model_and_report(make_run: Callable[..., Run]) -> None:
    state = {
        "run": make_run().model_dump(mode="json"),
        "training": {"model_arn": "arn:model"},
        "gate": {"passed": True, "promote": True, "reasons": ["better"]},
        "champion": {"model_id": "arn:champion"},
    }
    subject, message = describe(state, find_cause(state, MemoryObjects()), execution_id=EXECUTION)
    found = json.loads(message)
    assert "promoted" in subject
    assert (found["status"], found["champion"], found["model"]) == ("SUCCEEDED", "arn:champion", "arn:model")
    assert found["report"].endswith("evaluation/report.html")


@pytest.mark.parametrize(
    ("pruned", "told"),
    [
        ({"deleted": ["tuneql-old"]}, {"deleted": ["tuneql-old"]}),
        (
            {"Error": "TrainingFailed", "Cause": LAMBDA_CAUSE},
            {"error": "TrainingFailed", "cause": "the job is Failed: no luck"},
        ),
        ({"Error": "States.Timeout"}, {"error": "States.Timeout", "cause": ""}),
    ],
)
def test_a_success_tells_what_became_of_old_models(
    make_run: Callable[..., Run], pruned: dict[str, Any], told: dict[str, Any]
) -> None:
    state = {
        "run": make_run().model_dump(mode="json"),
        "training": {"model_arn": "arn:model"},
        "gate": {"passed": True, "promote": True, "reasons": []},
        "champion": {"model_id": "arn:champion"},
        "pruned": pruned,
    }
    subject, message = describe(state, None, execution_id=EXECUTION)
    assert subject.endswith(": promoted")
    assert json.loads(message)["old_models"] == told


def test_a_run_that_was_never_planned_is_named_after_its_execution() -> None:
    state = {"corpus": "s3://x/y", "failure": {"Error": "InvalidInput", "Cause": "bad"}}
    subject, _ = describe(state, find_cause(state, MemoryObjects()), execution_id=EXECUTION)
    assert subject == "tuneql run nightly failed: InvalidInput"


@pytest.mark.parametrize(
    ("cleanup", "told"),
    [
        ({"left": [], "kept": False}, {"champion": "unchanged", "left_behind": []}),
        ({"left": [], "kept": True}, {"champion": "unchanged", "left_behind": [], "model": "is in use, and stays"}),
        (
            {"left": ["restore_champion", "stop_job"], "kept": False},
            {
                "champion": "could not be restored: look at it now",
                "left_behind": ["restore_champion", "stop_job"],
            },
        ),
    ],
)
def test_of_what_was_taken_back_it_is_told_how_it_ended_and_what_is_left(
    make_run: Callable[..., Run], cleanup: dict[str, Any], told: dict[str, Any]
) -> None:
    run = make_run()
    ended = {"status": "ABORTED", "needed": True, "settle_seconds": 1}
    state = {"execution": EXECUTION, "by_hand": False, "ended": ended, "run": run.model_dump(mode="json")}
    subject, message = describe({**state, "cleanup": cleanup}, None, execution_id=EXECUTION)
    assert subject == f"tuneql run {run.id}: ABORTED"
    assert json.loads(message) == {"status": "ABORTED", "execution": EXECUTION, **told}
