"""Following an execution."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tuneql.aws.executions import Executions
from tuneql.errors import Throttled

PAGE = 3
# How much of the history there is at each look.
LOOKS = [4, 10, 11, 11]
NAMES = ["Plan", "PrepareShards", "AssembleDataset", "Preflight", "StartTraining", "WaitForTraining"]


def _event(number: int) -> dict[str, Any]:
    event = {"id": number, "timestamp": datetime.fromtimestamp(number, UTC)}
    return event | ({"stateEnteredEventDetails": {"name": NAMES[number // 2]}} if number % 2 else {})


class History:
    """A client whose execution advances at every look; it counts the pages that are read."""

    def __init__(self) -> None:
        self.looks, self.pages = 0, 0

    def describe_execution(self, executionArn: str) -> dict[str, str]:  # noqa: ARG002, N803 -- AWS's name
        self.looks += 1
        return {"status": "SUCCEEDED" if self.looks == len(LOOKS) else "RUNNING"}

    def get_paginator(self, operation: str) -> "History":
        assert operation == "get_execution_history"
        return self

    def paginate(self, *, executionArn: str, reverseOrder: bool) -> Iterator[dict[str, Any]]:  # noqa: ARG002, N803 -- as above
        assert reverseOrder
        events = [_event(number) for number in range(LOOKS[self.looks - 1], 0, -1)]
        for start in range(0, len(events), PAGE):
            self.pages += 1
            yield {"events": events[start : start + PAGE]}


class Refusing(History):
    def describe_execution(self, executionArn: str) -> dict[str, str]:  # noqa: ARG002, N803 -- as above
        raise ClientError({"Error": {"Code": "ThrottlingException", "Message": "Rate exceeded"}}, "DescribeExecution")


def test_every_state_is_told_once_in_order() -> None:
    assert [each.state for each in Executions(History()).follow("arn", every_seconds=0)] == NAMES


def test_a_look_reads_no_more_of_the_history_than_is_new() -> None:
    history = History()
    list(Executions(history).follow("arn", every_seconds=0))
    assert history.pages == 2 + 3 + 1 + 1  # of the eleven events' four pages, four times


def test_what_aws_refuses_is_told_in_our_words() -> None:
    with pytest.raises(Throttled, match="describe the execution"):
        list(Executions(Refusing()).follow("arn", every_seconds=0))


class Ended:
    """A client of a machine that has had an execution of every name."""

    def start_execution(self, **_: str) -> dict[str, str]:
        raise ClientError({"Error": {"Code": "ExecutionAlreadyExists", "Message": "closed"}}, "StartExecution")


def test_an_execution_that_has_ended_is_not_started_again() -> None:
    arn = "arn:aws:states:us-east-1:123456789012:stateMachine:ours"
    assert Executions(Ended()).start(arn, {}, name="n") == "arn:aws:states:us-east-1:123456789012:execution:ours:n"
