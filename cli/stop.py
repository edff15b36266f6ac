"""`tuneql stop`: end an execution, and have the deployment's second state machine delete what its run has made."""

import time
from typing import Annotated, Any

import typer

from cli.console import say, show, show_json
from cli.options import AsJson, EverySeconds
from tuneql.aws.clients import patient_client
from tuneql.aws.executions import Executions, Outcome
from tuneql.aws.stacks import find_output
from tuneql.errors import InvalidInput, RunFailed

_WAITING = {
    "LetLastWorkEnd": "waits for a function that may still run",
    "CleanUp": "undoes what the run made",
}


def stop(
    execution: Annotated[str, typer.Argument(help="The execution's ARN, as tuneql run and its messages have it.")],
    every_seconds: EverySeconds = 5.0,
    as_json: AsJson = False,
) -> None:
    """Stop an execution, and wait until what its run has made is gone: job, deployment, model.

    Also for one that was stopped before, or whose own clean-up failed. The champion stays, or is as it was.
    """
    stacks, executions = patient_client("cloudformation"), Executions(patient_client("stepfunctions"))
    machine = find_output(stacks, "TakingBackArn")
    _refuse_foreign(execution, find_output(stacks, "StateMachineArn"))
    was = executions.status(execution)
    if was == "SUCCEEDED":
        rule, remedy = "has succeeded", "take a promotion back with tuneql release rollback"
        raise InvalidInput(field="execution", value=execution, rule=rule, remedy=remedy)
    if was == "RUNNING":
        executions.stop(execution)
    outcome = _take_back(execution, machine, executions, every_seconds=every_seconds)
    told = _told(outcome.output)
    if as_json:
        show_json(told)
    else:
        show(_sentence(told))


def _refuse_foreign(execution: str, workflow: str) -> None:
    """Refuse executions of other state machines."""
    ours = workflow.replace(":stateMachine:", ":execution:") + ":"
    if not execution.startswith(ours):
        rule, remedy = f"is not an execution of {workflow}", "name it as tuneql run and its messages do"
        raise InvalidInput(field="execution", value=execution, rule=rule, remedy=remedy)


def _take_back(execution: str, machine: str, executions: Executions, *, every_seconds: float) -> Outcome:
    """Start the machine; EventBridge may have started it, too, and two at once do no harm."""
    given = {"execution": execution, "by_hand": True}
    arn = executions.start(machine, given, name=f"by-hand-{time.time_ns()}")
    last = ""
    for visit in executions.follow(arn, every_seconds=every_seconds):
        if visit.state in _WAITING and visit.state != last:
            last = visit.state
            say(_WAITING[last])
    outcome = executions.outcome(arn)
    if outcome.status != "SUCCEEDED":
        raise RunFailed(f"{outcome.cause or outcome.error or arn + ' ended ' + outcome.status}; try again later")
    return outcome


def _told(found: dict[str, Any]) -> dict[str, Any]:
    """What is printed, from the output of the machine."""
    run = found.get("run")
    return {
        "execution": found["execution"],
        "status": found["ended"]["status"],
        "run": run and run["id"],
        "kept": found["cleanup"]["kept"],
    }


def _sentence(told: dict[str, Any]) -> str:
    if told["run"] is None:
        return f"{told['status']}: it had made nothing yet"
    if told["kept"]:
        return (
            f"{told['status']}: the model of {told['run']} serves users, is tried beside the champion, or could be "
            "rolled back to, and stays; nothing else is left"
        )
    return f"{told['status']}: {told['run']} has left nothing"
