"""CheckTraining: look at the job; fail it when it stalls or is late; read its metrics when it is done."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.customization import BedrockCustomization
from tuneql.aws.objects import S3Objects
from tuneql.errors import TrainingFailed
from tuneql.training.watchdog import is_completed
from tuneql.workflow.run import Run
from tuneql.workflow.training import summarise_training


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `{job_arn, status, stage}` out, with `model_arn` and the losses once it is completed."""
    run = Run.model_validate(event["run"])
    arn = event["training"]["job_arn"]
    job = BedrockCustomization(patient_client("bedrock")).find(arn)
    if job is None:
        raise TrainingFailed(f"the customization job {arn} is gone")
    stall, deadline = timedelta(seconds=run.stall_seconds), timedelta(seconds=run.training_deadline_seconds)
    if not is_completed(job, now=datetime.now(UTC), stall=stall, deadline=deadline):
        return {"job_arn": arn, "status": "InProgress", "stage": job.stage}
    summary = summarise_training(run, S3Objects(patient_client("s3")))
    return {"job_arn": arn, "status": "Completed", "model_arn": job.model_arn, **summary.model_dump()}
