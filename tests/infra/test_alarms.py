"""What is told when the endpoint fails those who call it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.infra.resources import of_type
from tests.serving.endpoint import ASKED, GOOD, backend, send
from tuneql.aws.runtime import ScriptedModel
from tuneql.pricing.estimates import ALARMS
from tuneql.serving.query_log import QueryLog

Resources = Mapping[str, Mapping[str, Any]]


@pytest.fixture
def resources(templates: Mapping[str, Any]) -> Resources:
    found: Resources = templates["Inference"]["Resources"]
    return found


def test_alarms_look_at_what_aws_measures_for_nothing(resources: Resources) -> None:
    alarms = of_type(resources, "AWS::CloudWatch::Alarm").values()
    found = {(each["Namespace"], each["MetricName"], each["Threshold"]) for each in alarms}
    assert found == {
        ("AWS/ApiGateway", "5XXError", 0.05),
        ("AWS/ApiGateway", "Latency", 10_000),
        ("AWS/Lambda", "Errors", 0),
        ("AWS/Lambda", "Throttles", 0),
    }
    (stage,) = of_type(resources, "AWS::ApiGateway::Stage").values()
    assert [each["MetricsEnabled"] for each in stage["MethodSettings"]] == [False]


def test_the_estimate_counts_as_many(templates: Mapping[str, Any]) -> None:
    alarms = [of_type(each["Resources"], "AWS::CloudWatch::Alarm") for each in templates.values()]
    assert sum(map(len, alarms)) == ALARMS


def test_the_stage_is_known_by_the_name_of_its_api(resources: Resources) -> None:
    ((api_id, api),) = of_type(resources, "AWS::ApiGateway::RestApi").items()
    alarms = of_type(resources, "AWS::CloudWatch::Alarm").values()
    dimensions = [each["Dimensions"] for each in alarms if each["Namespace"] == "AWS/ApiGateway"]
    assert api["Name"] == "tuneql-dev", api_id
    for each in dimensions:
        assert {"Name": "ApiName", "Value": "tuneql-dev"} in each
        assert "Stage" in {dimension["Name"] for dimension in each}


def test_quiet_hours_are_no_alarm(resources: Resources) -> None:
    alarms = of_type(resources, "AWS::CloudWatch::Alarm").values()
    assert {each["TreatMissingData"] for each in alarms} == {"notBreaching"}


def test_the_topic_hears_of_every_change_and_lets_alarms_publish(resources: Resources) -> None:
    (topic,) = of_type(resources, "AWS::SNS::Topic")
    for each in of_type(resources, "AWS::CloudWatch::Alarm").values():
        assert each["AlarmActions"] == each["OKActions"] == [{"Ref": topic}]
    (policy,) = of_type(resources, "AWS::SNS::TopicPolicy").values()
    (allowed,) = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Allow"]
    assert allowed["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert allowed["Condition"] == {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}


def test_a_deployment_may_go_without(variants: Mapping[str, Path]) -> None:
    resources = json.loads((variants["private"] / "Inference.template.json").read_text())["Resources"]
    assert not of_type(resources, "AWS::CloudWatch::Alarm")
    assert not of_type(resources, "AWS::SNS::Topic")


def test_a_day_s_spending_is_watched_where_it_is_limited(variants: Mapping[str, Path]) -> None:
    resources = json.loads((variants["jwt"] / "Inference.template.json").read_text())["Resources"]
    alarms = of_type(resources, "AWS::CloudWatch::Alarm").values()
    (alarm,) = [each for each in alarms if each["Namespace"] == "tuneql/dev"]
    assert (alarm["Threshold"], alarm["Statistic"], alarm["Period"]) == (2_500_000, "Sum", 86_400)
    assert (alarm["EvaluationPeriods"], alarm["DatapointsToAlarm"]) == (1, 1)
    filters = of_type(resources, "AWS::Logs::MetricFilter").values()
    assert len({each["LogGroupName"]["Ref"] for each in filters}) == 2  # the endpoint's and the shadow's
    for each in filters:
        (found,) = each["MetricTransformations"]
        assert (found["MetricNamespace"], found["MetricName"]) == (alarm["Namespace"], alarm["MetricName"])


def test_the_endpoint_may_look_at_the_alarm_that_it_stops_at(variants: Mapping[str, Path]) -> None:
    resources = json.loads((variants["jwt"] / "Inference.template.json").read_text())["Resources"]
    alarms = of_type(resources, "AWS::CloudWatch::Alarm").items()
    (name,) = [name for name, each in alarms if each["Namespace"] == "tuneql/dev"]
    told = [each["Environment"]["Variables"] for each in of_type(resources, "AWS::Lambda::Function").values()]
    assert [each["SPENDING_ALARM"] for each in told if "SPENDING_ALARM" in each] == [{"Ref": name}]
    policies = of_type(resources, "AWS::IAM::Policy").values()
    statements = [statement for each in policies for statement in each["PolicyDocument"]["Statement"]]
    looked_at = [each["Resource"] for each in statements if each["Action"] == "cloudwatch:DescribeAlarms"]
    assert looked_at == [{"Fn::GetAtt": [name, "Arn"]}]


def test_what_a_question_cost_is_read_out_of_its_line_in_the_query_log(variants: Mapping[str, Path]) -> None:
    resources = json.loads((variants["jwt"] / "Inference.template.json").read_text())["Resources"]
    known = next(iter(of_type(resources, "AWS::Logs::MetricFilter").values()))
    lines: list[str] = []
    served = backend(ScriptedModel(GOOD), query_log=QueryLog(note=lines.append))
    assert send(served, "POST", "/sql", ASKED).status == 200
    (line,) = map(json.loads, lines)
    (found,) = known["MetricTransformations"]
    assert known["FilterPattern"] == f'{{ $.mark = "{line["mark"]}" && {found["MetricValue"]} >= 0 }}'
    assert "e" not in json.dumps(line[found["MetricValue"].removeprefix("$.")])
