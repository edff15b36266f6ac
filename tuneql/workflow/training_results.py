"""What a finished training left in S3: the losses, their summary, and the records that it rejected."""

import math
from dataclasses import dataclass

from pydantic import BaseModel

from tuneql.errors import TrainingFailed
from tuneql.locations import Location
from tuneql.ports import Objects
from tuneql.training.bedrock.acceptance import rejected_records
from tuneql.training.curves.curve import Curve, read_step_metrics
from tuneql.training.curves.reading import Reading, read_curves
from tuneql.workflow.run import Run
from tuneql.workflow.training_requests import OUTPUT
from tuneql.workflow.writing import write_json

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
