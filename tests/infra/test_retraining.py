"""Training again by a schedule, where a setting asks for it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.infra.resources import one
from tuneql.operations.retraining import Retraining

Resources = Mapping[str, Mapping[str, Any]]


@pytest.fixture
def resources(variants: Mapping[str, Path]) -> Resources:
    found: Resources = json.loads((variants["private-key"] / "Training.template.json").read_text())["Resources"]
    return found


def test_by_default_there_is_none_of_it(templates: Mapping[str, Any]) -> None:
    assert not [name for name in templates["Training"]["Resources"] if name.startswith("Retraining")]


def test_the_function_is_called_every_night(resources: Resources) -> None:
    function, _ = one(resources, "AWS::Lambda::Function", "Retraining")
    _, rule = one(resources, "AWS::Events::Rule", "Retraining")
    assert (rule["ScheduleExpression"], rule["State"]) == ("cron(0 3 * * ? *)", "ENABLED")
    assert [target["Arn"] for target in rule["Targets"]] == [{"Fn::GetAtt": [function, "Arn"]}]


def test_an_alarm_tells_when_it_fails(resources: Resources) -> None:
    function, _ = one(resources, "AWS::Lambda::Function", "Retraining")
    _, alarm = one(resources, "AWS::CloudWatch::Alarm", "Retraining")
    assert (alarm["MetricName"], alarm["Threshold"]) == ("Errors", 0)
    assert alarm["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": function}}]
    topic, _ = one(resources, "AWS::SNS::Topic")
    assert alarm["AlarmActions"] == [{"Ref": topic}]


def test_it_may_read_feedback_write_its_file_and_start_the_workflow(resources: Resources) -> None:
    machine, _ = one(resources, "AWS::StepFunctions::StateMachine", "FineTuning")
    _, policy = one(resources, "AWS::IAM::Policy", "Retraining")
    statements = policy["PolicyDocument"]["Statement"]
    actions = [(each["Action"], json.dumps(each["Resource"])) for each in statements]
    assert {name for action, _ in actions for name in ([action] if isinstance(action, str) else action)} == {
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "s3:GetObject",
        "s3:ListBucket",
        "s3:PutObject",
        "states:ListExecutions",
        "states:StartExecution",
    }
    (started,) = [each["Resource"] for each in statements if "states:StartExecution" in each["Action"]]
    assert started == {"Ref": machine}
    (written,) = [resource for action, resource in actions if action == "s3:PutObject"]
    assert ("/retraining/*" in written, "/questions/*" in written, written.count("/*")) == (True, True, 2)


def test_it_knows_when_to_start_a_run_and_with_what(resources: Resources) -> None:
    _, function = one(resources, "AWS::Lambda::Function", "Retraining")
    variables = function["Environment"]["Variables"]
    chosen = Retraining.model_validate_json(variables["RETRAINING"])
    assert chosen == Retraining(minimum_corrections=50, input={"schemas": "s3://corpora/schemas/"})
    assert variables["CORPUS_FOLDER"] == "questions/"
