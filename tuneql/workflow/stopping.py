"""Undoes what a run made when its execution was stopped or timed out; what serves users stays.

Such an execution enters no further state, so the workflow's own clean-up never runs.
"""

from typing import Any, Final

from tuneql.ports import Histories
from tuneql.workflow.cleanup import STEPS, CleanupPorts, Step, delete_candidate
from tuneql.workflow.run import Run

LAST_WORK_SECONDS: Final = {
    "StartTraining": 75,
    "ImportModel": 75,
    "DeployCandidate": 75,
    "Promote": 75,
    "SmokeTest": 315,
}
"""The end of an execution does not end the function that is running at that time. These functions make something, or
record the champion: wait for each a little longer than its time limit (stacks/constructs/stages.py)."""

# SecondsPath of a Wait does not accept 0.
_AT_ONCE: Final = 1
# The workflow's last state after a clean-up and its notification.
_TOLD: Final = "Failed"


def look_back(execution: str, histories: Histories, *, by_hand: bool) -> dict[str, Any]:
    """What to undo after an execution: the state with which the clean-up begins.

    Args:
        execution: its ARN.
        histories: the histories of executions.
        by_hand: whether a person asks, who sees the result: then even a run that cleaned up is cleaned up again.

    Returns:
        `{execution, by_hand, ended: {status, needed, settle_seconds}, run?}`; without `run` if Plan refused the input,
        so that nothing was made.
    """
    status, last = histories.status(execution), histories.last_state(execution)
    planned = histories.output_of(execution, "Plan") or {}  # a state whose failure is caught has an output, too
    # An execution that runs again has been redriven.
    needed = status not in {"RUNNING", "SUCCEEDED"} and (by_hand or last != _TOLD)
    ended = {"status": status, "needed": needed, "settle_seconds": LAST_WORK_SECONDS.get(last or "", _AT_ONCE)}
    found = {"execution": execution, "by_hand": by_hand, "ended": ended}
    return {**found, "run": planned["run"]} if "run" in planned else found


def steps_after(run: Run, ports: CleanupPorts) -> tuple[Step, ...]:
    """The clean-up steps for a run; if its model is in use, only those that remove what measured it."""
    return (delete_candidate,) if is_in_use(run, ports) else STEPS


def is_in_use(run: Run, ports: CleanupPorts) -> bool:
    """Whether the run's model serves users, is tried beside the champion, or could be rolled back to."""
    champion = ports.pointer.read()
    if champion is None:
        return False
    tried = champion.challenger.run if champion.challenger else None
    if run.id in {champion.run, tried}:
        return True
    found = ports.models.find(run.names.model)
    return found is not None and found.arn is not None and found.arn == champion.previous_model_arn
