"""Waiting for a deployment, and deleting deployments and imported models that nobody asks any more."""

from datetime import timedelta

from tuneql.errors import DeploymentFailed, StillPending
from tuneql.ports import CustomModels, Deployment, Deployments
from tuneql.release.champion import Served


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


def retire_imported(candidate: Served, *, kept: bool, replaced: str | None, models: CustomModels) -> None:
    """Delete the imported model that nobody needs any more, if there is one: an account may have three of them.

    Args:
        candidate: what was measured. Unless it is kept it is deleted; its weights stay in S3.
        kept: whether it was promoted, or awaits approval.
        replaced: the ARN of the model to roll back to before this promotion; None without one.
        models: the imported models.
    """
    spare = replaced if kept else candidate.model_id
    if spare is not None and Served(model_id=spare).is_imported:
        models.delete(spare)


def retire_challenger(challenger: Served | None, deployments: Deployments) -> None:
    """Delete the deployment of the challenger to a champion that has been replaced, if it had one.

    Raises:
        StillPending: it is not gone yet; ask again.
    """
    if challenger is not None and not challenger.is_imported:
        retire(challenger.model_id, deployments)


def ensure_gone(name: str, deployments: Deployments) -> bool:
    """Delete the deployment of this name or ARN as soon as that is possible; returns whether it is gone."""
    found = deployments.find(name)
    if found is None:
        return True
    if found.status != "Creating" and not found.is_updating:
        deployments.delete(found.arn)
    return False


def retire(name: str, deployments: Deployments) -> None:
    """Delete the deployment of this name or ARN.

    Raises:
        StillPending: it is not gone yet; ask again.
    """
    found = deployments.find(name)
    if found is None:
        return
    deployments.delete(found.arn)
    if deployments.find(name) is not None:
        raise StillPending(f"the deployment {name} is being deleted")
