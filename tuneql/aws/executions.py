"""Starts executions of the state machine, and follows them to their end."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from botocore.exceptions import ClientError

from tuneql.aws.clients import listed, translated_errors
from tuneql.errors import InvalidInput

_NOWHERE: Final = frozenset({"ExecutionDoesNotExist", "InvalidArn", "ValidationException"})


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A state that an execution has entered.

    Attributes:
        state: its name.
        at: when, as a POSIX timestamp.
    """

    state: str
    at: float


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How an execution ended.

    Attributes:
        status: SUCCEEDED, FAILED, TIMED_OUT or ABORTED.
        output: the last state's output; empty unless it succeeded.
        error, cause: why it failed; empty if it did not.
        seconds: from start to end.
    """

    status: str
    output: dict[str, Any]
    error: str
    cause: str
    seconds: float


class Executions:
    """Executions of one state machine.

    Args:
        client: a boto3 `stepfunctions` client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def start(self, machine_arn: str, given: object, *, name: str) -> str:
        """Start an execution, unless one of this name exists or existed; returns its ARN."""
        try:
            answer = self._client.start_execution(stateMachineArn=machine_arn, name=name, input=json.dumps(given))
            return str(answer["executionArn"])
        except ClientError as error:
            if error.response["Error"]["Code"] == "ExecutionAlreadyExists":
                return f"{machine_arn.replace(':stateMachine:', ':execution:')}:{name}"
            with translated_errors("start the execution"):
                raise

    def is_running(self, machine_arn: str) -> bool:
        """Whether any execution of the machine is running."""
        with translated_errors("list the executions"):
            answer = self._client.list_executions(stateMachineArn=machine_arn, statusFilter="RUNNING", maxResults=1)
        return bool(answer["executions"])

    def follow(self, arn: str, *, every_seconds: float) -> Iterator[Visit]:
        """The states that the execution enters, as it enters them, until it ends."""
        seen = 0
        while True:
            ended = self.status(arn) != "RUNNING"
            for event in self._news(arn, seen):
                seen = event["id"]
                details = event.get("stateEnteredEventDetails")
                if details:
                    yield Visit(state=details["name"], at=event["timestamp"].timestamp())
            if ended:
                return
            time.sleep(every_seconds)

    def status(self, arn: str) -> str:
        """RUNNING, or how it ended: SUCCEEDED, FAILED, TIMED_OUT or ABORTED.

        Raises:
            InvalidInput: the execution does not exist.
        """
        try:
            return str(self._client.describe_execution(executionArn=arn)["status"])
        except ClientError as error:
            if error.response["Error"]["Code"] in _NOWHERE:
                rule, remedy = "is not an execution", "name one that aws stepfunctions list-executions lists"
                raise InvalidInput(field="execution", value=arn, rule=rule, remedy=remedy) from error
            with translated_errors("describe the execution"):
                raise

    def stop(self, arn: str) -> None:
        """End the execution where it is; no further state follows, and no clean-up."""
        with translated_errors("stop the execution"):
            self._client.stop_execution(executionArn=arn, error="Stopped", cause="stopped by tuneql stop")

    def output_of(self, arn: str, state: str) -> dict[str, Any] | None:
        """The output of a state when it was first left; None if it never was."""
        left = (event.get("stateExitedEventDetails", {}) for event in self._events(arn))
        return next((dict(json.loads(each["output"])) for each in left if each.get("name") == state), None)

    def last_state(self, arn: str) -> str | None:
        """The last state that the execution entered; None if it entered none."""
        entered = (event.get("stateEnteredEventDetails") for event in self._events(arn, reverseOrder=True))
        return next((str(details["name"]) for details in entered if details), None)

    def outcome(self, arn: str) -> Outcome:
        """How the execution ended."""
        with translated_errors("describe the execution"):
            found = self._client.describe_execution(executionArn=arn)
        return Outcome(
            status=found["status"],
            output=json.loads(found.get("output") or "{}"),
            error=found.get("error", ""),
            cause=found.get("cause", ""),
            seconds=(found["stopDate"] - found["startDate"]).total_seconds(),
        )

    def _news(self, arn: str, seen: int) -> list[dict[str, Any]]:
        """The events after the one with this number, in their order.

        They are read from the latest back: a day of waiting has more than ten thousand events, and reading all of them
        each time would take more calls than Step Functions allows.
        """
        fresh = takewhile(lambda event: int(event["id"]) > seen, self._events(arn, reverseOrder=True))
        return list(fresh)[::-1]

    def _events(self, arn: str, **order: bool) -> Iterator[dict[str, Any]]:
        doing = "read the execution's history"
        return listed(self._client, "get_execution_history", "events", doing=doing, executionArn=arn, **order)


class MachineStarter:
    """`tuneql.operations.retraining.Starter` of one state machine."""

    def __init__(self, executions: Executions, machine_arn: str) -> None:
        self._executions, self._machine_arn = executions, machine_arn

    def is_running(self) -> bool:
        """As `Starter.is_running`."""
        return self._executions.is_running(self._machine_arn)

    def start(self, given: Mapping[str, Any], *, name: str) -> str:
        """As `Starter.start`."""
        return self._executions.start(self._machine_arn, dict(given), name=name)


@dataclass(frozen=True, kw_only=True)
class MemoryHistory:
    """`Histories` of one execution in memory, for tests: how it ended, and the output of each state, in order.

    Attributes:
        last: the state that it has entered, and not left.
    """

    status_: str
    outputs: dict[str, dict[str, Any]]
    last: str | None = None

    def status(self, arn: str) -> str:  # noqa: ARG002 - the port's signature
        """As `Executions.status`."""
        return self.status_

    def last_state(self, arn: str) -> str | None:  # noqa: ARG002 - as above
        """As `Executions.last_state`."""
        return self.last or next(reversed(self.outputs), None)

    def output_of(self, arn: str, state: str) -> dict[str, Any] | None:  # noqa: ARG002 - as above
        """As `Executions.output_of`."""
        return self.outputs.get(state)
