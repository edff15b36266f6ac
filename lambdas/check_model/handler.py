"""CheckModel: whether the imported model can be deployed yet."""

from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.customization import BedrockModels
from tuneql.workflow.importing import check_model
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `training` out, its `model_status` Creating or Active."""
    models = BedrockModels(patient_client("bedrock"))
    return check_model(Run.model_validate(event["run"]), event["training"], models=models, now=datetime.now(UTC))
