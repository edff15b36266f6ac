import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tuneql.aws.customization import MemoryCustomization, MemoryModels
from tuneql.aws.deployments import MemoryDeployments
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.ports import CustomModel
from tuneql.release.champion import Champion
from tuneql.training.bedrock.job import CustomizationJob
from tuneql.workflow.cleanup import CleanupPorts, clean_up
from tuneql.workflow.promotion import promote
from tuneql.workflow.run import Run
from tuneql.workflow.trainers import BedrockTrainer

NOW = datetime(2026, 11, 20, tzinfo=UTC)
NEW = "arn:model/new"


def job(status: str) -> CustomizationJob:
    return CustomizationJob(arn="arn:job/1", status=status, created_at=NOW, changed_at=NOW)


def ports_of(
    run: Run, *, status: str | None = None, models: tuple[str, ...] = (), champion: Champion | None = None
) -> CleanupPorts:
    objects = MemoryObjects()
    jobs = MemoryCustomization(*([(run.names.job, job(status))] if status else []))
    deployments = MemoryDeployments()
    if champion:
        deployments.names["champion"] = champion.model_id
        deployments.create("champion", champion.model_arn, token="t", tags={})
        settle(deployments, champion.model_id)
    return CleanupPorts(
        objects=objects,
        trainer=BedrockTrainer(jobs=jobs, objects=objects),
        models=MemoryModels(*models),
        deployments=deployments,
        pointer=MemoryPointer(champion),
    )


def settle(deployments: MemoryDeployments, arn: str) -> None:
    while deployments._pending.get(arn) is not None:  # noqa: SLF001 - the fake's own clock
        deployments.find(arn)


def until_clean(run: Run, ports: CleanupPorts) -> None:
    for _ in range(20):
        if not clean_up(run, ports):
            return
    pytest.fail("never clean")


def test_nothing_made_is_nothing_to_clean(make_run: Callable[..., Run]) -> None:
    run = make_run()
    assert clean_up(run, ports_of(run)) == ()


def test_a_running_job_is_stopped(make_run: Callable[..., Run]) -> None:
    run = make_run()
    ports = ports_of(run, status="InProgress")
    until_clean(run, ports)
    assert isinstance(ports.trainer, BedrockTrainer)
    stopped = ports.trainer.jobs.find(run.names.job)
    assert stopped is not None
    assert stopped.status == "Stopped"


def test_candidate_and_model_go_and_the_champion_stays(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    ports = ports_of(run, status="Completed", models=(run.names.model, "another"), champion=champion)
    ports.deployments.create(run.names.candidate, NEW, token="t", tags={})
    until_clean(run, ports)
    assert ports.deployments.find(run.names.candidate) is None
    assert isinstance(ports.models, MemoryModels)
    assert ports.models.names == {"another"}
    found = ports.deployments.find(champion.model_id)
    assert found is not None
    assert found.model_arn == champion.model_arn


def test_a_promotion_under_way_is_taken_back(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    ports = ports_of(run, models=(run.names.model,), champion=champion)
    arn = promote(run, NEW, deployments=ports.deployments, pointer=ports.pointer, objects=ports.objects)
    assert arn == champion.model_id
    until_clean(run, ports)
    assert isinstance(ports.deployments, MemoryDeployments)
    settle(ports.deployments, arn)
    found = ports.deployments.find(arn)
    assert found is not None
    assert found.model_arn == champion.model_arn
    assert ports.pointer.read() == champion


def test_a_recorded_promotion_is_taken_back_with_its_record(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    ports = ports_of(run, champion=champion)
    promote(run, NEW, deployments=ports.deployments, pointer=ports.pointer, objects=ports.objects)
    ports.pointer.write(replace(champion, run=run.id, model_arn=NEW))
    until_clean(run, ports)
    assert ports.pointer.read() == champion


def test_a_champion_that_the_run_created_is_deleted(make_run: Callable[..., Run]) -> None:
    run = make_run()
    ports = ports_of(run)
    arn = promote(run, NEW, deployments=ports.deployments, pointer=ports.pointer, objects=ports.objects)
    until_clean(run, ports)
    assert ports.deployments.find(arn) is None


def test_promoting_twice_asks_once(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    ports = ports_of(run, champion=champion)
    first = promote(run, NEW, deployments=ports.deployments, pointer=ports.pointer, objects=ports.objects)
    assert isinstance(ports.deployments, MemoryDeployments)
    settle(ports.deployments, first)
    promote(run, NEW, deployments=ports.deployments, pointer=ports.pointer, objects=ports.objects)
    found = ports.deployments.find(first)
    assert found is not None
    assert not found.is_updating
    until_clean(run, ports)
    settle(ports.deployments, first)
    restored = ports.deployments.find(first)
    assert restored is not None
    assert restored.model_arn == champion.model_arn


@pytest.mark.parametrize(
    ("found", "left", "deleted"),
    [
        (None, False, ()),
        (CustomModel(arn=None, status="Creating"), True, ()),
        (CustomModel(arn=None, status="Failed", failure="no such architecture"), False, ()),
        (CustomModel(arn="arn:imported", status="Active", interface="converse"), True, ("arn:imported",)),
    ],
)
def test_an_import_is_waited_for_and_its_model_deleted(
    make_run: Callable[..., Run], found: CustomModel | None, *, left: bool, deleted: tuple[str, ...]
) -> None:
    run, models = make_run(), OneImport(found)
    ports = dataclasses.replace(ports_of(run), models=models)
    assert bool(clean_up(run, ports)) is left
    assert tuple(models.deleted) == deleted


class OneImport:
    """Imported models, of which there is one in a given state."""

    def __init__(self, found: CustomModel | None) -> None:
        self._found = found
        self.deleted: list[str] = []

    def create(self, request: Mapping[str, Any]) -> None:
        raise AssertionError(request)

    def find(self, name: str) -> CustomModel | None:  # noqa: ARG002 - the port's signature
        return self._found

    def delete(self, arn: str) -> None:
        self.deleted.append(arn)


def test_a_pointer_to_an_imported_model_is_taken_back(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    ports = ports_of(run, champion=champion)
    arn = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl"
    for _ in range(2):
        asked = promote(run, arn, deployments=ports.deployments, pointer=ports.pointer, objects=ports.objects)
        assert asked == arn
    ports.pointer.write(replace(champion, model_id=arn, model_arn=arn, run=run.id))
    until_clean(run, ports)
    assert ports.pointer.read() == champion
    found = ports.deployments.find(champion.model_id)
    assert found is not None
    assert found.model_arn == champion.model_arn
