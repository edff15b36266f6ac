import json
from typing import Any

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.httpsession
import pytest

from local.account import LocalAccount

HANDLER = """
import json, time

def handler(event, context):
    what = json.loads(event["body"] or "{}").get("question") if event["httpMethod"] == "POST" else event["path"]
    if what == "sleep":
        time.sleep(60)
    if what == "raise":
        raise ValueError(what)
    if what == "malformed":
        return {"body": "no status"}
    seen = {key: event[key] for key in ("resource", "path", "pathParameters", "queryStringParameters", "body")}
    seen["caller"] = event["requestContext"]["identity"]["userArn"]
    return {"statusCode": 201, "headers": {"X-Own": "yes"}, "body": json.dumps(seen)}
"""
SCHEMA = {
    "type": "object",
    "required": ["question"],
    "additionalProperties": False,
    "properties": {"question": {"type": "string", "maxLength": 10}},
}
PROBLEM = '{"title": "invalid", "detail": $context.error.messageString, "request_id": "$context.requestId"}'


def gateway(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::ApiGateway::{kind}", "Properties": {"RestApiId": {"Ref": "Api"}, **properties}}


def method(verb: str, resource: Any, kit: Any, **properties: Any) -> dict[str, Any]:
    uri = ["arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/", kit.get_att("Answer"), "/invocations"]
    integration = {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": {"Fn::Join": ["", uri]}}
    defaults = {"AuthorizationType": "AWS_IAM", "ResourceId": resource, "Integration": integration}
    return gateway("Method", HttpMethod=verb, **{**defaults, **properties})


@pytest.fixture(scope="module")
def url(account: LocalAccount, assembly: Any, kit: Any) -> str:
    root = kit.get_att("Api", "RootResourceId")
    resources = {
        "Role": kit.role(),
        "Answer": kit.function(assembly.asset("code", {"main.py": HANDLER}), role="Role"),
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "sql"}},
        "Sql": gateway("Resource", ParentId=root, PathPart="sql"),
        "Schemas": gateway("Resource", ParentId=root, PathPart="schemas"),
        "Schema": gateway("Resource", ParentId={"Ref": "Schemas"}, PathPart="{id}"),
        "Body": gateway("Model", ContentType="application/json", Schema=SCHEMA),
        "Validator": gateway("RequestValidator", ValidateRequestBody=True, ValidateRequestParameters=True),
        "Post": method(
            "POST",
            {"Ref": "Sql"},
            kit,
            RequestValidatorId={"Ref": "Validator"},
            RequestModels={"application/json": {"Ref": "Body"}},
        ),
        "Get": method("GET", {"Ref": "Schema"}, kit, AuthorizationType="NONE"),
        "Search": method(
            "GET",
            {"Ref": "Schemas"},
            kit,
            AuthorizationType="NONE",
            RequestValidatorId={"Ref": "Validator"},
            RequestParameters={"method.request.querystring.q": True},
        ),
        "Key": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Value": "k" * 20, "Enabled": True}},
        "Put": method("PUT", {"Ref": "Sql"}, kit, AuthorizationType="NONE", ApiKeyRequired=True),
        "Bad": gateway(
            "GatewayResponse",
            ResponseType="BAD_REQUEST_BODY",
            StatusCode="422",
            ResponseParameters={"gatewayresponse.header.Content-Type": "'application/problem+json'"},
            ResponseTemplates={"application/json": PROBLEM},
        ),
        "Stage": gateway("Stage", StageName="v1"),
    }
    parts = ["https://", {"Ref": "Api"}, ".execute-api.us-east-1.amazonaws.com/", {"Ref": "Stage"}, "/"]
    output = {"Url": {"Value": {"Fn::Join": ["", parts]}}}
    deployment = account.deploy(assembly.stack("Main", resources, output))
    assert deployment.outputs["Main"]["Url"] == f"{deployment.api_url}/"
    return deployment.api_url


@pytest.fixture
def send(account: LocalAccount, url: str) -> Any:
    def send(verb: str, path: str, body: bytes = b"", *, secret: str | None = None, **headers: str) -> Any:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        request = botocore.awsrequest.AWSRequest(method=verb, url=url + path, data=body, headers=given)
        if secret != "":
            own = account.environment
            keys = botocore.credentials.Credentials(own["AWS_ACCESS_KEY_ID"], secret or own["AWS_SECRET_ACCESS_KEY"])
            botocore.auth.SigV4Auth(keys, "execute-api", "us-east-1").add_auth(request)
        return botocore.httpsession.URLLib3Session().send(request.prepare())

    return send


def test_a_signed_request_reaches_the_function_as_a_proxy_event(send: Any) -> None:
    answer = send("POST", "/sql?a=1%202", b'{"question": "who?"}', content_type="application/json")
    assert (answer.status_code, answer.headers["X-Own"]) == (201, "yes")
    assert json.loads(answer.content) == {
        "resource": "/sql",
        "path": "/sql",
        "pathParameters": None,
        "queryStringParameters": {"a": "1 2"},
        "body": '{"question": "who?"}',
        "caller": "arn:aws:iam::123456789012:user/administrator",
    }


def test_path_parameters_are_found(send: Any) -> None:
    seen = json.loads(send("GET", "/schemas/kestrel", secret="").content)
    assert (seen["resource"], seen["pathParameters"]) == ("/schemas/{id}", {"id": "kestrel"})


REFUSED = [
    ("unsigned", "POST", "/sql", b"", {"secret": ""}, 403, "Missing Authentication Token"),
    ("wrong secret", "POST", "/sql", b"", {"secret": "x"}, 403, "The request signature we calculated does not match"),
    ("unknown route", "GET", "/nothing", b"", {}, 403, "Missing Authentication Token"),
    ("unknown method", "DELETE", "/sql", b"", {}, 403, "Missing Authentication Token"),
    ("no key", "PUT", "/sql", b"", {"secret": ""}, 403, "Forbidden"),
    ("no parameter", "GET", "/schemas", b"", {"secret": ""}, 400, "Missing required request parameters: [q]"),
    ("too large", "POST", "/sql", b" " * (10 * 1024 * 1024 + 1), {}, 413, "Request Too Long"),
    ("raises", "POST", "/sql", b'{"question": "raise"}', {}, 502, "Internal server error"),
    ("malformed", "POST", "/sql", b'{"question": "malformed"}', {}, 502, "Internal server error"),
    ("too slow", "POST", "/sql", b'{"question": "sleep"}', {}, 504, "Endpoint request timed out"),
]


@pytest.mark.parametrize(
    ("verb", "path", "body", "options", "status", "message"),
    [row[1:] for row in REFUSED],
    ids=[row[0] for row in REFUSED],
)
def test_the_gateway_refuses_as_aws_does(
    *, send: Any, verb: str, path: str, body: bytes, options: dict[str, str], status: int, message: str
) -> None:
    answer = send(verb, path, body, **options)
    assert answer.status_code == status
    assert json.loads(answer.content)["message"].startswith(message)


@pytest.mark.parametrize("body", [b"{", b"{}", b'{"question": 1}', b'{"question": "a", "more": 1}', b"[]"], ids=repr)
def test_a_body_that_is_not_the_models_is_answered_with_the_apis_own_template(send: Any, body: bytes) -> None:
    answer = send("POST", "/sql", body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    problem = json.loads(answer.content)
    assert (problem["title"], problem["detail"]) == ("invalid", "Invalid request body")
    assert problem["request_id"] == answer.headers["x-amzn-RequestId"]


def test_a_known_key_is_let_through(send: Any) -> None:
    assert send("PUT", "/sql", secret="", x_api_key="k" * 20).status_code == 201
