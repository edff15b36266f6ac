"""Putting a new model behind the champion's ARN, and taking it back."""

from pydantic import BaseModel, ConfigDict

from tuneql.errors import PromotionFailed, StillPending
from tuneql.ports import Deployment, Deployments, Objects, Pointer
from tuneql.release.champion import Champion
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run


class Release(BaseModel):
    """What a promotion is about to change; written down before anything is touched, so that it can be undone.

    Attributes:
        model_arn: the run's model.
        deployment_arn: of the champion whose model is swapped; None if this run is to create one, or needs none.
        before: the champion as it was recorded before.
    """

    model_config = ConfigDict(frozen=True)

    model_arn: str
    deployment_arn: str | None
    previous_model_arn: str | None
    before: Champion | None


def promote_imported(run: Run, model_arn: str, *, pointer: Pointer, objects: Objects) -> None:
    """Write down what is about to change: the champion's record alone, since an imported model needs no deployment.

    Asking again changes nothing.
    """
    if find_release(run, objects) is None:
        _write(run, _creation(model_arn, pointer.read()), objects)


def promote(run: Run, model_arn: str, *, deployments: Deployments, pointer: Pointer, objects: Objects) -> str:
    """Ask for the run's custom model to be put behind the champion's deployment; returns the deployment's ARN.

    The first promotion creates the deployment; later ones update it, and its ARN stays. Asking again changes nothing.
    """
    release = find_release(run, objects) or _plan_release(model_arn, pointer.read(), deployments)
    _write(run, release, objects)
    if release.deployment_arn is None:
        return deployments.create(run.names.champion, model_arn, token=client_token(run.id, "champion"), tags=run.tags)
    current = _existing(release.deployment_arn, deployments)
    if model_arn not in (current.model_arn, current.update_model_arn):
        deployments.update(release.deployment_arn, model_arn)
    return release.deployment_arn


def find_release(run: Run, objects: Objects) -> Release | None:
    """What this run's promotion was about to change, if it came to that."""
    location = run.location("release.json")
    if location not in objects.list(location):
        return None
    return Release.model_validate_json(objects.read(location))


def is_promoted(deployment: Deployment | None, model_arn: str) -> bool:
    """Whether the champion answers with the model; False means: look again later.

    Raises:
        PromotionFailed: it never will.
    """
    if deployment is None:
        raise PromotionFailed("the champion deployment is gone; it was deleted outside this workflow")
    if deployment.status == "Failed" or deployment.update_status == "UpdateFailed":
        why = deployment.failure or "Bedrock gives no reason"
        raise PromotionFailed(
            f"Bedrock could not put the new model behind the champion: {why.rstrip('.')}; start the run again "
            f"({deployment.arn})"
        )
    return deployment.status == "Active" and not deployment.is_updating and deployment.model_arn == model_arn


def _plan_release(model_arn: str, before: Champion | None, deployments: Deployments) -> Release:
    # Not the champion that Plan saw: another run may have been promoted while this one trained.
    if before is None or before.is_imported:
        return _creation(model_arn, before)
    current = _existing(before.model_id, deployments)
    if current.is_updating:
        raise StillPending(f"the champion is being moved to the model of another run ({current.arn})")
    return Release(model_arn=model_arn, deployment_arn=current.arn, previous_model_arn=current.model_arn, before=before)


def _creation(model_arn: str, before: Champion | None) -> Release:
    """A release that swaps nothing: what serves users now is left as it is."""
    previous = before.model_arn if before else None
    return Release(model_arn=model_arn, deployment_arn=None, previous_model_arn=previous, before=before)


def _write(run: Run, release: Release, objects: Objects) -> None:
    objects.write(run.location("release.json"), release.model_dump_json().encode(), content_type="application/json")


def _existing(arn: str, deployments: Deployments) -> Deployment:
    found = deployments.find(arn)
    if found is None:
        raise PromotionFailed(
            f"the recorded champion {arn} does not exist; it was deleted outside this workflow: "
            "set the champion parameter to {} to let the next run create one"
        )
    return found
