"""What a stopped run has made is taken back, but for what serves users."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tuneql.aws.customization import MemoryCustomization, MemoryModels
from tuneql.aws.deployments import MemoryDeployments
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.errors import InvalidInput
from tuneql.release.champion import Challenger, Champion
from tuneql.workflow.cleanup import World
from tuneql.workflow.run import Run
from tuneql.workflow.stopping import take_back
from tuneql.workflow.trainers import BedrockTrainer


def world(*models: str, champion: Champion | None = None) -> World:
    objects = MemoryObjects()
    return World(
        objects=objects,
        trainer=BedrockTrainer(jobs=MemoryCustomization(), objects=objects),
        models=MemoryModels(*models),
        deployments=MemoryDeployments(),
        pointer=MemoryPointer(champion),
    )


def silent(_text: str) -> None:
    """Nobody is told."""


def test_what_is_made_late_is_taken_back_too(make_run: Callable[..., Run]) -> None:
    run, where = make_run(), world()

    def looks() -> Iterator[float]:
        yield 0.0
        where.deployments.create(run.names.candidate, "arn:model", token="t", tags={})
        yield from map(float, range(1, 20))

    assert take_back(run, where, settle_seconds=2, looks=looks(), tell=silent) == ()
    assert where.deployments.find(run.names.candidate) is None


def test_what_cannot_be_taken_back_in_time_is_named(make_run: Callable[..., Run]) -> None:
    run, where = make_run(), world()
    where.deployments.create(run.names.candidate, "arn:model", token="t", tags={})
    left = take_back(run, where, settle_seconds=0, looks=iter([0.0]), tell=silent)
    assert left == ("delete_candidate", "delete_model")


def test_a_clean_world_is_waited_for_no_longer_than_it_takes_to_settle(make_run: Callable[..., Run]) -> None:
    looks = iter([0.0, 1.0, 2.0, 3.0])
    assert take_back(make_run(), world(), settle_seconds=2, looks=looks, tell=silent) == ()
    assert list(looks) == [3.0]


@pytest.mark.parametrize("role", ["champion", "previous", "challenger"])
def test_a_model_that_is_in_use_stays(make_run: Callable[..., Run], champion: Champion, role: str) -> None:
    run = make_run()
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
    record = {
        "champion": replace(champion, run=run.id),
        "previous": replace(champion, previous_model_arn=run.names.model),  # the fake's ARNs are names
        "challenger": champion.beside(tried),
    }[role]
    where = world(run.names.model, champion=record)
    with pytest.raises(InvalidInput, match="serves users, is tried beside the champion, or could be rolled back to"):
        take_back(run, where, settle_seconds=0, looks=iter([0.0]), tell=silent)
    assert where.models.find(run.names.model) is not None
    assert where.pointer.read() == record
