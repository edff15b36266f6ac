"""ImportModel: import what SageMaker trained into Bedrock, whose own jobs need no import."""

import os
from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.trainers import models_of
from tuneql.workflow.importing import import_model
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `training` out, with `model_status`."""
    run, training = Run.model_validate(event["run"]), event["training"]
    models = models_of(run.method, patient_client("bedrock"))
    import_model(run, training["checkpoint"], role_arn=os.environ["IMPORT_ROLE_ARN"], models=models)
    return {**training, "model_status": "Creating", "since": datetime.now(UTC).isoformat()}
