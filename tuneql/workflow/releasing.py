"""Releases by hand: a person promotes the model of an earlier run, as safely as the workflow does.

It calls the workflow's functions in one process: what changes is written down first, the new champion must answer
before it is recorded, and after any failure or interruption the change is undone.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from tuneql.errors import InvalidInput, PromotionFailed, StillPending, Unavailable
from tuneql.ports import CustomModel, CustomModels, Deployments, Model, Objects, Pointer
from tuneql.prompt import wording_of
from tuneql.release.champion import Challenger, Champion, Served
from tuneql.workflow.deployment import ensure_gone
from tuneql.workflow.names import names
from tuneql.workflow.promotion import Release, carry_out, ensure_taken_back, is_promoted, plan_release
from tuneql.workflow.provenance import Provenance
from tuneql.workflow.recording import new_champion, record
from tuneql.workflow.run_record import DECISION, RunRecord
from tuneql.workflow.smoke import smoke_test
from tuneql.workflow.writing import write_json

# A model that has not been asked for a while takes minutes to load, for users as well.
SMOKE_TESTS = 60


@dataclass(frozen=True, kw_only=True)
class ReleasePorts:
    """What a release by hand, or a trial, works with.

    Attributes:
        model: returns how to ask what is served.
        looks: returns an iterator that pauses before each next look at what is waited for, and ends when it is time to
            give up.
        tell: called with what happens, in a few words.
    """

    objects: Objects
    deployments: Deployments
    pointer: Pointer
    model: Callable[[Served], Model]
    looks: Callable[[], Iterable[object]]
    tell: Callable[[str], None]


def find_model(run: RunRecord, *, models: CustomModels, objects: Objects, despite_gate: bool = False) -> CustomModel:
    """The model of an earlier run, if it may serve users.

    Args:
        run: the run.
        models: the models of the kind that its method makes.
        objects: where its decision is.
        despite_gate: whether to accept a model that the gate refused.

    Raises:
        InvalidInput: the run is not over, or was refused, or its model was deleted.
    """
    decision = run.location(DECISION)
    if decision not in objects.list(decision):
        raise _refusal(run, "has not been measured", "wait until its execution is over, or name another run")
    found = json.loads(objects.read(decision))
    if not found["passed"] and not despite_gate:
        broken = found["reasons"][: len(found.get("broken", ())) or None]  # which come first
        raise _refusal(run, f"was refused by the gate: {'; '.join(broken)}", "name another run, or add --force")
    model = models.find(names(run.id).model)
    if model is None or model.arn is None or model.status != "Active":
        raise _refusal(run, "has no model any more: it was deleted", "train it again")
    return model


def release(
    given: Provenance, model: CustomModel, ports: ReleasePorts, *, stamp: str, now: datetime, force: bool = False
) -> Champion:
    """Make a run's model the champion, and end the trial beside the old one; returns the new champion.

    Args:
        given: the run, and what its model was trained on.
        model: from `find_model`.
        ports: where it is released.
        stamp: a unique name for this release, of lower-case letters and digits.
        now: the time of the release.
        force: whether to release even if the model behind the champion is not the recorded one.

    Raises:
        StillPending: the champion is just being moved to another model.
        PromotionFailed, SmokeTestFailed: it failed; everything is as it was.
        InvalidInput: the model already serves users.
        UnknownPromptVersion: it was trained with prompts of a version that this code does not have.
    """
    wording_of(given.prompt_version)
    run, before = given.run, ports.pointer.read()
    if before is not None and before.model_arn == model.arn:
        raise _refusal(run, "is what serves users already", "name another run")
    planned = plan_release(
        run, str(model.arn), name=f"tuneql-champion-{stamp}", before=before, deployments=ports.deployments
    )
    if not force:
        _refuse_unrecorded(planned)
    write_json(run.location(f"releases/{stamp}.json"), planned, ports.objects)
    try:
        served = _serve(planned, given, model, ports)
        champion = new_champion(run, planned, served, prompt_version=given.prompt_version, now=now)
        made = record(planned, champion, pointer=ports.pointer)
    except BaseException:
        ports.tell("it failed: putting everything back")
        _take_back(planned, ports)
        raise
    if planned.ended is not None:
        take_challenger_away(planned.ended, ports)
    return made


def take_challenger_away(challenger: Challenger, ports: ReleasePorts) -> None:
    """Delete the deployment of a challenger whose trial is over; an imported model has none.

    Raises:
        StillPending: it is not deleted in time.
    """
    if challenger.is_imported:
        return
    ports.tell("deleting the challenger's deployment")
    for _ in ports.looks():
        if ensure_gone(challenger.model_id, ports.deployments):
            return
    raise StillPending(f"the challenger's deployment {challenger.model_id} is still there: delete it")


def _serve(planned: Release, given: Provenance, model: CustomModel, ports: ReleasePorts) -> Served:
    ports.tell("putting the model behind the champion")
    model_id = carry_out(planned, tags=given.run.tags, deployments=ports.deployments)
    served = Served(model_id=model_id, interface=model.interface or "converse")
    if not served.is_imported:
        _wait(model_id, planned.model_arn, ports)
    ports.tell("asking the champion")
    ask_until_it_answers(given, served, ports)
    return served


def _wait(deployment: str, model_arn: str, ports: ReleasePorts) -> None:
    for _ in ports.looks():
        if is_promoted(ports.deployments.find(deployment), model_arn):
            return
    raise PromotionFailed("the champion did not take the model in time")


def ask_until_it_answers(given: Provenance, served: Served, ports: ReleasePorts) -> None:
    """Run the smoke test until the model is neither cold nor busy.

    Raises:
        Unavailable: it stayed cold or busy.
        SmokeTestFailed: it answered, but not well.
        PromotionFailed: there was no time.
    """
    last: Unavailable | None = None
    for _ in islice(ports.looks(), SMOKE_TESTS):
        try:
            smoke_test(given.run, model=ports.model(served), prompt_version=given.prompt_version, objects=ports.objects)
            return
        except Unavailable as error:  # throttled, or not loaded yet
            last = error
    raise last or PromotionFailed("there was no time to ask the model")


def _take_back(planned: Release, ports: ReleasePorts) -> None:
    for _ in ports.looks():
        try:
            if ensure_taken_back(planned, deployments=ports.deployments, pointer=ports.pointer):
                return
        except Unavailable:
            continue
    raise PromotionFailed(
        f"the champion could not be put back ({planned.deployment_arn or planned.deployment_name}): look at it now"
    )


def _refuse_unrecorded(planned: Release) -> None:
    """Refuse if a workflow has swapped the model and not recorded it yet."""
    before = planned.before
    if before is None or before.is_imported or planned.swapped_model_arn in (None, before.model_arn):
        return
    raise PromotionFailed(
        f"behind the champion is {planned.swapped_model_arn}, and recorded is {before.model_arn}: a run is being "
        "promoted just now, or somebody swapped it by hand; wait for the run to end, or add --force"
    )


def _refusal(run: RunRecord, rule: str, remedy: str) -> InvalidInput:
    return InvalidInput(field="run", value=run.id, rule=rule, remedy=remedy)
