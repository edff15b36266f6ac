"""StartTraining: one customization job for this run, however often the Task is tried."""

import os
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.customization import BedrockCustomization
from tuneql.workflow.run import Run
from tuneql.workflow.training import job_request


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, dataset}` in; `{job_arn, status}` out."""
    run = Run.model_validate(event["run"])
    request = job_request(run, event["dataset"], role_arn=os.environ["CUSTOMIZATION_ROLE_ARN"])
    arn = BedrockCustomization(patient_client("bedrock")).start(request)
    return {"job_arn": arn, "status": "InProgress"}
