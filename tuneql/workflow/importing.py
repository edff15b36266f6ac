"""Importing a trained checkpoint into Bedrock: without it there is no model to deploy."""

from datetime import datetime, timedelta
from typing import Any

from tuneql.errors import TrainingFailed
from tuneql.ports import CustomModels
from tuneql.training.sagemaker import import_model_request
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run


def import_model(run: Run, checkpoint: str, *, role_arn: str, models: CustomModels) -> str:
    """Ask for the import, however often, once; returns the model's ARN."""
    return models.create(
        import_model_request(
            model_name=run.names.model,
            checkpoint_uri=checkpoint,
            role_arn=role_arn,
            client_token=client_token(run.id, "import"),
            tags={"tuneql:run": run.id},
        )
    )


def check_model(run: Run, training: dict[str, Any], *, models: CustomModels, now: datetime) -> dict[str, Any]:
    """`training` with the model's status, Creating or Active.

    Raises:
        TrainingFailed: the import failed, or has been waited for longer than a deployment may be.
    """
    found = models.find(training["model_arn"])
    if found is None:
        raise TrainingFailed(
            f"the imported model {training['model_arn']} is gone; it was deleted outside this workflow"
        )
    if found.status == "Failed":
        why = (found.failure or "Bedrock gives no reason").rstrip(".")
        raise TrainingFailed(f"Bedrock could not import the checkpoint: {why}; start the run again ({found.arn})")
    waited = now - datetime.fromisoformat(training["since"])
    if found.status != "Active" and waited > timedelta(seconds=run.deployment_deadline_seconds):
        raise TrainingFailed(
            f"Bedrock has not imported the checkpoint after {waited.total_seconds():.0f} seconds; raise "
            f"deployment_deadline_seconds if this is usual ({found.arn})"
        )
    return {**training, "model_status": found.status}
