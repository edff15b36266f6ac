"""Records the new champion, after it has answered the smoke test."""

from datetime import datetime

from tuneql.errors import PromotionFailed
from tuneql.ports import Pointer
from tuneql.release.champion import Champion, Served
from tuneql.workflow.promotion import Release
from tuneql.workflow.run_record import RunRecord


def new_champion(run: RunRecord, release: Release, served: Served, *, prompt_version: str, now: datetime) -> Champion:
    """The record of a run's model as the champion.

    Args:
        run: whose model it is.
        release: what was changed.
        served: how it is asked.
        prompt_version: of its training.
        now: the time of its promotion.
    """
    before = release.before
    return Champion(
        model_id=served.model_id,
        interface=served.interface,
        model_arn=release.model_arn,
        previous_model_arn=before.model_arn if before else None,
        idle_deployment_arn=before.deployment_arn if before and served.is_imported else None,
        run=run.id,
        dialect=run.dialect,
        prompt_version=prompt_version,
        promoted_at=now.isoformat(timespec="seconds"),
    )


def record(release: Release, champion: Champion, *, pointer: Pointer) -> Champion:
    """Record the new champion, which the endpoint and the next run then use.

    Repeating it changes nothing. The record has no challenger: Retire deletes the old one's deployment, and it does not
    matter whether the trial was ended or changed in the meantime.

    Raises:
        PromotionFailed: another run has been promoted in the meantime.
    """
    recorded = pointer.read()
    if _alone(recorded) == _alone(release.before):
        pointer.write(champion)
        return champion
    if recorded is None or recorded.run != champion.run:
        raise PromotionFailed(
            f"the run {recorded.run if recorded else 'nobody'} was promoted while this one was; start this one again"
        )
    return recorded


def _alone(champion: Champion | None) -> Champion | None:
    return champion and champion.beside(None)
