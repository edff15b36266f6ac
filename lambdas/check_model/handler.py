"""CheckModel: whether the imported model is there yet."""

from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.trainers import models_of
from tuneql.workflow.importing import check_model
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `training` out, with `model_status` Creating, or Active and `model_arn`."""
    run = Run.model_validate(event["run"])
    models = models_of(run.method, patient_client("bedrock"))
    return check_model(run, event["training"], models=models, now=datetime.now(UTC))
