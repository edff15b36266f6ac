"""Executions that come to an end in which their own states have no say, and what follows."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended, Started

Definition = dict[str, Any]
# So long that nothing goes on by itself from where it waits.
_FOR_EVER: Final = 100_000
_PATIENCE_SECONDS: Final = 240


def for_ever_in(state: str) -> Callable[[Definition], None]:
    """A change to the workflow: it never goes on from one of its Waits."""

    def change(definition: Definition) -> None:
        definition["States"][state]["Seconds"] = _FOR_EVER

    return change


def unclean(definition: Definition) -> None:
    """A change to the workflow: its clean-up fails at once."""
    definition["States"]["CleanUp"] = {"Type": "Fail", "Error": "CleanUpFailed", "Cause": "the broom is broken"}


def ends_after(seconds: int) -> Callable[[Definition], None]:
    """A change to the workflow: it times out."""

    def change(definition: Definition) -> None:
        definition["TimeoutSeconds"] = seconds

    return change


def patient_in(state: str) -> Callable[[Definition], None]:
    """A change to the workflow: one of its Tasks waits until there is code for it."""
    again = {
        "ErrorEquals": ["Runtime.ImportModuleError"],
        "IntervalSeconds": 2,
        "MaxAttempts": 9_999,
        "BackoffRate": 1.0,
    }

    def change(definition: Definition) -> None:
        definition["States"][state]["Retry"].insert(0, again)

    return change


def start_changed(house: House, name: str, given: Mapping[str, Any], *changes: Callable[[Definition], None]) -> Started:
    """Start an execution of a workflow that was changed for it alone."""
    with _changed(house, changes):
        return house.start(name, given)


@contextmanager
def _changed(house: House, changes: tuple[Callable[[Definition], None], ...]) -> Iterator[None]:
    client, arn = house.account.client("stepfunctions"), house.outputs["StateMachineArn"]
    text = client.describe_state_machine(stateMachineArn=arn)["definition"]
    definition = json.loads(text)
    for change in changes:
        change(definition)
    try:
        client.update_state_machine(stateMachineArn=arn, definition=json.dumps(definition))
        yield
    finally:
        client.update_state_machine(stateMachineArn=arn, definition=text)


def stop_in(house: House, started: Started, state: str) -> None:
    """Stop an execution as the console does, once it waits where it never goes on from."""
    house.wait_for(started, state)
    house.account.client("stepfunctions").stop_execution(executionArn=started.arn)


def after(house: House, started: Started) -> Ended:
    """What there is to see once the execution is over, and what EventBridge started then is, too."""
    house.end(started)
    (followed,) = [each for each in _followed(house, started) if not each["given"]["by_hand"]]
    assert followed["status"] == "SUCCEEDED", followed
    return replace(house.end(started), output=json.loads(followed["output"]))


def _followed(house: House, started: Started) -> list[dict[str, Any]]:
    """The executions of the machine that takes back which are about this one, once they are over."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = [each for each in _takings(house) if each["given"]["execution"] == started.arn]
        if found and all(each["status"] != "RUNNING" for each in found):
            return found
        time.sleep(0.25)
    raise TimeoutError(f"{started.arn} is not taken back")


def _takings(house: House) -> Iterator[dict[str, Any]]:
    client = house.account.client("stepfunctions")
    for each in client.list_executions(stateMachineArn=house.outputs["TakingBackArn"])["executions"]:
        found = client.describe_execution(executionArn=each["executionArn"])
        yield {**found, "given": json.loads(found["input"])}
