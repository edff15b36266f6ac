import json
from typing import Any

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.httpsession
import pytest

from local.account import LocalAccount

HANDLER = """
import json

def authorizer(event, context):
    name = event["authorizationToken"].removeprefix("Bearer ")
    if name == "stranger":
        raise PermissionError("Unauthorized")
    if name == "broken":
        raise ValueError(name)
    if name == "silent":
        return {}
    effect = "Allow" if name == "friend" else "Deny"
    statement = {"Effect": effect, "Action": "execute-api:Invoke", "Resource": event["methodArn"]}
    return {"principalId": name, "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}}


def handler(event, context):
    what = json.loads(event["body"] or "{}").get("question") if event["httpMethod"] == "POST" else event["path"]
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


def in_plan(key: str) -> dict[str, Any]:
    joined = {"KeyId": {"Ref": key}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "Plan"}}
    return {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": joined}


def uri_of(function: str, kit: Any) -> dict[str, Any]:
    start = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
    return {"Fn::Join": ["", [start, kit.get_att(function), "/invocations"]]}


def method(verb: str, resource: Any, kit: Any, **properties: Any) -> dict[str, Any]:
    integration = {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": uri_of("Answer", kit)}
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
        "Made": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Name": "made", "Enabled": True}},
        "Disabled": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Value": "d" * 20, "Enabled": False}},
        "Alone": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Value": "a" * 20, "Enabled": True}},
        "Plan": {
            "Type": "AWS::ApiGateway::UsagePlan",
            "Properties": {
                "ApiStages": [{"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Stage"}}],
                "Quota": {"Limit": 2, "Period": "DAY"},
            },
        },
        **{f"{key}InPlan": in_plan(key) for key in ("Key", "Made", "Disabled")},
        "Look": kit.function(assembly.asset("code", {"main.py": HANDLER}), role="Role", Handler="main.authorizer"),
        "Tokens": gateway(
            "Authorizer",
            Type="TOKEN",
            IdentitySource="method.request.header.Authorization",
            IdentityValidationExpression="^Bearer \\w+$",
            AuthorizerUri=uri_of("Look", kit),
        ),
        "Tree": gateway("Resource", ParentId=root, PathPart="tree"),
        "GetTree": method("GET", {"Ref": "Tree"}, kit, AuthorizationType="CUSTOM", AuthorizerId={"Ref": "Tokens"}),
        "Put": method("PUT", {"Ref": "Sql"}, kit, AuthorizationType="NONE", ApiKeyRequired=True),
        "Bad": gateway(
            "GatewayResponse",
            ResponseType="BAD_REQUEST_BODY",
            StatusCode="422",
            ResponseParameters={"gatewayresponse.header.Content-Type": "'application/problem+json'"},
            ResponseTemplates={"application/json": PROBLEM},
        ),
        "Slow": gateway("Resource", ParentId=root, PathPart="slow"),
        "GetSlow": method("GET", {"Ref": "Slow"}, kit, AuthorizationType="NONE"),
        "Stage": gateway("Stage", StageName="v1"),
        "Throttled": gateway(
            "Stage",
            StageName="throttled",
            MethodSettings=[
                {"HttpMethod": "*", "ResourcePath": "/*", "ThrottlingRateLimit": 0.001, "ThrottlingBurstLimit": 2}
            ],
        ),
    }
    parts = ["https://", {"Ref": "Api"}, ".execute-api.us-east-1.amazonaws.com/", {"Ref": "Stage"}, "/"]
    output = {"Url": {"Value": {"Fn::Join": ["", parts]}}}
    deployment = account.deploy(assembly.stack("Main", resources, output))
    assert deployment.outputs["Main"]["Url"] == f"{deployment.api_url}/"
    return deployment.api_url


@pytest.fixture
def send(account: LocalAccount, url: str) -> Any:
    def send(
        verb: str, path: str, body: bytes = b"", *, secret: str | None = None, stage: str = "v1", **headers: str
    ) -> Any:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        request = botocore.awsrequest.AWSRequest(
            method=verb, url=url.removesuffix("v1") + stage + path, data=body, headers=given
        )
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
    ("another key", "PUT", "/sql", b"", {"secret": "", "x_api_key": "x" * 20}, 403, "Forbidden"),
    ("disabled key", "PUT", "/sql", b"", {"secret": "", "x_api_key": "d" * 20}, 403, "Forbidden"),
    ("key without plan", "PUT", "/sql", b"", {"secret": "", "x_api_key": "a" * 20}, 403, "Forbidden"),
    ("no token", "GET", "/tree", b"", {"secret": ""}, 401, "Unauthorized"),
    ("odd token", "GET", "/tree", b"", {"secret": "", "authorization": "Bearer a.b"}, 401, "Unauthorized"),
    ("stranger", "GET", "/tree", b"", {"secret": "", "authorization": "Bearer stranger"}, 401, "Unauthorized"),
    ("denied", "GET", "/tree", b"", {"secret": "", "authorization": "Bearer foe"}, 403, "User is not authorized"),
    ("broken", "GET", "/tree", b"", {"secret": "", "authorization": "Bearer broken"}, 500, "Internal server error"),
    ("silent", "GET", "/tree", b"", {"secret": "", "authorization": "Bearer silent"}, 500, "Internal server error"),
    ("no parameter", "GET", "/schemas", b"", {"secret": ""}, 400, "Missing required request parameters: [q]"),
    ("too large", "POST", "/sql", b" " * (10 * 1024 * 1024 + 1), {}, 413, "Request Too Long"),
    ("raises", "POST", "/sql", b'{"question": "raise"}', {}, 502, "Internal server error"),
    ("malformed", "POST", "/sql", b'{"question": "malformed"}', {}, 502, "Internal server error"),
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


NO_QUESTIONS = [b"{", b"{}", b'{"question": 1}', b'{"question": "a", "more": 1}', b"[]", b"[" * 100_000]


@pytest.mark.parametrize("body", NO_QUESTIONS, ids=lambda body: repr(body[:30]))
def test_a_body_that_is_not_the_models_is_answered_with_the_apis_own_template(send: Any, body: bytes) -> None:
    answer = send("POST", "/sql", body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    problem = json.loads(answer.content)
    assert (problem["title"], problem["detail"]) == ("invalid", "Invalid request body")
    assert problem["request_id"] == answer.headers["x-amzn-RequestId"]


def test_a_known_key_is_let_through_until_its_quota_is_used_up(account: LocalAccount, send: Any) -> None:
    (made,) = account.client("apigateway").get_api_keys(nameQuery="made", includeValues=True)["items"]
    for key in ("k" * 20, made["value"]):
        answers = [send("PUT", "/sql", secret="", x_api_key=key) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [201, 201, 429]
        assert json.loads(answers[-1].content) == {"message": "Limit Exceeded"}


def test_a_friend_s_token_is_let_through(send: Any) -> None:
    assert send("GET", "/tree", secret="", authorization="Bearer friend").status_code == 201


def test_a_stage_throttles_each_of_its_methods(send: Any, url: str) -> None:
    answers = [send("GET", "/slow", secret="", stage="throttled") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert json.loads(answers[-1].content) == {"message": "Too Many Requests"}
    assert answers[-1].headers["x-amzn-ErrorType"] == "TooManyRequestsException"
    assert send("GET", "/schemas/kestrel", secret="", stage="throttled").status_code == 201
