import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from stacks.constructs.problem_responses import PROBLEMS
from tuneql.limits import ENDPOINT_DEADLINE_SECONDS, QUESTION_CHARACTERS, SCHEMA_CHARACTERS

Properties = Mapping[str, Any]


@pytest.fixture(scope="module")
def resources(templates: Mapping[str, Any]) -> Mapping[str, Any]:
    return dict(templates["Inference"]["Resources"])


def _of_type(resources: Mapping[str, Any], kind: str) -> Iterator[Properties]:
    return (found["Properties"] for found in resources.values() if found["Type"] == f"AWS::ApiGateway::{kind}")


def _routes(resources: Mapping[str, Any]) -> dict[str, Properties]:
    """Methods by `POST /sql`."""
    return {
        f"{method['HttpMethod']} /{resources[method['ResourceId']['Ref']]['Properties']['PathPart']}": method
        for method in _of_type(resources, "Method")
    }


def test_routes(resources: Mapping[str, Any]) -> None:
    assert set(_routes(resources)) == {"POST /sql", "GET /health", "GET /openapi.json"}


def test_only_principals_that_iam_allows_get_in(resources: Mapping[str, Any]) -> None:
    assert {method["AuthorizationType"] for method in _of_type(resources, "Method")} == {"AWS_IAM"}


def test_every_method_calls_the_one_function(resources: Mapping[str, Any]) -> None:
    functions = [id_ for id_, found in resources.items() if found["Type"] == "AWS::Lambda::Function"]
    for method in _of_type(resources, "Method"):
        assert method["Integration"]["Type"] == "AWS_PROXY"
        assert functions[0] in json.dumps(method["Integration"]["Uri"])
    assert len(functions) == 1


def test_bodies_are_validated_before_the_function_runs(resources: Mapping[str, Any]) -> None:
    (validator,) = _of_type(resources, "RequestValidator")
    assert (validator["ValidateRequestBody"], validator["ValidateRequestParameters"]) == (True, True)
    assert all("RequestValidatorId" in method for method in _of_type(resources, "Method"))
    (model,) = _of_type(resources, "Model")
    assert list(_routes(resources)["POST /sql"]["RequestModels"]) == ["application/json"]
    assert model["Schema"] == {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "required": ["question", "schema"],
        "additionalProperties": False,
        "properties": {
            "question": {"type": "string", "minLength": 1, "maxLength": QUESTION_CHARACTERS},
            "schema": {"type": "string", "minLength": 1, "maxLength": SCHEMA_CHARACTERS},
            "dialect": {"type": "string", "minLength": 1, "maxLength": 64},
        },
    }


def test_the_stage_throttles_logs_and_traces_but_keeps_data_out(resources: Mapping[str, Any]) -> None:
    (stage,) = _of_type(resources, "Stage")
    (settings,) = stage["MethodSettings"]
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (20, 40)
    assert (settings["LoggingLevel"], settings["DataTraceEnabled"], settings["MetricsEnabled"]) == (
        "ERROR",
        False,
        True,
    )
    assert stage["TracingEnabled"] is True
    assert "$context.requestId" in stage["AccessLogSetting"]["Format"]


def test_logs_end(templates: Mapping[str, Any]) -> None:
    groups = [
        found["Properties"]
        for template in templates.values()
        for found in template["Resources"].values()
        if found["Type"] == "AWS::Logs::LogGroup"
    ]
    assert len(groups) == 26
    assert {group["RetentionInDays"] for group in groups} == {90}


@pytest.mark.parametrize(
    "kind", [kind.replace("_4_XX", "_4XX").replace("_5_XX", "_5XX") for p in PROBLEMS for kind in p.on]
)
def test_refusals_are_problem_json(resources: Mapping[str, Any], kind: str) -> None:
    (response,) = (r for r in _of_type(resources, "GatewayResponse") if r["ResponseType"] == kind)
    assert response["ResponseParameters"] == {"gatewayresponse.header.Content-Type": "'application/problem+json'"}
    body = json.loads(response["ResponseTemplates"]["application/json"])
    assert set(body) == {"type", "title", "status", "detail", "request_id"}
    assert body["type"].startswith("/errors/")
    assert str(body["status"]) == response["StatusCode"]
    assert body["request_id"] == "$context.requestId"


def test_the_function_ends_between_its_own_deadline_and_the_gateways(resources: Mapping[str, Any]) -> None:
    (function,) = (found["Properties"] for found in resources.values() if found["Type"] == "AWS::Lambda::Function")
    assert ENDPOINT_DEADLINE_SECONDS < function["Timeout"] < 29
    assert function["Handler"] == "lambdas.api.handler.handler"


def test_outputs(templates: Mapping[str, Any]) -> None:
    assert "ApiUrl" in templates["Inference"]["Outputs"]
