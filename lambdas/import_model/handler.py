"""ImportModel: make a custom model of the checkpoint that SageMaker left; Bedrock's own jobs need no such thing."""

import os
from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.customization import BedrockModels
from tuneql.workflow.importing import import_model
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `training` out, with `model_arn` and `model_status`."""
    training: dict[str, Any] = event["training"]
    arn = import_model(
        Run.model_validate(event["run"]),
        training["checkpoint"],
        role_arn=os.environ["IMPORT_ROLE_ARN"],
        models=BedrockModels(patient_client("bedrock")),
    )
    return {**training, "model_arn": arn, "model_status": "Creating", "since": datetime.now(UTC).isoformat()}
