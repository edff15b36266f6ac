"""ImportModel: imports into Bedrock the checkpoint that SageMaker trained, so that there is a model to ask."""

from datetime import datetime, timedelta
from typing import Any

from tuneql.errors import TrainingFailed
from tuneql.ports import CustomModels
from tuneql.workflow.run import Run
from tuneql.workflow.training_requests import import_request


def import_model(run: Run, checkpoint: str, *, role_arn: str, models: CustomModels) -> None:
    """Start the import; repeating it starts no second one."""
    models.create(import_request(run, checkpoint, role_arn=role_arn))


def check_model(run: Run, training: dict[str, Any], *, models: CustomModels, now: datetime) -> dict[str, Any]:
    """`training` with the model's status and, once that is Active, its ARN.

    An imported model, which needs no deployment, also gets its `interface`.

    Raises:
        TrainingFailed: the import failed, or took longer than a deployment may take.
    """
    found = models.find(run.names.model)
    if found is None:
        raise TrainingFailed(f"the imported model {run.names.model} is gone; it was deleted outside this workflow")
    if found.status == "Failed":
        why = (found.failure or "Bedrock gives no reason").rstrip(".")
        raise TrainingFailed(f"Bedrock could not import the checkpoint: {why}; start the run again ({run.names.model})")
    waited = now - datetime.fromisoformat(training["since"])
    if found.status != "Active" and waited > timedelta(seconds=run.deployment_deadline_seconds):
        raise TrainingFailed(
            f"Bedrock has not imported the checkpoint after {waited.total_seconds():.0f} seconds; raise "
            f"deployment_deadline_seconds if this is usual ({run.names.model})"
        )
    return {
        **training,
        "model_status": found.status,
        **({} if found.arn is None else {"model_arn": found.arn}),
        **({} if found.interface is None else {"interface": found.interface}),
    }
