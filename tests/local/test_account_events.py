"""The end of an execution sets rules off, as EventBridge does: topics, state machines, and queues for what is lost."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from local.account import LocalAccount
from local.events import sent_to

FAILS = '{"StartAt": "A", "States": {"A": {"Type": "Fail", "Error": "E", "Cause": "because"}}}'
PASSES = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}'
EVENT = {"id": "1", "detail": {"name": 'a "night"', "count": 3, "input": '{"a": 1}'}}

TRANSFORMED = [
    ('{"name": <name>, "count": <count>}', '{"name": "a \\"night\\"", "count": 3}'),
    ('{"text": "it was <count> times"}', '{"text": "it was 3 times"}'),
    ('{"text": <missing>}', '{"text": ""}'),
    ('"<count> and <unknown>"', '"3 and <unknown>"'),
    ('{"a": "\\"", "count": <count>}', '{"a": "\\"", "count": 3}'),
]
PATHS = {"name": "$.detail.name", "count": "$.detail.count", "missing": "$.detail.other.thing"}


@pytest.fixture(scope="module")
def machines(account: LocalAccount, assembly: Any, kit: Any) -> Any:
    """One that fails and one that passes; what follows the former is told, followed, and tried in vain."""
    account.client("sqs").create_queue(QueueName="inbox")
    starts = {"Effect": "Allow", "Action": "states:StartExecution", "Resource": {"Ref": "Follows"}}
    arn = {"execution": "$.detail.executionArn", "status": "$.detail.status"}
    follow = {"InputPathsMap": arn, "InputTemplate": '{"after":<execution>,"text":"it is <status>"}'}
    resources = {
        "MachineRole": kit.role(),
        "Ends": kit.state_machine(FAILS, role="MachineRole"),
        "Follows": kit.state_machine(PASSES, role="MachineRole"),
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Lost": {"Type": "AWS::SQS::Queue"},
        "MayStart": kit.role(starts),
        "MayNot": kit.role(),
        "Rule": _rule(
            "FAILED",
            {"Id": "topic", "Arn": {"Ref": "Topic"}},
            {
                "Id": "machine",
                "Arn": {"Ref": "Follows"},
                "RoleArn": kit.get_att("MayStart"),
                "InputTransformer": follow,
            },
            {
                "Id": "denied",
                "Arn": {"Ref": "Follows"},
                "RoleArn": kit.get_att("MayNot"),
                "DeadLetterConfig": {"Arn": kit.get_att("Lost")},
            },
        ),
        "Other": _rule("TIMED_OUT", {"Id": "topic", "Arn": {"Ref": "Topic"}}),
        "Off": _rule("FAILED", {"Id": "topic", "Arn": {"Ref": "Topic"}}),
    }
    resources["Off"]["Properties"]["State"] = "DISABLED"
    account.deploy(assembly.stack("Main", resources))
    queue = f"arn:aws:sqs:{account.region}:123456789012:inbox"
    account.client("sns").subscribe(TopicArn=kit.physical(account, "Topic"), Protocol="sqs", Endpoint=queue)
    states = account.client("stepfunctions")
    started = states.start_execution(stateMachineArn=kit.physical(account, "Ends"), name="one", input='{"a": 1}')
    kit.finished(account, started["executionArn"])
    return started["executionArn"]


def _rule(status: str, *targets: Mapping[str, Any]) -> dict[str, Any]:
    pattern = {"source": ["aws.states"], "detail": {"stateMachineArn": [{"Ref": "Ends"}], "status": [status]}}
    return {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": pattern, "Targets": [*targets]}}


def _received(account: LocalAccount, url: str) -> list[Any]:
    client, asked = account.client("sqs"), {"MaxNumberOfMessages": 10, "MessageAttributeNames": ["All"]}
    return _some(lambda: client.receive_message(QueueUrl=url, **asked).get("Messages", []))


def _some(look: Callable[[], list[Any]]) -> list[Any]:
    """What a look finds once it finds anything; events are delivered in their own time."""
    for _ in range(100):
        if found := look():
            return found
        time.sleep(0.1)
    return []


def test_a_topic_is_told_of_the_end_as_aws_words_it(account: LocalAccount, machines: str) -> None:
    (message,) = _received(account, account.client("sqs").get_queue_url(QueueName="inbox")["QueueUrl"])
    event = json.loads(json.loads(message["Body"])["Message"])
    assert (event["source"], event["detail-type"]) == ("aws.states", "Step Functions Execution Status Change")
    assert event["resources"] == [machines]
    detail = event["detail"]
    assert (detail["executionArn"], detail["name"], detail["status"]) == (machines, "one", "FAILED")
    assert (detail["input"], detail["output"]) == ('{"a": 1}', None)
    assert 0 < detail["startDate"] <= detail["stopDate"]


def test_what_a_target_s_role_does_not_allow_is_left_in_its_queue(
    account: LocalAccount, kit: Any, machines: str
) -> None:
    (message,) = _received(account, kit.physical(account, "Lost"))
    assert json.loads(message["Body"])["detail"]["executionArn"] == machines
    why = {name: found["StringValue"] for name, found in message["MessageAttributes"].items()}
    assert why["TARGET_ARN"] == kit.physical(account, "Follows")
    assert "AccessDenied" in why["ERROR_MESSAGE"]


def test_a_state_machine_is_started_once_in_the_target_s_role(account: LocalAccount, kit: Any, machines: str) -> None:
    states = account.client("stepfunctions")
    (each,) = _some(lambda: states.list_executions(stateMachineArn=kit.physical(account, "Follows"))["executions"])
    found = states.describe_execution(executionArn=each["executionArn"])
    assert json.loads(found["input"]) == {"after": machines, "text": "it is FAILED"}
    starts = [(call.principal, call.allowed) for call in account.calls if call.action == "states:StartExecution"]
    assert sorted(starts) == [("administrator", True), ("events", False), ("events", True)]


@pytest.mark.parametrize(("template", "sent"), TRANSFORMED)
def test_an_input_transformer_puts_values_where_they_belong(template: str, sent: str) -> None:
    target = {"InputTransformer": {"InputPathsMap": PATHS, "InputTemplate": template}}
    assert sent_to(target, EVENT) == sent


def test_without_one_the_event_is_sent() -> None:
    assert json.loads(sent_to({}, EVENT)) == EVENT
