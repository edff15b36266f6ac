"""Alarms on what metric filters read out of logs go off, and the endpoint sees it."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from local.account import LocalAccount
from local.cloudwatch_api import matches
from tuneql.aws.lean.alarm import AlarmReader
from tuneql.aws.lean.service import Service, read_account

HANDLER = """
import json

def handler(event, context):
    for line in event:
        print(line if isinstance(line, str) else json.dumps(line), flush=True)
"""
PATTERN = '{ $.mark = "paid" && $.cost >= 0 }'


def _watched(assembly: Any, kit: Any) -> dict[str, Any]:
    code = assembly.asset("code", {"main.py": HANDLER})
    transformation = {"MetricNamespace": "house", "MetricName": "cost", "MetricValue": "$.cost"}
    alarm = {
        "Namespace": "house",
        "MetricName": "cost",
        "Statistic": "Sum",
        "Period": 86_400,
        "EvaluationPeriods": 1,
        "Threshold": 10,
        "ComparisonOperator": "GreaterThanThreshold",
    }
    return {
        "Role": kit.role(),
        "Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 1}},
        "Writer": kit.function(code, role="Role", LoggingConfig={"LogGroup": {"Ref": "Group"}}),
        "Filter": {
            "Type": "AWS::Logs::MetricFilter",
            "Properties": {
                "LogGroupName": {"Ref": "Group"},
                "FilterPattern": PATTERN,
                "MetricTransformations": [transformation],
            },
        },
        "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": alarm},
    }


@pytest.fixture(scope="module")
def watched(account: LocalAccount, assembly: Any, kit: Any) -> LocalAccount:
    account.deploy(assembly.stack("Main", _watched(assembly, kit)))
    return account


@pytest.fixture
def reader(watched: LocalAccount, kit: Any) -> Iterator[AlarmReader]:
    with closing(Service("monitoring", read_account(watched.environment), seconds=60)) as service:
        yield AlarmReader(service, kit.physical(watched, "Alarm"))


def test_it_goes_off_when_lines_come_to_more_than_its_threshold(
    watched: LocalAccount, kit: Any, reader: AlarmReader
) -> None:
    def write(*lines: Any) -> None:
        kit.invoke(watched, kit.physical(watched, "Writer"), lines)

    assert not reader.is_on()
    write({"mark": "paid", "cost": 6}, {"mark": "other", "cost": 100}, {"mark": "paid"}, "no JSON", [1])
    write({"mark": "paid", "cost": 4})
    assert not reader.is_on()
    write({"mark": "paid", "cost": 0.5})
    assert reader.is_on()
    (told,) = watched.client("cloudwatch").describe_alarms()["MetricAlarms"]
    assert told["StateValue"] == "ALARM"
    assert told["AlarmArn"].endswith(f":alarm:{kit.physical(watched, 'Alarm')}")


def test_a_deployment_that_raises_the_threshold_switches_it_off(
    watched: LocalAccount, assembly: Any, kit: Any, reader: AlarmReader
) -> None:
    kit.invoke(watched, kit.physical(watched, "Writer"), [{"mark": "paid", "cost": 11}])
    assert reader.is_on()
    resources = _watched(assembly, kit)
    resources["Alarm"]["Properties"]["Threshold"] = 1_000
    watched.deploy(assembly.stack("Main", resources))
    assert not reader.is_on()


def test_an_alarm_that_is_gone_is_off(watched: LocalAccount) -> None:
    with closing(Service("monitoring", read_account(watched.environment), seconds=60)) as service:
        assert not AlarmReader(service, "nowhere").is_on()


@pytest.mark.parametrize("line", [{"mark": "paid", "cost": 0}, {"mark": "paid", "cost": 1.5, "more": "x"}])
def test_a_pattern_means_lines_whose_fields_are_as_it_says(line: dict[str, Any]) -> None:
    assert matches(PATTERN, line)


@pytest.mark.parametrize(
    "line",
    [{"mark": "paid", "cost": -1}, {"mark": "paid", "cost": "5"}, {"mark": "unpaid", "cost": 5}, {"mark": "paid"}, {}],
)
def test_a_pattern_does_not_mean_other_lines(line: dict[str, Any]) -> None:
    assert not matches(PATTERN, line)


def test_a_pattern_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="does not read the condition"):
        matches("ERROR", {})
