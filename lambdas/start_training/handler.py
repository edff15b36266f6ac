"""StartTraining: start one job for the run, however often the Task is tried."""

import os
from datetime import timedelta
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.aws.trainers import trainer_of
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, dataset, preflight}` in; `{job_arn, status}` out."""
    run = Run.model_validate(event["run"])
    customization, training = os.environ["CUSTOMIZATION_ROLE_ARN"], os.environ["TRAINING_ROLE_ARN"]
    role = customization if run.method == "bedrock" else training
    trainer = trainer_of(run.method, S3Objects(patient_client("s3")), role_arn=role)
    longest = timedelta(seconds=event["preflight"]["training_seconds"])
    return {"job_arn": trainer.start(run, event["dataset"], longest=longest), "status": "InProgress"}
