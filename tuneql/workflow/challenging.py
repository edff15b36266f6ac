"""Trials: a person tries the model of an earlier run beside the champion, and ends the trial.

The challenger has its own deployment, which costs only the tokens of its answers. It is recorded beside the champion
once it has answered; a failure or interruption before that leaves nothing behind.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from tuneql.errors import LEFT_OUT, InvalidInput, NoModelYet, TrialFailed
from tuneql.ports import CustomModel
from tuneql.prompt import wording_of
from tuneql.release.champion import Challenger, Champion, Mode, Served
from tuneql.workflow.names import client_token
from tuneql.workflow.provenance import Provenance
from tuneql.workflow.releasing import ReleasePorts, ask_until_it_answers, take_challenger_away

CANARY_SHARE = 0.5
"""The largest share of a canary: one that answers more than the champion is no canary."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """The trial that a person asks for.

    Attributes:
        mode: canary or shadow.
        share: of the questions, above 0.
        largest: the largest share that the deployment allows; 0 if it allows no challengers.
        now: when the trial begins.
        stamp: a unique name for it, of lower-case letters and digits.
    """

    mode: Mode
    share: float
    largest: float
    now: datetime
    stamp: str


def begin(given: Provenance, model: CustomModel, trial: Trial, ports: ReleasePorts) -> Challenger:
    """Try a run's model beside the champion; if it is the challenger already, change its mode and share.

    Args:
        given: the run, and what its model was trained on.
        model: from `find_model`.
        trial: how to try it.
        ports: the deployment.

    Raises:
        InvalidInput: the share is not allowed, the model is the champion's or another dialect's, or another model is
            being tried.
        NoModelYet: there is no champion.
        UnknownPromptVersion: the model was trained with prompts of a version that this code does not have.
        TrialFailed, SmokeTestFailed: the challenger did not come up; nothing has changed.
    """
    wording_of(given.prompt_version)
    _check_share(trial)
    before = _champion(ports)
    _refuse_rivals(given, model, before)
    if before.challenger is not None:
        _refuse_what_is_gone(before.challenger, ports)
        return _record(before, _changed(before.challenger, trial), ports)
    served = _served(given, model, trial, ports)
    challenger = Challenger(
        model_id=served.model_id,
        interface=served.interface,
        model_arn=str(model.arn),
        run=given.run.id,
        dialect=given.run.dialect,
        prompt_version=given.prompt_version,
        mode=trial.mode,
        share=trial.share,
        since=_since(trial),
    )
    try:
        _see_it_answer(given, challenger, ports)
        return _record(before, challenger, ports)
    except BaseException:
        ports.tell("it failed: the champion stays alone")
        take_challenger_away(challenger, ports)
        raise


def end(ports: ReleasePorts) -> Challenger:
    """End the trial beside the champion; returns the challenger.

    Its record is removed before its deployment: if a challenger is missing, the champion answers instead.

    Raises:
        InvalidInput: there is no trial.
        StillPending: the deployment is not deleted yet, but is no longer asked.
    """
    champion = ports.pointer.read()
    if champion is None or champion.challenger is None:
        raise InvalidInput(
            field="challenger", value=LEFT_OUT, rule="no trial is running", remedy="there is nothing to end"
        )
    ports.pointer.write(champion.beside(None))
    take_challenger_away(champion.challenger, ports)
    return champion.challenger


def _check_share(trial: Trial) -> None:
    largest = min(trial.largest, CANARY_SHARE) if trial.mode == "canary" else trial.largest
    if trial.largest == 0:
        rule, remedy = (
            "is more than this deployment allows for challengers",
            'set "challenger_share" in cdk.json, which is 0 by default, and deploy',
        )
    elif not 0 < trial.share <= largest:
        rule, remedy = f"is not over 0 and at most {largest:g}", "choose such a share, or raise challenger_share"
    else:
        return
    raise InvalidInput(field="--share", value=trial.share, rule=rule, remedy=remedy)


def _champion(ports: ReleasePorts) -> Champion:
    champion = ports.pointer.read()
    if champion is None:
        raise NoModelYet("there is no champion to be tried beside: promote the model")
    return champion


def _refuse_rivals(given: Provenance, model: CustomModel, before: Champion) -> None:
    if model.arn == before.model_arn:
        raise _refusal(given, "is the champion's", "name another run")
    if given.run.dialect != before.dialect:
        rule = f"speaks {given.run.dialect}, and the champion {before.dialect}: callers would get either"
        raise _refusal(given, rule, "promote it instead")
    if before.challenger is not None and before.challenger.model_arn != model.arn:
        rule = f"cannot be tried while {before.challenger.run} is"
        raise _refusal(given, rule, "end that first: tuneql release canary --end")


def _refuse_what_is_gone(challenger: Challenger, ports: ReleasePorts) -> None:
    if not challenger.is_imported and ports.deployments.find(challenger.model_id) is None:
        raise TrialFailed("the challenger's deployment is gone; end it with --end, and begin again")


def _refusal(given: Provenance, rule: str, remedy: str) -> InvalidInput:
    return InvalidInput(field="run", value=given.run.id, rule=rule, remedy=remedy)


def _changed(challenger: Challenger, trial: Trial) -> Challenger:
    return replace(challenger, mode=trial.mode, share=trial.share, since=_since(trial))


def _since(trial: Trial) -> str:
    return trial.now.isoformat(timespec="seconds")


def _served(given: Provenance, model: CustomModel, trial: Trial, ports: ReleasePorts) -> Served:
    imported = Served(model_id=str(model.arn), interface=model.interface or "converse")
    if imported.is_imported:
        return imported
    ports.tell("deploying the challenger")
    name = f"tuneql-challenger-{trial.stamp}"
    token = client_token(given.run.id, name)
    arn = ports.deployments.create(name, str(model.arn), token=token, tags=given.run.tags)
    return Served(model_id=arn)


def _see_it_answer(given: Provenance, challenger: Challenger, ports: ReleasePorts) -> None:
    if not challenger.is_imported:
        _wait_until_active(challenger, ports)
    ports.tell("asking the challenger")
    ask_until_it_answers(given, challenger, ports)


def _wait_until_active(challenger: Challenger, ports: ReleasePorts) -> None:
    for _ in ports.looks():
        found = ports.deployments.find(challenger.model_id)
        if found is None or found.status == "Failed":
            why = (found and found.failure) or "Bedrock gives no reason"
            raise TrialFailed(f"the challenger's deployment failed: {why.rstrip('.')}; begin again")
        if found.status == "Active":
            return
    raise TrialFailed("the challenger's deployment did not become active in time")


def _record(before: Champion, challenger: Challenger, ports: ReleasePorts) -> Challenger:
    if ports.pointer.read() != before or _is_moving(before, ports):
        raise TrialFailed("the champion is being replaced, or its challenger changed, just now; begin again after that")
    ports.pointer.write(before.beside(challenger))
    return challenger


def _is_moving(champion: Champion, ports: ReleasePorts) -> bool:
    """Whether a run has swapped the model and not recorded it yet; it will after its smoke test."""
    if champion.is_imported:
        return False
    found = ports.deployments.find(champion.model_id)
    return found is None or found.is_updating or found.model_arn != champion.model_arn
