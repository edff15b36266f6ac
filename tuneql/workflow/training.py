"""The requests that start a run's training, and what the trainer leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from tuneql.errors import TrainingFailed
from tuneql.locations import Location, for_bedrock
from tuneql.ports import Objects
from tuneql.training.acceptance import rejected_records
from tuneql.training.bedrock import customization_job_request
from tuneql.training.curve import Curve, read_step_metrics
from tuneql.training.sagemaker import training_job_request
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run

OUTPUT = "training"
RECIPE = f"{OUTPUT}/recipe.yaml"
STEPS_CSV = "step_wise_training_metrics.csv"
VALIDATION_CSV = "validation_metrics.csv"
ACCEPTANCE_CSV = "manifest.report.csv"


class TrainingSummary(BaseModel):
    """What the metrics files say, with the keys that they were read from."""

    model_config = ConfigDict(frozen=True)

    method: str
    steps: int
    first_loss: float
    last_loss: float
    metrics_key: str


@dataclass(frozen=True, kw_only=True)
class Curves:
    """Losses per step, with the keys of the files that they were read from; validation only where there was some."""

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
        tags={"tuneql:run": run.id},
    )


def nova_request(run: Run, dataset: Mapping[str, object], *, role_arn: str) -> dict[str, object]:
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
        max_runtime_seconds=run.training_deadline_seconds,
        tags={"tuneql:run": run.id},
    )


def _validation_uri(run: Run, dataset: Mapping[str, object]) -> str | None:
    return for_bedrock(run.location("dataset/validation.jsonl")) if dataset["validation"] else None


def summarise_training(run: Run, objects: Objects) -> TrainingSummary:
    """Read the losses that the trainer wrote under the run's output prefix, and write `summary.json` beside them.

    Raises:
        TrainingFailed: the metrics are not there.
    """
    curves = training_curves(run, objects)
    summary = TrainingSummary(
        method=run.method,
        steps=curves.training.steps,
        first_loss=curves.training.first_loss,
        last_loss=curves.training.last_loss,
        metrics_key=curves.training_key,
    )
    body = summary.model_dump_json(indent=2).encode()
    objects.write(run.location(f"{OUTPUT}/summary.json"), body, content_type="application/json")
    return summary


def training_curves(run: Run, objects: Objects) -> Curves:
    """The losses per step that the trainer wrote.

    Raises:
        TrainingFailed: there is no file of training losses.
    """
    # Bedrock's paths differ between its documents by a folder or two: a file is known by its name.
    written = {o.key.rsplit("/", 1)[-1]: o for o in objects.list(run.location(f"{OUTPUT}/"))}
    if STEPS_CSV not in written:
        raise TrainingFailed(f"the job is completed, but wrote no {STEPS_CSV} under {run.location(OUTPUT).uri}/")
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
                    f"see {manifest.uri} for which"
                )
