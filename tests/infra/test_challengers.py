"""What a deployment that allows challengers has more than another: a function, and one permission to send to it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

Resources = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def template(variants: Mapping[str, Path]) -> Mapping[str, Any]:
    return dict(json.loads((variants["jwt"] / "Inference.template.json").read_text()))


def _named(template: Mapping[str, Any], name: str, kind: str) -> Mapping[str, Any]:
    pattern = re.compile(rf"{name}[0-9A-F]{{8}}")
    ((_, found),) = ((i, r) for i, r in template["Resources"].items() if r["Type"] == kind and pattern.fullmatch(i))
    return dict(found["Properties"])


def _id(template: Mapping[str, Any], name: str) -> str:
    return next(i for i in template["Resources"] if re.fullmatch(rf"{name}[0-9A-F]{{8}}", i))


def _actions(template: Mapping[str, Any], role: str) -> dict[str, Any]:
    statements = _named(template, f"{role}RoleDefaultPolicy", "AWS::IAM::Policy")["PolicyDocument"]["Statement"]
    listed = ((s["Action"] if isinstance(s["Action"], list) else [s["Action"]], s["Resource"]) for s in statements)
    return {action: resource for actions, resource in listed for action in actions}


def test_by_default_there_is_none_of_it(templates: Mapping[str, Any]) -> None:
    off = templates["Inference"]
    assert not [name for name in off["Resources"] if name.startswith("Shadow")]
    assert "ChallengerShare" not in off["Outputs"]
    assert "lambda:InvokeFunction" not in _actions(off, "Endpoint")
    assert not {"CHALLENGER_SHARE", "SHADOW_FUNCTION"} & set(
        _named(off, "EndpointFunction", "AWS::Lambda::Function")["Environment"]["Variables"]
    )


def test_the_shadow_may_ask_models_and_nothing_else(template: Mapping[str, Any]) -> None:
    assert set(_actions(template, "Shadow")) == {
        "bedrock:InvokeModel",
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
    }


def test_the_endpoint_may_send_to_the_shadow_and_to_no_other_function(template: Mapping[str, Any]) -> None:
    shadow = _id(template, "ShadowFunction")
    assert _actions(template, "Endpoint")["lambda:InvokeFunction"] == {"Fn::GetAtt": [shadow, "Arn"]}


def test_the_endpoint_knows_the_share_and_the_function(template: Mapping[str, Any]) -> None:
    variables = _named(template, "EndpointFunction", "AWS::Lambda::Function")["Environment"]["Variables"]
    assert variables["CHALLENGER_SHARE"] == "0.25"
    assert variables["SHADOW_FUNCTION"] == {"Ref": _id(template, "ShadowFunction")}


def test_a_question_that_cannot_be_asked_is_not_tried_again(template: Mapping[str, Any]) -> None:
    config = _named(template, "ShadowFunctionEventInvokeConfig", "AWS::Lambda::EventInvokeConfig")
    assert config["MaximumRetryAttempts"] == 0


def test_the_shadow_asks_models_in_the_same_way_as_the_endpoint(template: Mapping[str, Any]) -> None:
    shadow, endpoint = (
        _named(template, f"{name}Function", "AWS::Lambda::Function")["Environment"]["Variables"]
        for name in ("Shadow", "Endpoint")
    )
    assert shadow.items() <= endpoint.items()


def test_people_find_share_and_logs_in_the_outputs(template: Mapping[str, Any]) -> None:
    outputs = template["Outputs"]
    assert outputs["ChallengerShare"]["Value"] == "0.25"
    logs = [{"Ref": _id(template, f"{name}Logs")} for name in ("Endpoint", "Shadow")]
    assert outputs["QueryLogs"]["Value"] == {"Fn::Join": ["", [logs[0], ",", logs[1]]]}
