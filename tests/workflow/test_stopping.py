"""What a stopped run has made is undone, except for what serves users."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tuneql.aws.customization import MemoryCustomization, MemoryModels
from tuneql.aws.deployments import MemoryDeployments
from tuneql.aws.executions import MemoryHistory
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.release.champion import Challenger, Champion
from tuneql.workflow.cleanup import STEPS, CleanupPorts, clean_up
from tuneql.workflow.promotion import promote
from tuneql.workflow.run import Run
from tuneql.workflow.stopping import look_back, steps_after
from tuneql.workflow.trainers import BedrockTrainer

PLANNED = {"Plan": {"run": {"id": "nightly-0a1b2c3d"}, "estimate": {}}}
EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:tuning:nightly"

LOOKS = [
    # status, the last state, by hand, whether there is anything to do, how long the last work may take
    ("ABORTED", "WaitForTraining", False, True, 1),
    ("ABORTED", "StartTraining", False, True, 75),
    ("ABORTED", "SmokeTest", False, True, 315),
    ("TIMED_OUT", "WaitForDeployment", False, True, 1),
    ("FAILED", "FailedUnclean", False, True, 1),
    ("FAILED", "Failed", False, False, 1),
    ("FAILED", "Failed", True, True, 1),
    ("FAILED", "PrepareShards", False, True, 1),
    ("RUNNING", "CheckTraining", False, False, 1),
    ("RUNNING", "CheckTraining", True, False, 1),
    ("SUCCEEDED", "Succeeded", True, False, 1),
]


def ports_of(*models: str, champion: Champion | None = None) -> CleanupPorts:
    objects = MemoryObjects()
    return CleanupPorts(
        objects=objects,
        trainer=BedrockTrainer(jobs=MemoryCustomization(), objects=objects),
        models=MemoryModels(*models),
        deployments=MemoryDeployments(),
        pointer=MemoryPointer(champion),
    )


def take_back(run: Run, ports: CleanupPorts) -> None:
    """As CleanUp does, again and again."""
    for _ in range(20):
        if not clean_up(run, ports, steps_after(run, ports)):
            return
    pytest.fail("something is left for ever")


@pytest.mark.parametrize(("status", "last", "by_hand", "needed", "seconds"), LOOKS)
def test_a_look_back_says_what_there_is_to_do(
    status: str, last: str, *, by_hand: bool, needed: bool, seconds: int
) -> None:
    found = look_back(EXECUTION, MemoryHistory(status_=status, outputs=PLANNED, last=last), by_hand=by_hand)
    assert found == {
        "execution": EXECUTION,
        "by_hand": by_hand,
        "ended": {"status": status, "needed": needed, "settle_seconds": seconds},
        "run": PLANNED["Plan"]["run"],
    }


@pytest.mark.parametrize(
    ("status", "last", "outputs", "needed"),
    [
        ("ABORTED", None, {}, True),
        ("ABORTED", "Plan", {}, True),
        ("FAILED", "Failed", {"Plan": {"corpus": "s3://nowhere/", "error": {"Error": "InvalidInput"}}}, False),
    ],
)
def test_there_is_no_run_of_an_execution_that_was_never_planned(
    status: str, last: str | None, outputs: dict[str, Any], *, needed: bool
) -> None:
    found = look_back(EXECUTION, MemoryHistory(status_=status, outputs=outputs, last=last), by_hand=False)
    assert "run" not in found
    assert found["ended"]["needed"] is needed


def records(run: Run, champion: Champion) -> dict[str, Champion]:
    """Champions' records that name the run's model, each in another part."""
    tried = Challenger(
        model_id="arn:deployment/tried",
        model_arn=run.names.model,
        run=run.id,
        dialect="postgres",
        prompt_version=champion.prompt_version,
        mode="canary",
        share=0.1,
        since="2026-11-20T10:00:00Z",
    )
    return {
        "champion": replace(champion, run=run.id),
        "previous": replace(champion, previous_model_arn=run.names.model),  # the fake's ARNs are names
        "challenger": champion.beside(tried),
    }


@pytest.mark.parametrize("role", ["champion", "previous", "challenger"])
def test_a_model_that_is_in_use_stays_and_its_candidate_goes(
    make_run: Callable[..., Run], champion: Champion, role: str
) -> None:
    run = make_run()
    record = records(run, champion)[role]
    ports = ports_of(run.names.model, champion=record)
    ports.deployments.create(run.names.candidate, run.names.model, token="t", tags={})
    take_back(run, ports)
    assert ports.models.find(run.names.model) is not None
    assert ports.deployments.find(run.names.candidate) is None
    assert ports.pointer.read() == record


def test_a_model_that_nobody_uses_goes(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run()
    ports = ports_of(run.names.model, champion=champion)
    assert steps_after(run, ports) == STEPS
    take_back(run, ports)
    assert ports.models.find(run.names.model) is None
    assert ports.pointer.read() == champion


def test_a_promotion_that_was_stopped_halfway_is_undone(make_run: Callable[..., Run], champion: Champion) -> None:
    run, ports = make_run(champion), ports_of(champion=champion)
    promoted = _promoted(run, ports, champion)
    take_back(run, ports)
    found = ports.deployments.find(promoted)
    assert found is not None
    assert found.model_arn == champion.model_arn


def test_the_deployment_that_a_run_made_stays_where_later_champions_are_behind_it(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    """The first run made it and was stopped before its end; two others were promoted afterwards."""
    run, ports = make_run(), ports_of()
    made = promote(run, "arn:model/first", deployments=ports.deployments, pointer=ports.pointer, objects=ports.objects)
    ports.pointer.write(replace(champion, model_id=made, run="third", previous_model_arn="arn:model/second"))
    take_back(run, ports)
    assert ports.deployments.find(made) is not None


def _promoted(run: Run, ports: CleanupPorts, champion: Champion) -> str:
    deployments: Any = ports.deployments
    deployments.names["champion"] = champion.model_id
    deployments.create("champion", champion.model_arn, token="t", tags={})
    for _ in range(3):
        deployments.find(champion.model_id)
    return promote(run, "arn:model/new", deployments=deployments, pointer=ports.pointer, objects=ports.objects)
