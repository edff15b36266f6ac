"""What speaks for an execution that could not tell anybody how it ended."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

Resources = Mapping[str, Mapping[str, Any]]


@pytest.fixture
def resources(templates: Mapping[str, Any]) -> Resources:
    return dict(templates["Training"]["Resources"])


def _only(resources: Resources, kind: str) -> tuple[str, Mapping[str, Any]]:
    ((name, found),) = ((name, each) for name, each in resources.items() if each["Type"] == kind)
    return name, found["Properties"]


def test_every_bad_end_of_this_machine_and_of_no_other_is_told(resources: Resources) -> None:
    machine, _ = _only(resources, "AWS::StepFunctions::StateMachine")
    _, rule = _only(resources, "AWS::Events::Rule")
    assert rule["State"] == "ENABLED"
    assert rule["EventPattern"] == {
        "source": ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        "detail": {"stateMachineArn": [{"Ref": machine}], "status": ["FAILED", "TIMED_OUT", "ABORTED"]},
    }


def test_it_is_told_on_the_topic_of_all_runs_which_lets_eventbridge_publish(resources: Resources) -> None:
    topic, _ = _only(resources, "AWS::SNS::Topic")
    (target,) = _only(resources, "AWS::Events::Rule")[1]["Targets"]
    statements = _only(resources, "AWS::SNS::TopicPolicy")[1]["PolicyDocument"]["Statement"]
    assert target["Arn"] == {"Ref": topic}
    assert ("events.amazonaws.com", "sns:Publish", {"Ref": topic}) in [
        (each["Principal"]["Service"], each["Action"], each["Resource"])
        for each in statements
        if each["Effect"] == "Allow"
    ]


def test_the_message_is_json_like_the_others_and_says_what_to_do(resources: Resources) -> None:
    (target,) = _only(resources, "AWS::Events::Rule")[1]["Targets"]
    found = _as_sent(target["InputTransformer"], status="FAILED", executionArn="arn:execution", name="nightly")
    assert (found["status"], found["execution"]) == ("FAILED", "arn:execution")
    assert found["message"].startswith("The execution nightly ended FAILED. A run that failed says so itself")
    assert "this one adds nothing" in found["message"]
    assert "look at its history" in found["message"]


def _as_sent(transformer: Mapping[str, Any], **detail: str) -> Any:
    """What EventBridge makes of an event: a text within quotes as it is, one that stands alone with quotes."""
    text = transformer["InputTemplate"]
    for name, path in transformer["InputPathsMap"].items():
        value = detail[path.removeprefix("$.detail.")]
        text = text.replace(f":<{name}>", f":{json.dumps(value)}").replace(f"<{name}>", value)
    return json.loads(text)
