from collections.abc import Callable
from datetime import timedelta

import pytest

from tuneql.aws.deployments import MemoryDeployments
from tuneql.errors import DeploymentFailed, StillPending
from tuneql.ports import Deployment
from tuneql.workflow.deployment import check_deployment, deploy_candidate, ensure_gone, retire
from tuneql.workflow.run import Run

MODEL, NAME = "arn:model/new", "tuneql-candidate-1"
DEADLINE = timedelta(hours=2)
LATE = DEADLINE + timedelta(seconds=1)


def deployment(status: str, failure: str | None = None) -> Deployment:
    return Deployment(arn="arn:deployment/1", model_arn=MODEL, status=status, failure=failure)


def test_a_custom_model_gets_a_deployment_once(make_run: Callable[..., Run]) -> None:
    run, deployments = make_run(), MemoryDeployments(looks=0)
    found = [deploy_candidate(run, {"model_arn": MODEL}, deployments) for _ in range(2)]
    (arn,) = deployments.found
    assert found == [{"model_id": arn, "interface": "converse", "status": "Creating"}] * 2
    assert list(deployments.names) == [run.names.candidate]
    assert deployments.found[arn].model_arn == MODEL


def test_an_imported_model_needs_none(make_run: Callable[..., Run]) -> None:
    deployments = MemoryDeployments(looks=0)
    training = {"model_arn": "arn:imported", "interface": "chat-completion"}
    found = deploy_candidate(make_run(), training, deployments)
    assert found == {"model_id": "arn:imported", "interface": "chat-completion", "status": "Active"}
    assert not deployments.found


@pytest.mark.parametrize(
    ("status", "waited"), [("Creating", timedelta()), ("Creating", DEADLINE), ("Active", DEADLINE), ("Active", LATE)]
)
def test_a_candidate_is_waited_for_until_its_deadline(status: str, waited: timedelta) -> None:
    assert check_deployment(deployment(status), waited=waited, deadline=DEADLINE) == status


@pytest.mark.parametrize(
    ("found", "waited", "says"),
    [
        (None, timedelta(), "is gone; it was deleted outside this workflow"),
        (deployment("Failed"), timedelta(), "failed: Bedrock gives no reason; start the run again"),
        (deployment("Failed", "no room."), timedelta(), r"failed: no room; start the run again \(arn:deployment/1\)"),
        (deployment("Creating"), LATE, "still Creating after 7201 seconds, over its deadline of 7200"),
    ],
)
def test_one_that_will_not_come_up_fails_the_run(found: Deployment | None, waited: timedelta, says: str) -> None:
    with pytest.raises(DeploymentFailed, match=says):
        check_deployment(found, waited=waited, deadline=DEADLINE)


def made(*, looks: int) -> MemoryDeployments:
    deployments = MemoryDeployments(looks=looks)
    deployments.create(NAME, MODEL, token="t", tags={})
    return deployments


def test_one_that_is_being_made_is_deleted_when_it_is_there() -> None:
    deployments = made(looks=1)
    assert [ensure_gone(NAME, deployments) for _ in range(4)] == [False, False, True, True]


def test_one_whose_model_is_being_swapped_is_deleted_after_that() -> None:
    deployments = made(looks=0)
    assert deployments.find(NAME) is not None
    deployments.update(f"arn:deployment/{NAME}", "arn:model/other")
    deployments._pending[f"arn:deployment/{NAME}"] = 1  # noqa: SLF001 - the fake's own clock
    assert [ensure_gone(NAME, deployments) for _ in range(3)] == [False, False, True]


class Lingering(MemoryDeployments):
    """Deployments that are still found for a while after they were deleted, like AWS's."""

    def __init__(self, found: Deployment | None, *, seen: int) -> None:
        super().__init__()
        self.deleted: list[str] = []
        self._found, self._seen = found, seen

    def find(self, deployment: str) -> Deployment | None:  # noqa: ARG002 - the port's signature
        if self.deleted:
            self._seen -= 1
        return self._found if not self.deleted or self._seen >= 0 else None

    def delete(self, arn: str) -> None:
        self.deleted.append(arn)


def test_retiring_asks_to_be_tried_again_until_the_deployment_is_gone() -> None:
    deployments = Lingering(deployment("Active"), seen=2)
    with pytest.raises(StillPending, match=f"the deployment {NAME} is being deleted"):
        retire(NAME, deployments)
    retire(NAME, deployments)
    retire(NAME, deployments)
    assert deployments.deleted == ["arn:deployment/1"] * 2


def test_what_is_not_there_is_retired_already() -> None:
    deployments = Lingering(None, seen=0)
    retire(NAME, deployments)
    assert ensure_gone(NAME, deployments)
    assert deployments.deleted == []
