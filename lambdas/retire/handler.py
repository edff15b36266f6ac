"""Retire: delete the candidate's deployment, which has been measured, and what else nobody needs any more.

After a promotion, that is the deployment of the old champion's challenger, and an imported model that was replaced.
"""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.customization import ImportedModels
from tuneql.aws.deployments import BedrockDeployments
from tuneql.parsing import parse_as
from tuneql.release.champion import Served
from tuneql.workflow.approval import awaits_approval
from tuneql.workflow.deployment import retire, retire_challenger, retire_imported
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{state}` in; `{deployment}`, the name of the deleted one, out."""
    state, bedrock = event["state"], patient_client("bedrock")
    run = Run.model_validate(state["run"])
    deployments, promoted = BedrockDeployments(bedrock), state.get("smoke_test", {})
    retire(run.names.candidate, deployments)
    ended = promoted.get("challenger")
    retire_challenger(ended and parse_as(Served, ended), deployments)
    retire_imported(
        parse_as(Served, state["candidate"]),
        kept=state["gate"]["promote"] or awaits_approval(run, passed=state["gate"]["passed"]),
        replaced=promoted.get("replaced"),
        models=ImportedModels(bedrock),
    )
    return {"deployment": run.names.candidate}
