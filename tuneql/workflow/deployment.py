"""Waiting for a deployment, and taking it away again."""

from datetime import timedelta

from tuneql.errors import DeploymentFailed, StillPending
from tuneql.ports import Deployment, Deployments


def check_deployment(found: Deployment | None, *, waited: timedelta, deadline: timedelta) -> str:
    """The status of the candidate: Creating or Active.

    Raises:
        DeploymentFailed: it failed, is gone, or has been waited for longer than the deadline.
    """
    if found is None:
        raise DeploymentFailed("the candidate deployment is gone; it was deleted outside this workflow")
    if found.status == "Failed":
        why = found.failure or "Bedrock gives no reason"
        raise DeploymentFailed(f"the candidate deployment failed: {why.rstrip('.')}; start the run again ({found.arn})")
    if found.status != "Active" and waited > deadline:
        raise DeploymentFailed(
            f"the candidate deployment is still {found.status} after {waited.total_seconds():.0f} seconds, its "
            f"deadline being {deadline.total_seconds():.0f}; raise deployment_deadline_seconds if this is usual "
            f"({found.arn})"
        )
    return found.status


def retire(name: str, deployments: Deployments) -> None:
    """Delete the deployment of this name.

    Raises:
        StillPending: it is not gone yet; ask again.
    """
    found = deployments.find(name)
    if found is None:
        return
    deployments.delete(found.arn)
    if deployments.find(name) is not None:
        raise StillPending(f"the deployment {name} is being deleted")
