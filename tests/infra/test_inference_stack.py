import json
from collections.abc import Mapping
from typing import Any

import pytest

from stacks.constructs.problem_responses import PROBLEMS
from tests.infra.resources import of_type
from tuneql.limits import (
    ENDPOINT_DEADLINE_SECONDS,
    FEEDBACK_NOTE_CHARACTERS,
    FEEDBACK_SQL_CHARACTERS,
    QUESTION_CHARACTERS,
    REQUEST_ID_PATTERN,
    SCHEMA_CHARACTERS,
    SCHEMA_ID_PATTERN,
)
from tuneql.serving.openapi import document
from tuneql.serving.routes import ROUTES

Properties = Mapping[str, Any]


@pytest.fixture(scope="module")
def resources(templates: Mapping[str, Any]) -> Mapping[str, Any]:
    return dict(templates["Inference"]["Resources"])


def _routes(resources: Mapping[str, Any]) -> dict[str, Properties]:
    """Methods by `POST /sql`."""
    return {
        f"{method['HttpMethod']} {_path(resources, method['ResourceId'])}": method
        for method in of_type(resources, "AWS::ApiGateway::Method").values()
    }


def _path(resources: Mapping[str, Any], resource: Mapping[str, Any]) -> str:
    """That of a resource; the root, which is no resource of the template, is a slash."""
    if "Ref" not in resource:
        return "/"
    properties = resources[resource["Ref"]]["Properties"]
    return f"{_path(resources, properties['ParentId']).rstrip('/')}/{properties['PathPart']}"


def test_the_api_has_the_routes_of_the_endpoint_and_no_others(resources: Mapping[str, Any]) -> None:
    assert set(_routes(resources)) == {f"{method} {path}" for method, path in ROUTES}


def test_only_principals_that_iam_allows_get_in(resources: Mapping[str, Any]) -> None:
    assert {method["AuthorizationType"] for method in of_type(resources, "AWS::ApiGateway::Method").values()} == {
        "AWS_IAM"
    }


def test_every_method_calls_the_one_function(resources: Mapping[str, Any]) -> None:
    functions = [*of_type(resources, "AWS::Lambda::Function")]
    for method in of_type(resources, "AWS::ApiGateway::Method").values():
        assert method["Integration"]["Type"] == "AWS_PROXY"
        assert functions[0] in json.dumps(method["Integration"]["Uri"])
    assert len(functions) == 1


def test_bodies_are_validated_before_the_function_runs(resources: Mapping[str, Any]) -> None:
    (validator,) = of_type(resources, "AWS::ApiGateway::RequestValidator").values()
    assert (validator["ValidateRequestBody"], validator["ValidateRequestParameters"]) == (True, True)
    assert all("RequestValidatorId" in method for method in of_type(resources, "AWS::ApiGateway::Method").values())
    with_bodies = {name for name, method in _routes(resources).items() if "RequestModels" in method}
    assert with_bodies == set(BODIES)


DDL = {"type": "string", "minLength": 1, "maxLength": SCHEMA_CHARACTERS}
DIALECT = {"type": "string", "minLength": 1, "maxLength": 64}
OBJECT = {"$schema": "http://json-schema.org/draft-04/schema#", "type": "object", "additionalProperties": False}
BODIES = {
    "POST /sql": {
        **OBJECT,
        "allOf": [
            {"oneOf": [{"required": ["question"]}, {"required": ["spec"]}]},
            {"oneOf": [{"required": ["schema"]}, {"required": ["schema_id"]}]},
        ],
        "properties": {
            "question": {"type": "string", "minLength": 1, "maxLength": QUESTION_CHARACTERS},
            "spec": {"type": "object", "required": ["table", "cols"]},
            "schema": DDL,
            "schema_id": {"type": "string", "pattern": SCHEMA_ID_PATTERN},
            "dialect": DIALECT,
        },
    },
    "PUT /schemas/{id}": {**OBJECT, "required": ["schema"], "properties": {"schema": DDL, "dialect": DIALECT}},
    "POST /feedback": {
        **OBJECT,
        "required": ["request_id", "verdict"],
        "properties": {
            "request_id": {"type": "string", "pattern": REQUEST_ID_PATTERN},
            "verdict": {"type": "string", "enum": ["good", "bad"]},
            "sql": {"type": "string", "minLength": 1, "maxLength": FEEDBACK_SQL_CHARACTERS},
            "note": {"type": "string", "minLength": 1, "maxLength": FEEDBACK_NOTE_CHARACTERS},
            "question": {"type": "string", "minLength": 1, "maxLength": QUESTION_CHARACTERS},
            "schema": DDL,
            "schema_id": {"type": "string", "pattern": SCHEMA_ID_PATTERN},
            "dialect": DIALECT,
        },
    },
}


@pytest.mark.parametrize("route", BODIES)
def test_bodies_are_those_that_the_handler_takes(resources: Mapping[str, Any], route: str) -> None:
    model = _routes(resources)[route]["RequestModels"]["application/json"]["Ref"]
    assert resources[model]["Properties"]["Schema"] == BODIES[route]


@pytest.mark.parametrize(
    ("route", "name"),
    [("POST /sql", "SqlRequest"), ("PUT /schemas/{id}", "SchemaRequest"), ("POST /feedback", "Feedback")],
)
def test_the_gateway_and_the_openapi_document_agree(route: str, name: str) -> None:
    schemas = document()["components"]["schemas"]
    described = schemas[name]
    assert set(described["properties"]) == set(BODIES[route]["properties"])
    for key in ("required", "allOf", "additionalProperties"):
        assert described.get(key) == BODIES[route].get(key)
    for key, rules in BODIES[route]["properties"].items():
        found = described["properties"][key]
        found = schemas[found["$ref"].rpartition("/")[2]] if "$ref" in found else found
        assert {rule: found[rule] for rule in rules} == rules


def test_the_stage_throttles_logs_and_traces_but_keeps_data_out(resources: Mapping[str, Any]) -> None:
    (stage,) = of_type(resources, "AWS::ApiGateway::Stage").values()
    (settings,) = stage["MethodSettings"]
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (20, 40)
    assert (settings["LoggingLevel"], settings["DataTraceEnabled"]) == ("ERROR", False)
    assert stage["TracingEnabled"] is True
    assert "$context.requestId" in stage["AccessLogSetting"]["Format"]


def test_every_function_keeps_its_log_for_as_long_as_the_setting_says(templates: Mapping[str, Any]) -> None:
    groups = [
        group
        for template in templates.values()
        for group in of_type(template["Resources"], "AWS::Logs::LogGroup").values()
    ]
    assert len(groups) == 29
    assert {group["RetentionInDays"] for group in groups} == {90}


@pytest.mark.parametrize(
    "kind", [kind.replace("_4_XX", "_4XX").replace("_5_XX", "_5XX") for p in PROBLEMS for kind in p.on]
)
def test_refusals_are_problem_json(resources: Mapping[str, Any], kind: str) -> None:
    (response,) = (
        r for r in of_type(resources, "AWS::ApiGateway::GatewayResponse").values() if r["ResponseType"] == kind
    )
    headers = dict(response["ResponseParameters"])
    assert headers.pop("gatewayresponse.header.Content-Type") == "'application/problem+json'"
    assert list(headers) == (["gatewayresponse.header.Retry-After"] if response["StatusCode"] == "429" else [])
    body = json.loads(response["ResponseTemplates"]["application/json"])
    assert set(body) == {"type", "title", "status", "detail", "request_id"}
    assert body["type"].startswith("/errors/")
    assert str(body["status"]) == response["StatusCode"]
    assert body["request_id"] == "$context.requestId"


def test_the_function_ends_between_its_own_deadline_and_the_gateways(resources: Mapping[str, Any]) -> None:
    (function,) = of_type(resources, "AWS::Lambda::Function").values()
    assert ENDPOINT_DEADLINE_SECONDS < function["Timeout"] < 29
    assert function["Handler"] == "lambdas.api.handler.handler"


def test_the_url_of_the_api_is_an_output(templates: Mapping[str, Any]) -> None:
    assert "ApiUrl" in templates["Inference"]["Outputs"]
