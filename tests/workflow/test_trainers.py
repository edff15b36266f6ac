import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tuneql.aws.customization import MemoryCustomization
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.training_jobs import MemoryJobs
from tuneql.errors import InvalidInput, RunFailed, TrainingFailed
from tuneql.training.bedrock.job import CustomizationJob
from tuneql.training.sagemaker.job import TrainingJob
from tuneql.workflow.estimating import estimate
from tuneql.workflow.run import Run
from tuneql.workflow.trainers import BedrockTrainer, NovaTrainer, OpenWeightsTrainer
from tuneql.workflow.training_requests import OUTPUT, RECIPE
from tuneql.workflow.training_results import ACCEPTANCE_CSV

NOW = datetime(2026, 11, 20, tzinfo=UTC)
DATASET = {"train": 90, "validation": 10}
REPORT = (
    "fileName,totalProcessedRecordCount,acceptedRecordCount,partiallyAcceptedRecordCount,rejectedRecordCount\n"
    "train.jsonl,20,17,0,{rejected}\n"
)
ESCROW = "s3://customer-escrow-123456789012-smtj-1/job/120"


LONGEST = timedelta(hours=1.5)


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
    assert trainer.start(run, DATASET, longest=LONGEST) == f"arn:training-job/{run.names.job}"
    (request,) = jobs.started
    assert request["StoppingCondition"] == {"MaxRuntimeInSeconds": 5_400}
    channels = {each["ChannelName"]: each["DataSource"]["S3DataSource"] for each in request["InputDataConfig"]}
    assert set(channels) == {"train", "val", "recipe"}
    assert channels["recipe"]["S3Uri"] == run.location(RECIPE).uri
    recipe = objects.read(run.location(RECIPE)).decode()
    assert "max_epochs: 3" in recipe
    assert "alpha: 64" in recipe


def test_what_a_job_was_billed_for_is_told(run: Run) -> None:
    ended = replace(job(run, "Completed"), billed_seconds=5_400)
    trainer = NovaTrainer(jobs=MemoryJobs(**{run.names.job: ended}), objects=MemoryObjects())
    assert trainer.look(run, NOW).billed_seconds == 5_400


def test_a_running_job_is_stopped_and_waited_for(run: Run) -> None:
    jobs = MemoryJobs(**{run.names.job: job(run)})
    trainer = NovaTrainer(jobs=jobs, objects=MemoryObjects())
    assert [trainer.stop(run), trainer.stop(run)] == [False, True]
    stopping = NovaTrainer(jobs=MemoryJobs(**{run.names.job: job(run, "Stopping")}), objects=MemoryObjects())
    assert not stopping.stop(run)


@pytest.mark.parametrize(("status", "finished"), [("InProgress", False), ("Completed", True)])
def test_a_look_at_a_job_tells_whether_it_has_finished(run: Run, status: str, *, finished: bool) -> None:
    trainer = NovaTrainer(jobs=MemoryJobs(**{run.names.job: job(run, status)}), objects=MemoryObjects())
    assert trainer.look(run, NOW).finished is finished


def test_a_job_that_is_gone_fails_the_run(run: Run) -> None:
    with pytest.raises(TrainingFailed, match="no longer exists"):
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


def customized(
    run: Run, status: str, *, model: str | None = "arn:model/new", report: str | None = None
) -> BedrockTrainer:
    """Bedrock, and what its job has left."""
    objects = MemoryObjects()
    if report is not None:
        place = run.location(f"{OUTPUT}/1/training/{ACCEPTANCE_CSV}")
        objects.write(place, report.encode(), content_type="text/csv")
    found = CustomizationJob(arn="arn:job", status=status, created_at=NOW, changed_at=NOW, model_arn=model)
    return BedrockTrainer(jobs=MemoryCustomization((run.names.job, found)), objects=objects)


@pytest.mark.parametrize(("status", "finished"), [("InProgress", False), ("Completed", True)])
def test_a_customization_job_is_looked_at_and_names_its_model(
    make_run: Callable[..., Run], status: str, *, finished: bool
) -> None:
    run = make_run()
    trainer = customized(run, status)
    assert trainer.look(run, NOW).finished is finished
    assert trainer.collect(run) == {"model_arn": "arn:model/new"}


def test_a_customization_job_that_is_gone_or_names_no_model_fails_the_run(make_run: Callable[..., Run]) -> None:
    run = make_run()
    gone = BedrockTrainer(jobs=MemoryCustomization(), objects=MemoryObjects())
    with pytest.raises(TrainingFailed, match="no longer exists"):
        gone.look(run, NOW)
    for trainer in (gone, customized(run, "Completed", model=None)):
        with pytest.raises(TrainingFailed, match="names no model"):
            trainer.collect(run)


@pytest.mark.parametrize(("rejected", "refused"), [(0, False), (3, True)])
def test_records_that_bedrock_rejected_fail_the_run(
    make_run: Callable[..., Run], rejected: int, *, refused: bool
) -> None:
    run = make_run()
    trainer = customized(run, "Completed", report=REPORT.format(rejected=rejected))
    with pytest.raises(TrainingFailed, match="rejected 3 training records") if refused else nullcontext():
        trainer.collect(run)


def test_the_run_keeps_the_code_that_trained_it(make_run: Callable[..., Run]) -> None:
    run = make_run(method="sagemaker-open-weights", base_model="s3://corpora/models/tiny/", budget_usd=1_000)
    jobs, objects = MemoryJobs(), MemoryObjects()
    trainer = OpenWeightsTrainer(jobs=jobs, objects=objects, code={"train.py": b"pass", "a/b.py": b"1"}, role_arn="arn")
    trainer.start(run, DATASET, longest=LONGEST)
    assert {path: objects.read(run.location(f"training/code/{path}")) for path in trainer.code} == trainer.code
    (request,) = jobs.started
    channels = {each["ChannelName"]: each["DataSource"]["S3DataSource"]["S3Uri"] for each in request["InputDataConfig"]}
    assert channels["code"].rstrip("/") == run.location("training/code").uri


@pytest.mark.parametrize("artifacts", ["s3://runs/output/model/", None])
def test_the_job_of_open_weights_names_the_folder_of_the_model(run: Run, artifacts: str | None) -> None:
    found = replace(job(run, "Completed"), artifacts=artifacts)
    trainer = OpenWeightsTrainer(jobs=MemoryJobs(**{run.names.job: found}), objects=MemoryObjects())
    if artifacts is not None:
        assert trainer.collect(run) == {"checkpoint": "s3://runs/output/model"}
        return
    with pytest.raises(TrainingFailed, match="names no model artifacts"):
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
