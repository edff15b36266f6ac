"""Deploys the candidate, waits for it, and deletes deployments and imported models that nobody needs any more."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tuneql.errors import DeploymentFailed, StillPending
from tuneql.ports import CustomModels, Deployment, Deployments
from tuneql.release.champion import Served
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run


def deploy_candidate(run: Run, training: Mapping[str, Any], deployments: Deployments) -> dict[str, str]:
    """Make the new model ready for measuring; users do not see it.

    A custom model needs an on-demand deployment; an imported one does not.

    Returns:
        `{model_id, interface, status}`; the status is Creating or Active.
    """
    arn = training["model_arn"]
    if "interface" in training:
        return {"model_id": arn, "interface": training["interface"], "status": "Active"}
    token = client_token(run.id, "candidate")
    deployment_arn = deployments.create(run.names.candidate, arn, token=token, tags=run.tags)
    return {"model_id": deployment_arn, "interface": "converse", "status": "Creating"}


def check_deployment(found: Deployment | None, *, waited: timedelta, deadline: timedelta) -> str:
    """The status of the candidate: Creating or Active.

    Raises:
        DeploymentFailed: it failed, no longer exists, or took longer than the deadline.
    """
    if found is None:
        raise DeploymentFailed("the candidate deployment is gone; it was deleted outside this workflow")
    if found.status == "Failed":
        why = found.failure or "Bedrock gives no reason"
        raise DeploymentFailed(f"the candidate deployment failed: {why.rstrip('.')}; start the run again ({found.arn})")
    if found.status != "Active" and waited > deadline:
        raise DeploymentFailed(
            f"the candidate deployment is still {found.status} after {waited.total_seconds():.0f} seconds, over its "
            f"deadline of {deadline.total_seconds():.0f}; raise deployment_deadline_seconds if this is usual "
            f"({found.arn})"
        )
    return found.status


def retire_imported(candidate: Served, *, kept: bool, replaced: str | None, models: CustomModels) -> None:
    """Delete the imported model that is no longer needed, if there is one: an account may have only three.

    Args:
        candidate: what was measured; it is deleted unless `kept`, but its weights stay in S3.
        kept: whether it was promoted, or awaits approval.
        replaced: the ARN of the model to which one could roll back before this promotion; None without one.
        models: the imported models.
    """
    spare = replaced if kept else candidate.model_id
    if spare is not None and Served(model_id=spare).is_imported:
        models.delete(spare)


def retire_challenger(challenger: Served | None, deployments: Deployments) -> None:
    """Delete the deployment of the challenger, if the replaced champion had one.

    Raises:
        StillPending: it is not deleted yet; ask again.
    """
    if challenger is not None and not challenger.is_imported:
        retire(challenger.model_id, deployments)


def ensure_gone(name: str, deployments: Deployments) -> bool:
    """Delete the deployment of this name or ARN as soon as possible; returns whether it is gone."""
    found = deployments.find(name)
    if found is None:
        return True
    if found.status != "Creating" and not found.is_updating:
        deployments.delete(found.arn)
    return False


def retire(name: str, deployments: Deployments) -> None:
    """Delete the deployment of this name or ARN.

    Raises:
        StillPending: it is not deleted yet; ask again.
    """
    found = deployments.find(name)
    if found is None:
        return
    deployments.delete(found.arn)
    if deployments.find(name) is not None:
        raise StillPending(f"the deployment {name} is being deleted")
