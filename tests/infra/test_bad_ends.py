"""What follows an execution whose own states could not clean up and tell people, and who watches over that."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from statelint.linter import Linter  # type: ignore[import-untyped]  # it has no types

from local.events import sent_to
from stacks.constructs.stages import STAGES
from tests.infra.resources import one
from tuneql.workflow.stopping import LAST_WORK_SECONDS

Resources = Mapping[str, Mapping[str, Any]]
ENDS = ["FAILED", "TIMED_OUT", "ABORTED"]


@pytest.fixture
def resources(templates: Mapping[str, Any]) -> Resources:
    return dict(templates["Training"]["Resources"])


def _machine(resources: Resources, construct: str) -> str:
    return one(resources, "AWS::StepFunctions::StateMachine", construct)[0]


@pytest.mark.parametrize(("rule", "machine"), [("TakingBackEnds", "FineTuning"), ("BadEnds", "TakingBack")])
def test_every_bad_end_of_one_machine_sets_a_rule_off(resources: Resources, rule: str, machine: str) -> None:
    found = one(resources, "AWS::Events::Rule", rule)[1]
    assert found["State"] == "ENABLED"
    assert found["EventPattern"] == {
        "source": ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        "detail": {"stateMachineArn": [{"Ref": _machine(resources, machine)}], "status": ENDS},
    }


def test_a_bad_end_of_the_workflow_starts_the_machine_that_takes_back(resources: Resources) -> None:
    (target,) = one(resources, "AWS::Events::Rule", "TakingBackEnds")[1]["Targets"]
    assert target["Arn"] == {"Ref": _machine(resources, "TakingBack")}
    assert json.loads(sent_to(target, {"detail": {"executionArn": "arn:e"}})) == {
        "execution": "arn:e",
        "by_hand": False,
    }


def test_what_cannot_be_delivered_is_kept_and_told(resources: Resources) -> None:
    (target,) = one(resources, "AWS::Events::Rule", "TakingBackEnds")[1]["Targets"]
    queue, about = one(resources, "AWS::SQS::Queue")
    alarm = one(resources, "AWS::CloudWatch::Alarm")[1]
    assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": [queue, "Arn"]}}
    assert target["RetryPolicy"] == {"MaximumEventAgeInSeconds": 86_400, "MaximumRetryAttempts": 185}
    assert (about["MessageRetentionPeriod"], about["SqsManagedSseEnabled"]) == (14 * 86_400, True)
    assert (alarm["MetricName"], alarm["Threshold"]) == ("ApproximateNumberOfMessagesVisible", 0)
    assert alarm["Dimensions"] == [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}]
    assert alarm["AlarmActions"] == [{"Ref": one(resources, "AWS::SNS::Topic")[0]}]


def test_its_bad_end_is_told_on_the_topic_of_all_runs_which_lets_events_and_alarms_publish(
    resources: Resources,
) -> None:
    topic, _ = one(resources, "AWS::SNS::Topic")
    (target,) = one(resources, "AWS::Events::Rule", "BadEnds")[1]["Targets"]
    statements = one(resources, "AWS::SNS::TopicPolicy")[1]["PolicyDocument"]["Statement"]
    assert target["Arn"] == {"Ref": topic}
    allowed = {
        (each["Principal"]["Service"], each["Action"], each["Resource"]["Ref"])
        for each in statements
        if each["Effect"] == "Allow"
    }
    services = ("events.amazonaws.com", "cloudwatch.amazonaws.com")
    assert allowed == {(service, "sns:Publish", topic) for service in services}


def test_the_message_is_json_like_the_others_and_says_what_to_do(resources: Resources) -> None:
    (target,) = one(resources, "AWS::Events::Rule", "BadEnds")[1]["Targets"]
    detail = {"status": "FAILED", "executionArn": "arn:execution", "name": "nightly"}
    found = json.loads(sent_to(target, {"detail": detail}))
    assert (found["status"], found["execution"]) == ("FAILED", "arn:execution")
    assert found["message"].startswith("The clean-up nightly ended FAILED. It was to clean up after")
    assert "`tuneql stop`" in found["message"]


def test_statelint_finds_nothing(taking_back: Mapping[str, Any]) -> None:
    problems = {problem for problem in Linter.validate(dict(taking_back)) if "should be a Float" not in problem}
    assert problems == set()


def test_nothing_comes_after_it_so_that_it_tries_again_whatever_fails(taking_back: Mapping[str, Any]) -> None:
    tasks = [state for state in taking_back["States"].values() if state["Type"] == "Task"]
    assert [task["Retry"][-1]["ErrorEquals"] for task in tasks] == [["States.ALL"]] * 3


def test_what_is_left_is_its_cause(taking_back: Mapping[str, Any]) -> None:
    states = taking_back["States"]
    assert states["AllGone"]["Choices"] == [
        {"Variable": "$.cleanup.left[0]", "IsPresent": True, "Next": "LeftSomething"}
    ]
    assert states["LeftSomething"] == {
        "Type": "Fail",
        "Error": "LeftBehind",
        "CausePath": "States.Format('not all of {} could be taken back: {}', $.run.id, "
        "States.JsonToString($.cleanup.left))",
    }


def test_it_lets_every_function_end_that_makes_something(taking_back: Mapping[str, Any]) -> None:
    limits = {stage.state: stage.seconds for stage in STAGES}
    assert taking_back["States"]["LetLastWorkEnd"]["SecondsPath"] == "$.ended.settle_seconds"
    assert all(seconds > limits[state] for state, seconds in LAST_WORK_SECONDS.items())
