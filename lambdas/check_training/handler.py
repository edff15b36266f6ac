"""CheckTraining: look at the job, fail the run if it stalls or is late, and read the results when it is done."""

from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.aws.trainers import trainer_of
from tuneql.workflow.run import Run
from tuneql.workflow.training_results import summarise_training


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `{job_arn, status, stage}` out.

    Once the job is completed, the losses are added, and `model_arn`, or the `checkpoint` to import.
    """
    run = Run.model_validate(event["run"])
    objects = S3Objects(patient_client("s3"))
    trainer = trainer_of(run.method, objects)
    arn = event["training"]["job_arn"]
    look = trainer.look(run, datetime.now(UTC))
    if not look.finished:
        return {"job_arn": arn, "status": "InProgress", "stage": look.stage}
    made, summary = trainer.collect(run), summarise_training(run, objects, billed_seconds=look.billed_seconds)
    return {"job_arn": arn, "status": "Completed", **made, **summary.model_dump()}
