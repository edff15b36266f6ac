from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tuneql.aws.customization import MemoryCustomization, MemoryModels
from tuneql.aws.deployments import MemoryDeployments
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.release.champion import Champion
from tuneql.training.watchdog import Job
from tuneql.workflow.cleanup import World, clean_up
from tuneql.workflow.promotion import promote
from tuneql.workflow.run import Run
from tuneql.workflow.trainers import BedrockTrainer

NOW = datetime(2026, 11, 20, tzinfo=UTC)
NEW = "arn:model/new"


def job(status: str) -> Job:
    return Job(arn="arn:job/1", status=status, created_at=NOW, changed_at=NOW)


def world(
    run: Run, *, status: str | None = None, models: tuple[str, ...] = (), champion: Champion | None = None
) -> World:
    objects = MemoryObjects()
    jobs = MemoryCustomization(*([(run.names.job, job(status))] if status else []))
    deployments = MemoryDeployments()
    if champion:
        deployments.names["champion"] = champion.model_id
        deployments.create("champion", champion.model_arn, token="t", tags={})
        settle(deployments, champion.model_id)
    return World(
        objects=objects,
        trainer=BedrockTrainer(jobs=jobs, objects=objects),
        models=MemoryModels(*models),
        deployments=deployments,
        pointer=MemoryPointer(champion),
    )


def settle(deployments: MemoryDeployments, arn: str) -> None:
    while deployments._pending.get(arn) is not None:  # noqa: SLF001 - the fake's own clock
        deployments.find(arn)


def until_clean(run: Run, where: World) -> None:
    for _ in range(20):
        if not clean_up(run, where):
            return
    pytest.fail("never clean")


def test_nothing_made_is_nothing_to_clean(make_run: Callable[..., Run]) -> None:
    run = make_run()
    assert clean_up(run, world(run)) == ()


def test_a_running_job_is_stopped(make_run: Callable[..., Run]) -> None:
    run = make_run()
    where = world(run, status="InProgress")
    until_clean(run, where)
    assert isinstance(where.trainer, BedrockTrainer)
    stopped = where.trainer.jobs.find(run.names.job)
    assert stopped is not None
    assert stopped.status == "Stopped"


def test_candidate_and_model_go_and_the_champion_stays(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    where = world(run, status="Completed", models=(run.names.model, "another"), champion=champion)
    where.deployments.create(run.names.candidate, NEW, token="t", tags={})
    until_clean(run, where)
    assert where.deployments.find(run.names.candidate) is None
    assert isinstance(where.models, MemoryModels)
    assert where.models.names == {"another"}
    found = where.deployments.find(champion.model_id)
    assert found is not None
    assert found.model_arn == champion.model_arn


def test_a_promotion_under_way_is_taken_back(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    where = world(run, models=(run.names.model,), champion=champion)
    arn = promote(run, NEW, deployments=where.deployments, pointer=where.pointer, objects=where.objects)
    assert arn == champion.model_id
    until_clean(run, where)
    assert isinstance(where.deployments, MemoryDeployments)
    settle(where.deployments, arn)
    found = where.deployments.find(arn)
    assert found is not None
    assert found.model_arn == champion.model_arn
    assert where.pointer.read() == champion


def test_a_recorded_promotion_is_taken_back_with_its_record(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    where = world(run, champion=champion)
    promote(run, NEW, deployments=where.deployments, pointer=where.pointer, objects=where.objects)
    where.pointer.write(champion.model_copy(update={"run": run.id, "model_arn": NEW}))
    until_clean(run, where)
    assert where.pointer.read() == champion


def test_a_champion_that_the_run_created_is_deleted(make_run: Callable[..., Run]) -> None:
    run = make_run()
    where = world(run)
    arn = promote(run, NEW, deployments=where.deployments, pointer=where.pointer, objects=where.objects)
    until_clean(run, where)
    assert where.deployments.find(arn) is None


def test_promoting_twice_asks_once(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    where = world(run, champion=champion)
    first = promote(run, NEW, deployments=where.deployments, pointer=where.pointer, objects=where.objects)
    assert isinstance(where.deployments, MemoryDeployments)
    settle(where.deployments, first)
    promote(run, NEW, deployments=where.deployments, pointer=where.pointer, objects=where.objects)
    found = where.deployments.find(first)
    assert found is not None
    assert not found.is_updating
    until_clean(run, where)
    settle(where.deployments, first)
    restored = where.deployments.find(first)
    assert restored is not None
    assert restored.model_arn == champion.model_arn
