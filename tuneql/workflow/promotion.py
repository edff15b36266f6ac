"""Promote: puts a new model behind the champion's ARN, and takes it back."""

from datetime import timedelta
from typing import Literal

from pydantic import BaseModel

from tuneql.errors import PromotionFailed, StillPending
from tuneql.locations import Location
from tuneql.ports import Deployment, Deployments, Objects, Pointer
from tuneql.release.champion import Challenger, Champion, Served
from tuneql.workflow.comparing import refuse_uncompared
from tuneql.workflow.deployment import ensure_gone
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run
from tuneql.workflow.run_record import RunRecord
from tuneql.workflow.writing import write_json


class Release(BaseModel, frozen=True):
    """What a promotion changes; written down before anything is changed, so that it can be undone.

    Attributes:
        run: whose model it is.
        model_arn: the run's model.
        deployment_arn: the deployment whose model is swapped; None if one is created, or an imported model needs none.
        deployment_name: of the deployment that is created, if one is.
        swapped_model_arn: the model behind the deployment until then.
        before: the champion as recorded before.
    """

    run: str
    model_arn: str
    deployment_arn: str | None = None
    deployment_name: str | None = None
    swapped_model_arn: str | None = None
    before: Champion | None

    @property
    def replaced_model_arn(self) -> str | None:
        """The model to which one could roll back before this release, and no longer can."""
        return self.before.previous_model_arn if self.before else None

    @property
    def ended(self) -> Challenger | None:
        """The challenger to the champion that this release replaces, if there was one."""
        return self.before.challenger if self.before else None


def promote(run: Run, model_arn: str, *, deployments: Deployments, pointer: Pointer, objects: Objects) -> str:
    """Write down what a run's promotion changes, and ask for it; returns what serves users afterwards.

    Repeating it changes nothing.

    Raises:
        ChampionChanged: another run was promoted while this one trained; nothing is changed.
        StillPending, PromotionFailed: as `plan_release`.
    """
    release = find_release(run, objects)
    if release is None:
        before = pointer.read()
        refuse_uncompared(run, before)
        release = plan_release(run, model_arn, name=run.names.champion, before=before, deployments=deployments)
        write_json(_location(run), release, objects)
    return carry_out(release, tags=run.tags, deployments=deployments)


def find_release(run: Run, objects: Objects) -> Release | None:
    """What this run's promotion changes; None if it has not begun."""
    location = _location(run)
    return read_release(run, objects) if location in objects.list(location) else None


def read_release(run: Run, objects: Objects) -> Release:
    """What this run's promotion changes; it must have begun."""
    return Release.model_validate_json(objects.read(_location(run)))


def plan_release(
    run: RunRecord, model_arn: str, *, name: str, before: Champion | None, deployments: Deployments
) -> Release:
    """What must change for a model to serve users.

    A custom model goes behind the champion's deployment, whose ARN stays; the first custom model has it created. An
    imported model is asked by its own ARN, and leaves the deployment as it is for the next custom model.

    Args:
        run: the model's.
        model_arn: of a custom or an imported model.
        name: of the champion's deployment, if it must be created.
        before: what serves users now.
        deployments: where the champion's is.

    Raises:
        StillPending: the champion is just being moved to another model.
        PromotionFailed: the recorded champion does not exist.
    """
    if Served(model_id=model_arn).is_imported:
        return Release(run=run.id, model_arn=model_arn, before=before)
    current = _champion_deployment(before, deployments)
    if current is None:
        return Release(run=run.id, model_arn=model_arn, deployment_name=name, before=before)
    if current.is_updating:
        raise StillPending(f"the champion is being moved to the model of another run ({current.arn})")
    return Release(
        run=run.id,
        model_arn=model_arn,
        deployment_arn=current.arn,
        swapped_model_arn=current.model_arn,
        before=before,
    )


def carry_out(release: Release, *, tags: dict[str, str], deployments: Deployments) -> str:
    """Ask for what a release changes; repeating it changes nothing more.

    Returns:
        The deployment's ARN, which has the new model once `is_promoted` is true, or the imported model's.
    """
    if release.deployment_name is not None:
        token = client_token(release.run, release.deployment_name)
        return deployments.create(release.deployment_name, release.model_arn, token=token, tags=tags)
    if release.deployment_arn is None:
        return release.model_arn
    current = _existing(release.deployment_arn, deployments)
    if release.model_arn != (current.update_model_arn if current.is_updating else current.model_arn):
        deployments.update(release.deployment_arn, release.model_arn)
    return release.deployment_arn


def check_promotion(
    found: Deployment | None, model_arn: str, *, waited: timedelta, deadline: timedelta
) -> Literal["Updating", "Active"]:
    """The status of the champion: Active once it answers with the model.

    Raises:
        PromotionFailed: it never will, or took longer than the deadline.
    """
    if is_promoted(found, model_arn):
        return "Active"
    if waited > deadline:
        raise PromotionFailed(
            f"the champion has not taken the new model after {waited.total_seconds():.0f} seconds; start the run "
            "again, and raise deployment_deadline_seconds if this is usual"
        )
    return "Updating"


def is_promoted(deployment: Deployment | None, model_arn: str) -> bool:
    """Whether the champion answers with the model; if False, look again later.

    Raises:
        PromotionFailed: it never will.
    """
    if deployment is None:
        raise PromotionFailed("the champion deployment is gone; it was deleted outside this workflow")
    serves = deployment.status == "Active" and not deployment.is_updating and deployment.model_arn == model_arn
    if deployment.status == "Failed" or (deployment.update_status == "UpdateFailed" and not serves):
        why = deployment.failure or "Bedrock gives no reason"
        raise PromotionFailed(
            f"Bedrock could not put the new model behind the champion: {why.rstrip('.')}; start the run again "
            f"({deployment.arn})"
        )
    return serves


def ensure_taken_back(release: Release, *, deployments: Deployments, pointer: Pointer) -> bool:
    """Take the next step back to the state before a release; returns whether that is reached.

    A deployment that the release created is deleted, unless a later champion uses it.
    """
    recorded = pointer.read()
    if recorded is not None and recorded != release.before and recorded.run == release.run:
        recorded = _as_before(release, deployments)
        pointer.write(recorded)
    if release.deployment_name is not None:
        return _serves(recorded, release.deployment_name, deployments) or ensure_gone(
            release.deployment_name, deployments
        )
    if release.deployment_arn is None:
        return True
    return _ensure_swapped_back(release, deployments.find(release.deployment_arn), deployments)


def _as_before(release: Release, deployments: Deployments) -> Champion | None:
    """The old record, without its challenger if that no longer exists."""
    ended = release.ended
    if release.before is None or ended is None or ended.is_imported or deployments.find(ended.model_id):
        return release.before
    return release.before.beside(None)


def _serves(champion: Champion | None, deployment: str, deployments: Deployments) -> bool:
    """Whether the deployment of this name is the champion's."""
    found = deployments.find(deployment)
    return champion is not None and found is not None and found.arn == champion.deployment_arn


def _ensure_swapped_back(release: Release, champion: Deployment | None, deployments: Deployments) -> bool:
    if champion is None or release.swapped_model_arn is None:
        return True
    if champion.is_updating:
        return False
    if champion.model_arn == release.model_arn != release.swapped_model_arn:
        deployments.update(champion.arn, release.swapped_model_arn)
        return False
    return True


def _location(run: Run) -> Location:
    return run.location("release.json")


def _champion_deployment(before: Champion | None, deployments: Deployments) -> Deployment | None:
    """The deployment that custom models are put behind, if there is one."""
    if before is None or before.deployment_arn is None:
        return None
    # While an imported model serves users, the idle deployment may have been deleted to save the cost of its model.
    return deployments.find(before.deployment_arn) if before.is_imported else _existing(before.model_id, deployments)


def _existing(arn: str, deployments: Deployments) -> Deployment:
    found = deployments.find(arn)
    if found is None:
        raise PromotionFailed(
            f"the recorded champion {arn} does not exist; it was deleted outside this workflow: "
            "set the champion parameter to {} to let the next run create one"
        )
    return found
