"""Retire: take away the candidate deployment, which has been measured, and an imported model that nobody needs."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.customization import ImportedModels
from tuneql.aws.deployments import BedrockDeployments
from tuneql.release.champion import Served
from tuneql.workflow.approval import awaits_approval
from tuneql.workflow.deployment import retire, retire_imported
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{state}` in; `{deployment}`, the name that is gone, out."""
    state, bedrock = event["state"], patient_client("bedrock")
    run = Run.model_validate(state["run"])
    retire(run.names.candidate, BedrockDeployments(bedrock))
    retire_imported(
        Served.model_validate(state["candidate"]),
        kept=state["gate"]["promote"] or awaits_approval(run, passed=state["gate"]["passed"]),
        replaced=state.get("smoke_test", {}).get("replaced"),
        models=ImportedModels(bedrock),
    )
    return {"deployment": run.names.candidate}
