"""Notify: tells people how a run ended."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tuneql.ports import Objects
from tuneql.workflow.approval import approval_command, awaits_approval
from tuneql.workflow.run import Run
from tuneql.workflow.shard_errors import first_shard_error


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why a run failed.

    Attributes:
        error: a name, e.g. `TrainingStalled`; never one that begins with `States.`, as Step Functions' own do.
        cause: a sentence that tells a person what to do.
    """

    error: str
    cause: str


_OWN_NAMES = {
    "States.Timeout": Failure(error="StageTimedOut", cause="a stage exceeded its time limit"),
    "States.ExceedToleratedFailureThreshold": Failure(error="ShardFailed", cause="a shard failed in every try"),
}


def find_cause(state: Mapping[str, Any], objects: Objects) -> Failure | None:
    """Why the run failed; None if it did not.

    The failure of a Distributed Map does not tell why its child failed; the child left that in S3.
    """
    if "failure" not in state:
        return None
    error, cause = state["failure"]["Error"], state["failure"].get("Cause", "")
    if error == "States.ExceedToleratedFailureThreshold" and "run" in state:
        found = first_shard_error(Run.model_validate(state["run"]), objects)
        if found is not None:
            return Failure(error=found.error, cause=found.cause)
    if error.startswith("States."):
        known = _OWN_NAMES.get(error)
        name = known.error if known else error.removeprefix("States.")
        return Failure(error=name, cause=cause or (known.cause if known else error))
    return Failure(error=error, cause=_message(cause))


def describe(state: Mapping[str, Any], failure: Failure | None, *, execution_id: str) -> tuple[str, str]:
    """Subject and message of the notification.

    Args:
        state: the whole state of the execution.
        failure: why it failed, if it did.
        execution_id: the execution's ARN.
    """
    name = state["run"]["id"] if "run" in state else execution_id.rsplit(":", 1)[-1]
    if "ended" in state:
        status = state["ended"]["status"]
        return f"tuneql run {name}: {status}", json.dumps(_taken_back(state, status, execution_id), indent=2)
    if failure is not None:
        subject = f"tuneql run {name} failed: {failure.error}"
        return subject, json.dumps(_failed(state, failure, execution_id), indent=2)
    subject = f"tuneql run {name}: {_verdict(state)}"
    return subject, json.dumps(_succeeded(state, execution_id), indent=2)


def _verdict(state: Mapping[str, Any]) -> str:
    if state["gate"]["promote"]:
        return "promoted"
    return "awaits approval" if _awaits_approval(state) else "not promoted"


def _awaits_approval(state: Mapping[str, Any]) -> bool:
    return awaits_approval(Run.model_validate(state["run"]), passed=state["gate"]["passed"])


def _failed(state: Mapping[str, Any], failure: Failure, execution_id: str) -> dict[str, Any]:
    return {
        "status": "FAILED",
        "execution": execution_id,
        "error": failure.error,
        "cause": failure.cause,
        **_left(state),
    }


def _taken_back(state: Mapping[str, Any], status: str, execution_id: str) -> dict[str, Any]:
    """The message for an execution that could not send one: it was stopped, timed out, or broke down."""
    kept = {"model": "is in use, and stays"} if state["cleanup"]["kept"] else {}
    return {"status": status, "execution": execution_id, **_left(state), **kept}


def _left(state: Mapping[str, Any]) -> dict[str, Any]:
    """What the clean-up left behind."""
    left = state.get("cleanup", {}).get("left", [])
    restored = "restore_champion" not in left
    return {"champion": "unchanged" if restored else "could not be restored: look at it now", "left_behind": left}


def _succeeded(state: Mapping[str, Any], execution_id: str) -> dict[str, Any]:
    run = Run.model_validate(state["run"])
    return {
        "status": "SUCCEEDED",
        "execution": execution_id,
        "promoted": state["gate"]["promote"],
        "reasons": state["gate"]["reasons"],
        **({"approve_with": approval_command(run)} if _awaits_approval(state) else {}),
        "champion": state.get("champion", {}).get("model_id") or (run.champion and run.champion.model_id),
        "model": state["training"]["model_arn"],
        "report": run.location("evaluation/report.html").uri,
        **({"old_models": _pruned(state["pruned"])} if "pruned" in state else {}),
    }


def _pruned(found: Mapping[str, Any]) -> dict[str, Any]:
    """What happened to the models of earlier runs; if they cannot be deleted, the promotion stands."""
    if "deleted" in found:
        return {"deleted": found["deleted"]}
    return {"error": found["Error"], "cause": _message(found.get("Cause", ""))}


def _message(cause: str) -> str:
    """The message of an exception, taken from the JSON in which Lambda reports it."""
    try:
        found = json.loads(cause)
    except ValueError:
        return cause
    if not isinstance(found, dict) or "errorMessage" not in found:
        return cause
    return str(found["errorMessage"])
