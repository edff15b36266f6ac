"""DeployCandidate: an on-demand deployment of the new model, to measure it; users do not see it."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `{deployment_arn, status}` out."""
    run = Run.model_validate(event["run"])
    arn = BedrockDeployments(patient_client("bedrock")).create(
        run.names.candidate,
        event["training"]["model_arn"],
        token=client_token(run.id, "candidate"),
        tags={"tuneql:run": run.id},
    )
    return {"deployment_arn": arn, "status": "Creating"}
