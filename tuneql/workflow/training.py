"""The requests that start a run's training, and the reading of the files that the trainer leaves."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from tuneql.errors import TrainingFailed
from tuneql.locations import Location, for_bedrock
from tuneql.ports import Objects
from tuneql.training.acceptance import rejected_records
from tuneql.training.bedrock import customization_job_request
from tuneql.training.curve import Curve, read_step_metrics
from tuneql.training.reading import Reading, read_curves
from tuneql.training.sagemaker import import_model_request, training_job_request
from tuneql.training.script_job import model_import_request, script_job_request
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run
from tuneql.workflow.writing import write_json

OUTPUT = "training"
RECIPE = f"{OUTPUT}/recipe.yaml"
CODE = f"{OUTPUT}/code"
CHECKPOINTS = f"{OUTPUT}/checkpoints"
SUMMARY = f"{OUTPUT}/summary.json"
STEPS_CSV = "step_wise_training_metrics.csv"
VALIDATION_CSV = "validation_metrics.csv"
ACCEPTANCE_CSV = "manifest.report.csv"


class TrainingSummary(BaseModel, frozen=True):
    """What the metrics files tell, with their keys; None if a trainer left none.

    Attributes:
        billed_seconds: of the job's instance; None if tokens are billed.
    """

    method: str
    billed_seconds: int | None = None
    steps: int | None = None
    first_loss: float | None = None
    last_loss: float | None = None
    reading: Reading | None = None
    metrics_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Curves:
    """Losses per step, with the keys of the files that they were read from; validation only if there was any."""

    training: Curve
    training_key: str
    validation: Curve | None
    validation_key: str | None


def customization_request(run: Run, dataset: Mapping[str, object], *, role_arn: str) -> dict[str, object]:
    """The request that starts this run's job in Bedrock; the same for every retry."""
    return customization_job_request(
        job_name=run.names.job,
        model_name=run.names.model,
        role_arn=role_arn,
        base_model_id=run.base_model_id,
        train_uri=for_bedrock(run.location("dataset/train.jsonl")),
        validation_uri=_validation_uri(run, dataset),
        output_uri=for_bedrock(run.location(f"{OUTPUT}/")),
        hyperparameters=run.bedrock,
        client_token=client_token(run.id, "training"),
        tags=run.tags,
        model_kms_key=run.model_kms_key,
    )


def nova_request(run: Run, dataset: Mapping[str, object], *, role_arn: str, longest: timedelta) -> dict[str, object]:
    """The request that starts this run's job in SageMaker; the same for every retry."""
    return training_job_request(
        job_name=run.names.job,
        role_arn=role_arn,
        region=run.region,
        technique=run.nova.technique,
        instance_type=run.training_instance_type,
        train_uri=run.location("dataset/train.jsonl").uri,
        validation_uri=_validation_uri(run, dataset),
        recipe_uri=run.location(RECIPE).uri,
        output_uri=run.location(OUTPUT).uri,
        max_runtime_seconds=int(longest.total_seconds()),
        tags=run.tags,
        output_kms_key=run.output_kms_key,
        vpc=run.vpc,
    )


def open_weights_request(
    run: Run, dataset: Mapping[str, object], *, role_arn: str, longest: timedelta
) -> dict[str, object]:
    """The request that starts this run's training of open weights; the same for every retry."""
    assert run.base_model is not None  # noqa: S101 - as the method says
    return script_job_request(
        job_name=run.names.job,
        role_arn=role_arn,
        region=run.region,
        instance_type=run.training_instance_type,
        train_uri=run.location("dataset/train.jsonl").uri,
        validation_uri=_validation_uri(run, dataset),
        code_uri=run.location(f"{CODE}/").uri,
        model_uri=run.base_model.uri,
        checkpoints_uri=run.location(CHECKPOINTS).uri,
        output_uri=run.location(OUTPUT).uri,
        hyperparameters=run.open_weights,
        max_runtime_seconds=int(longest.total_seconds()),
        max_wait_seconds=run.training_deadline_seconds,
        tags=run.tags,
        spot=run.spot,
        output_kms_key=run.output_kms_key,
        vpc=run.vpc,
    )


def import_request(run: Run, checkpoint: str, *, role_arn: str) -> dict[str, object]:
    """The request that makes a model in Bedrock from what SageMaker trained; the same for every retry."""
    common: dict[str, Any] = {
        "role_arn": role_arn,
        "client_token": client_token(run.id, "import"),
        "tags": run.tags,
        "model_kms_key": run.model_kms_key,
    }
    if run.method == "sagemaker-open-weights":
        return model_import_request(name=run.names.model, weights_uri=checkpoint, **common)
    return import_model_request(model_name=run.names.model, checkpoint_uri=checkpoint, **common)


def _validation_uri(run: Run, dataset: Mapping[str, object]) -> str | None:
    return for_bedrock(run.location("dataset/validation.jsonl")) if dataset["validation"] else None


def summarise_training(run: Run, objects: Objects, *, billed_seconds: int | None = None) -> TrainingSummary:
    """Read the losses that the trainer wrote under the run's output prefix, and write `summary.json` beside them.

    Raises:
        TrainingFailed: the last loss is not a number, so the model is useless.
    """
    found = _summary(run, training_curves(run, objects))
    summary = found.model_copy(update={"billed_seconds": billed_seconds})
    write_json(run.location(SUMMARY), summary, objects)
    return summary


def _summary(run: Run, curves: Curves | None) -> TrainingSummary:
    if curves is None:
        return TrainingSummary(method=run.method)
    reading = read_curves(curves.training, curves.validation)
    if not math.isfinite(curves.training.last_loss):
        raise TrainingFailed(f"{reading.sentence} Its losses are in s3://{run.bucket}/{curves.training_key}")
    return TrainingSummary(
        method=run.method,
        steps=curves.training.steps,
        first_loss=curves.training.finite[0].loss,
        last_loss=curves.training.last_loss,
        reading=reading,
        metrics_key=curves.training_key,
    )


def training_curves(run: Run, objects: Objects) -> Curves | None:
    """The losses per step that the trainer wrote; None if it wrote none, which is not a failure."""
    # Bedrock's documents differ in the folders of these files, so they are found by their names.
    written = {o.key.rsplit("/", 1)[-1]: o for o in objects.list(run.location(f"{OUTPUT}/"))}
    if STEPS_CSV not in written:
        return None
    steps, validation = written[STEPS_CSV], written.get(VALIDATION_CSV)
    return Curves(
        training=read_step_metrics(objects.read(steps).decode(), source=steps.uri),
        training_key=steps.key,
        validation=_validation_curve(validation, objects) if validation else None,
        validation_key=validation.key if validation else None,
    )


def _validation_curve(location: Location, objects: Objects) -> Curve:
    text = objects.read(location).decode()
    return read_step_metrics(text, source=location.uri, loss="validation_loss")


def refuse_rejected(run: Run, objects: Objects) -> None:
    """Read Bedrock's acceptance reports.

    Raises:
        TrainingFailed: it rejected records.
    """
    for manifest in objects.list(run.location(f"{OUTPUT}/")):
        if manifest.key.endswith(ACCEPTANCE_CSV):
            rejected = rejected_records(objects.read(manifest).decode(), source=manifest.uri)
            if rejected:
                raise TrainingFailed(
                    f"Bedrock rejected {rejected} training records, so the model has not seen the whole corpus; "
                    f"see {manifest.uri} for which, leave them out, and start the run again"
                )
