"""DeployCandidate: a way to ask the new model, to measure it; users do not see it."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `{model_id, interface, status}` out.

    A custom model needs an on-demand deployment; an imported one answers by itself.
    """
    run, training = Run.model_validate(event["run"]), event["training"]
    if "interface" in training:
        return {"model_id": training["model_arn"], "interface": training["interface"], "status": "Active"}
    arn = BedrockDeployments(patient_client("bedrock")).create(
        run.names.candidate,
        training["model_arn"],
        token=client_token(run.id, "candidate"),
        tags=run.tags,
    )
    return {"model_id": arn, "interface": "converse", "status": "Creating"}
