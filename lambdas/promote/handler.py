"""Promote: put the new model behind the champion's ARN; the first run creates the champion."""

import os
from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.workflow.promotion import promote
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `{deployment_arn, model_arn, status, since}` out."""
    model_arn = event["training"]["model_arn"]
    arn = promote(
        Run.model_validate(event["run"]),
        model_arn,
        deployments=BedrockDeployments(patient_client("bedrock")),
        pointer=SsmPointer(patient_client("ssm"), os.environ["CHAMPION_PARAMETER"]),
        objects=S3Objects(patient_client("s3")),
    )
    return {
        "deployment_arn": arn,
        "model_arn": model_arn,
        "status": "Updating",
        "since": datetime.now(UTC).isoformat(),
    }
