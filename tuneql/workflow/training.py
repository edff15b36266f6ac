"""Starting the customization job of a run, and reading what it leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from tuneql.errors import TrainingFailed
from tuneql.locations import Location, for_bedrock
from tuneql.ports import Objects
from tuneql.training.acceptance import rejected_records
from tuneql.training.bedrock import customization_job_request
from tuneql.training.curve import Curve, read_step_metrics
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run

OUTPUT = "training"
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


def job_request(run: Run, dataset: Mapping[str, object], *, role_arn: str) -> dict[str, object]:
    """The request that starts this run's job; the same for every retry."""
    has_validation = bool(dataset["validation"])
    return customization_job_request(
        job_name=run.names.job,
        model_name=run.names.model,
        role_arn=role_arn,
        base_model_id=run.base_model_id,
        train_uri=for_bedrock(run.location("dataset/train.jsonl")),
        validation_uri=for_bedrock(run.location("dataset/validation.jsonl")) if has_validation else None,
        output_uri=for_bedrock(run.location(f"{OUTPUT}/")),
        hyperparameters=run.hyperparameters,
        client_token=client_token(run.id, "training"),
        tags={"tuneql:run": run.id},
    )


def summarise_training(run: Run, objects: Objects) -> TrainingSummary:
    """Read the files that Bedrock wrote under the run's output prefix, and write `summary.json` beside them.

    Raises:
        TrainingFailed: records were rejected, or the metrics are not there.
    """
    written = list(objects.list(run.location(f"{OUTPUT}/")))
    _refuse_rejected(written, objects)
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
    """The losses per step that Bedrock wrote.

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


def _refuse_rejected(written: list[Location], objects: Objects) -> None:
    for manifest in written:
        if manifest.key.endswith(ACCEPTANCE_CSV):
            rejected = rejected_records(objects.read(manifest).decode(), source=manifest.uri)
            if rejected:
                raise TrainingFailed(
                    f"Bedrock rejected {rejected} training records, so the model has not seen the whole corpus; "
                    f"see {manifest.uri} for which"
                )
