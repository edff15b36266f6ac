"""Retire: delete the candidate deployment; it has been measured."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.workflow.deployment import retire
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, candidate}` in; `{deployment}`, the name that is gone, out."""
    run = Run.model_validate(event["run"])
    retire(run.names.candidate, BedrockDeployments(patient_client("bedrock")))
    return {"deployment": run.names.candidate}
