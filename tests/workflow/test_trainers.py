import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tuneql.aws.objects import MemoryObjects
from tuneql.aws.training_jobs import MemoryJobs
from tuneql.errors import InvalidInput, RunFailed, TrainingFailed
from tuneql.training.training_job import TrainingJob
from tuneql.workflow.estimating import estimate
from tuneql.workflow.run import Run
from tuneql.workflow.trainers import NovaTrainer
from tuneql.workflow.training import RECIPE

NOW = datetime(2026, 11, 20, tzinfo=UTC)
DATASET = {"train": 90, "validation": 10}
ESCROW = "s3://customer-escrow-123456789012-smtj-1/job/120"


@pytest.fixture
def run(make_run: Callable[..., Run]) -> Run:
    return make_run(method="sagemaker-nova", hyperparameters={"epochs": 3, "lora_alpha": 64})


def job(run: Run, status: str = "InProgress", stage: str = "Training") -> TrainingJob:
    return TrainingJob(
        name=run.names.job,
        arn="arn:job",
        status=status,
        stage=stage,
        created_at=NOW,
        changed_at=NOW - timedelta(hours=1),
    )


def test_the_job_is_started_with_the_recipe_beside_it(run: Run) -> None:
    jobs, objects = MemoryJobs(), MemoryObjects()
    trainer = NovaTrainer(jobs=jobs, objects=objects, role_arn="arn:role")
    assert trainer.start(run, DATASET) == f"arn:training-job/{run.names.job}"
    (request,) = jobs.started
    channels = {each["ChannelName"]: each["DataSource"]["S3DataSource"] for each in request["InputDataConfig"]}
    assert set(channels) == {"train", "val", "recipe"}
    assert channels["recipe"]["S3Uri"] == run.location(RECIPE).uri
    recipe = objects.read(run.location(RECIPE)).decode()
    assert "max_epochs: 3" in recipe
    assert "alpha: 64" in recipe


def test_a_running_job_is_stopped_and_waited_for(run: Run) -> None:
    jobs = MemoryJobs(**{run.names.job: job(run)})
    trainer = NovaTrainer(jobs=jobs, objects=MemoryObjects())
    assert [trainer.stop(run), trainer.stop(run)] == [False, True]
    stopping = NovaTrainer(jobs=MemoryJobs(**{run.names.job: job(run, "Stopping")}), objects=MemoryObjects())
    assert not stopping.stop(run)


@pytest.mark.parametrize(("status", "finished"), [("InProgress", False), ("Completed", True)])
def test_a_job_is_looked_at(run: Run, status: str, *, finished: bool) -> None:
    trainer = NovaTrainer(jobs=MemoryJobs(**{run.names.job: job(run, status)}), objects=MemoryObjects())
    assert trainer.look(run, NOW).finished is finished


def test_a_job_that_is_gone_fails_the_run(run: Run) -> None:
    with pytest.raises(TrainingFailed, match="is gone"):
        NovaTrainer(jobs=MemoryJobs(), objects=MemoryObjects()).look(run, NOW)


MANIFESTS: list[tuple[Any, str | None]] = [
    ({"checkpoint_s3_bucket": ESCROW}, None),
    ({"checkpoint": ESCROW}, "has no checkpoint_s3_bucket"),
    (None, "left no manifest.json"),
]


@pytest.mark.parametrize(("manifest", "says"), MANIFESTS)
def test_the_manifest_names_the_checkpoint(run: Run, manifest: Any, says: str | None) -> None:
    objects = MemoryObjects()
    if manifest is not None:
        key = f"training/{run.names.job}/output/output/manifest.json"
        objects.write(run.location(key), json.dumps(manifest).encode(), content_type="application/json")
    trainer = NovaTrainer(jobs=MemoryJobs(), objects=objects)
    if says is None:
        assert trainer.collect(run) == {"checkpoint": ESCROW}
        return
    with pytest.raises(RunFailed, match=says):
        trainer.collect(run)


def test_instances_are_paid_by_the_hour_and_tokens_are_not(run: Run, make_run: Callable[..., Run]) -> None:
    counted = {"records": 20_000, "tokens": 5_000_000, "questions": 500}
    by_hour, by_token = estimate(run, **counted), estimate(make_run(), **counted)
    assert by_hour.items[0].name == "training on ml.g5.12xlarge"
    assert by_token.items[0].name == "training"
    for found in (by_hour, by_token):
        assert sum(item.usd for item in found.items) == pytest.approx(found.total_usd)


@pytest.mark.parametrize(
    ("hyperparameters", "field"),
    [
        ({"technique": "dpo"}, "hyperparameters.technique"),
        ({"technique": "full"}, "hyperparameters.technique"),
        ({"learning_rate_warmup_steps": 5}, "hyperparameters.learning_rate_warmup_steps"),
        ({"global_batch_size": 8}, "hyperparameters.global_batch_size"),
    ],
)
def test_what_the_recipe_does_not_take_is_refused(
    make_run: Callable[..., Run], hyperparameters: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_run(method="sagemaker-nova", hyperparameters=hyperparameters)
    assert refused.value.field == field
