"""DeployCandidate: make the new model ready to be measured, out of users' sight."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.workflow.deployment import deploy_candidate
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `{model_id, interface, status}` out."""
    deployments = BedrockDeployments(patient_client("bedrock"))
    return deploy_candidate(Run.model_validate(event["run"]), event["training"], deployments)
