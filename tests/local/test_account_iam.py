import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from local.account import LocalAccount
from local.iam import Place, allows, permissions, read_policy
from local.protocol.http import Request
from tuneql.errors import InvalidInput

PLACE = Place(region="us-east-1", account="123456789012")
BASE = "amazon.nova-micro-v1:0:128k"
BEDROCK = "arn:aws:bedrock:us-east-1:123456789012"
JOB = {
    "baseModelIdentifier": BASE,
    "roleArn": "arn:aws:iam::123456789012:role/bedrock",
    "jobTags": [{"key": "run", "value": "1"}],
}
MODEL = f"{BEDROCK}:custom-model/{BASE}/abcdefghijkl"
DEPLOYMENT = f"{BEDROCK}:custom-model-deployment/abcdefghijkl"
PATH = "/model-customization/custom-model-deployments"
IMPORT = {
    "roleArn": "arn:aws:iam::123456789012:role/import",
    "jobTags": [{"key": "run", "value": "1"}],
    "importedModelTags": [{"key": "run", "value": "1"}],
}
IMPORTED = f"{BEDROCK}:imported-model/abcdefghijkl"


def request(method: str, path: str, body: Any = None, *, query: str = "", **headers: str) -> Request:
    content = b"" if body is None else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(method=method, path=path, raw_path=path, query=query, headers=names, body=content)


def parameter(name: str) -> str:
    return f"arn:aws:ssm:us-east-1:123456789012:parameter/{name}"


NEEDS = [
    ("s3", request("GET", "/b/a/k"), ["s3:GetObject arn:aws:s3:::b/a/k"]),
    ("s3", request("HEAD", "/b/k"), ["s3:GetObject arn:aws:s3:::b/k"]),
    ("s3", request("PUT", "/b/k"), ["s3:PutObject arn:aws:s3:::b/k"]),
    ("s3", request("PUT", "/b/k", query="partNumber=1&uploadId=x"), ["s3:PutObject arn:aws:s3:::b/k"]),
    (
        "s3",
        request("PUT", "/b/k", x_amz_copy_source="/c/l%20m"),
        ["s3:PutObject arn:aws:s3:::b/k", "s3:GetObject arn:aws:s3:::c/l m"],
    ),
    ("s3", request("DELETE", "/b/k"), ["s3:DeleteObject arn:aws:s3:::b/k"]),
    ("s3", request("GET", "/b", query="list-type=2&prefix=runs/"), ["s3:ListBucket arn:aws:s3:::b"]),
    ("s3", request("GET", "/b", query="location"), ["s3:GetBucketLocation arn:aws:s3:::b"]),
    ("s3", request("GET", "/"), ["s3:ListAllMyBuckets *"]),
    (
        "ssm",
        request("POST", "/", {"Name": "/tuneql/champion"}, x_amz_target="AmazonSSM.GetParameter"),
        [f"ssm:GetParameter {parameter('tuneql/champion')}"],
    ),
    (
        "lambda",
        request("POST", "/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:plan/invocations"),
        ["lambda:InvokeFunction arn:aws:lambda:us-east-1:123456789012:function:plan"],
    ),
    (
        "bedrock",
        request("POST", "/model-customization-jobs", JOB),
        [
            f"bedrock:CreateModelCustomizationJob arn:aws:bedrock:us-east-1::foundation-model/{BASE}",
            f"bedrock:CreateModelCustomizationJob {BEDROCK}:custom-model/{BASE}/000000000000",
            "iam:PassRole arn:aws:iam::123456789012:role/bedrock",
            f"bedrock:TagResource {BEDROCK}:model-customization-job/{BASE}/000000000000",
        ],
    ),
    (
        "bedrock",
        request("POST", PATH, {"modelArn": MODEL, "tags": [{"key": "a", "value": "b"}]}),
        [
            f"bedrock:CreateCustomModelDeployment {MODEL}",
            f"bedrock:TagResource {BEDROCK}:custom-model-deployment/000000000000",
        ],
    ),
    (
        "bedrock",
        request("PATCH", f"{PATH}/{DEPLOYMENT}", {"modelArn": MODEL}),
        [f"bedrock:UpdateCustomModelDeployment {MODEL}", f"bedrock:UpdateCustomModelDeployment {DEPLOYMENT}"],
    ),
    ("bedrock", request("GET", PATH), ["bedrock:ListCustomModelDeployments *"]),
    ("bedrock", request("POST", f"/model/{DEPLOYMENT}/converse"), [f"bedrock:InvokeModel {DEPLOYMENT}"]),
    (
        "bedrock",
        request("POST", "/model/amazon.nova-micro-v1:0/converse-stream"),
        ["bedrock:InvokeModelWithResponseStream arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0"],
    ),
    (
        "bedrock",
        request("POST", "/model/us.amazon.nova-micro-v1:0/converse"),
        [
            f"bedrock:InvokeModel {BEDROCK}:inference-profile/us.amazon.nova-micro-v1:0",
            "bedrock:InvokeModel arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-micro-v1:0",
        ],
    ),
    (
        "bedrock",
        request("POST", "/model-import-jobs", IMPORT),
        [
            "bedrock:CreateModelImportJob *",
            "iam:PassRole arn:aws:iam::123456789012:role/import",
            f"bedrock:TagResource {BEDROCK}:model-import-job/000000000000",
            f"bedrock:TagResource {BEDROCK}:imported-model/000000000000",
        ],
    ),
    ("bedrock", request("POST", "/model-import-jobs", {"jobName": "a"}), ["bedrock:CreateModelImportJob *"]),
    (
        "bedrock",
        request("GET", "/model-import-jobs/run-1"),
        [f"bedrock:GetModelImportJob {BEDROCK}:model-import-job/run-1"],
    ),
    ("bedrock", request("GET", "/model-import-jobs"), ["bedrock:ListModelImportJobs *"]),
    ("bedrock", request("GET", f"/imported-models/{IMPORTED}"), [f"bedrock:GetImportedModel {IMPORTED}"]),
    (
        "bedrock",
        request("DELETE", "/imported-models/run-1"),
        [f"bedrock:DeleteImportedModel {BEDROCK}:imported-model/run-1"],
    ),
    ("bedrock", request("GET", "/imported-models"), ["bedrock:ListImportedModels *"]),
    (
        "bedrock",
        request("POST", "/tagResource", {"resourceARN": IMPORTED, "tags": []}),
        [f"bedrock:TagResource {IMPORTED}"],
    ),
    ("bedrock", request("POST", f"/model/{IMPORTED}/invoke"), [f"bedrock:InvokeModel {IMPORTED}"]),
    ("bedrock", request("POST", f"/model/{IMPORTED}/converse"), [f"bedrock:InvokeModel {IMPORTED}"]),
    (
        "bedrock",
        request("POST", f"/model/{DEPLOYMENT}/converse", {"guardrailConfig": {"guardrailIdentifier": "abc"}}),
        [f"bedrock:InvokeModel {DEPLOYMENT}", f"bedrock:ApplyGuardrail {BEDROCK}:guardrail/abc"],
    ),
    (
        "bedrock",
        request("POST", f"/model/{IMPORTED}/invoke", x_amzn_bedrock_guardrailidentifier=f"{BEDROCK}:guardrail/abc"),
        [f"bedrock:InvokeModel {IMPORTED}", f"bedrock:ApplyGuardrail {BEDROCK}:guardrail/abc"],
    ),
    ("sts", request("POST", "/", query="Action=GetCallerIdentity"), []),
]


@pytest.mark.parametrize(("service", "asked", "needed"), NEEDS, ids=lambda value: getattr(value, "path", None))
def test_a_request_needs_its_permissions(service: str, asked: Request, needed: list[str]) -> None:
    assert [f"{each.action} {each.resource}" for each in permissions(asked, service, PLACE)] == needed


def test_passing_a_role_says_to_which_service() -> None:
    found = permissions(request("POST", "/model-customization-jobs", JOB), "bedrock", PLACE)
    passing = next(each for each in found if each.action == "iam:PassRole")
    assert passing.context == {"iam:PassedToService": "bedrock.amazonaws.com"}


ALLOW = {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::b/*"}
DENY = {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::b/secret/*"}
PASSED = {"StringEquals": {"iam:PassedToService": ["bedrock.amazonaws.com"]}}
PREFIXED = {"StringLike": {"s3:prefix": "runs/*"}}
DECISIONS = [
    ([ALLOW], "s3:GetObject", "arn:aws:s3:::b/k", {}, True),
    ([ALLOW], "s3:getobject", "arn:aws:s3:::b/k", {}, True),
    ([ALLOW], "s3:GetObject", "arn:aws:s3:::B/k", {}, False),
    ([ALLOW], "s3:PutObject", "arn:aws:s3:::b/k", {}, False),
    ([ALLOW], "s3:GetObject", "arn:aws:s3:::bb/k", {}, False),
    ([ALLOW, DENY], "s3:GetObject", "arn:aws:s3:::b/secret/k", {}, False),
    ([ALLOW, DENY], "s3:GetObject", "arn:aws:s3:::b/k", {}, True),
    ([], "s3:GetObject", "arn:aws:s3:::b/k", {}, False),
    ([ALLOW | {"Condition": PASSED}], "s3:GetObject", "arn:aws:s3:::b/k", {}, False),
    (
        [ALLOW | {"Condition": PASSED}],
        "s3:GetObject",
        "arn:aws:s3:::b/k",
        {"iam:PassedToService": "bedrock.amazonaws.com"},
        True,
    ),
    ([ALLOW | {"Condition": PREFIXED}], "s3:GetObject", "arn:aws:s3:::b/k", {"s3:prefix": "runs/1/"}, True),
    ([ALLOW | {"Condition": PREFIXED}], "s3:GetObject", "arn:aws:s3:::b/k", {"s3:prefix": ""}, False),
    ([{"Effect": "Allow", "NotAction": "s3:Put*", "Resource": "*"}], "s3:GetObject", "arn:aws:s3:::b/k", {}, True),
    ([{"Effect": "Allow", "NotAction": "s3:Get*", "Resource": "*"}], "s3:GetObject", "arn:aws:s3:::b/k", {}, False),
]


@pytest.mark.parametrize(("statements", "action", "resource", "context", "allowed"), DECISIONS)
def test_policies_decide_as_aws_does(
    statements: list[Any], action: str, resource: str, context: dict[str, str], *, allowed: bool
) -> None:
    policy = read_policy(json.dumps({"Version": "2012-10-17", "Statement": statements}))
    assert allows(policy, action=action, resource=resource, context=context) is allowed


def test_a_condition_that_cannot_be_evaluated_is_refused() -> None:
    statement = ALLOW | {"Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}
    with pytest.raises(InvalidInput, match="IpAddress"):
        read_policy(json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


HANDLER = """
import boto3, os
from botocore.exceptions import ClientError

def handler(event, context):
    client = getattr(boto3.client(event["service"]), event["operation"])
    try:
        client(**event["parameters"])
    except ClientError as error:
        return [error.response["Error"]["Code"], error.response["Error"].get("Message", "")]
    return ["OK", ""]
"""


@pytest.fixture(scope="module")
def bucket(account: LocalAccount, assembly: Any, kit: Any) -> str:
    read = {
        "Effect": "Allow",
        "Action": "s3:GetObject",
        "Resource": {"Fn::Join": ["", [kit.get_att("Bucket"), "/a/*"]]},
    }
    resources = {
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "Role": kit.role(read),
        "Caller": kit.function(assembly.asset("code", {"main.py": HANDLER}), role="Role"),
    }
    account.deploy(assembly.stack("Main", resources))
    name = str(kit.physical(account, "Bucket"))
    for key in ("a/k", "b/k"):
        account.client("s3").put_object(Bucket=name, Key=key, Body=b"x")
    return name


CALLS = [
    ("s3", "get_object", {"Key": "a/k"}, "OK"),
    ("s3", "get_object", {"Key": "b/k"}, "AccessDenied"),
    ("s3", "put_object", {"Key": "a/k"}, "AccessDenied"),
    ("s3", "head_object", {"Key": "a/k"}, "OK"),
    ("s3", "head_object", {"Key": "a/missing"}, "403"),  # without s3:ListBucket S3 does not say that it is missing
    ("s3", "list_objects_v2", {}, "AccessDenied"),
    ("ssm", "get_parameter", {"Name": "champion"}, "AccessDeniedException"),
    ("sns", "publish", {"TopicArn": "arn:aws:sns:us-east-1:123456789012:t", "Message": "m"}, "AuthorizationError"),
    ("bedrock", "list_custom_models", {}, "AccessDeniedException"),
    ("sts", "get_caller_identity", {}, "OK"),
]


@pytest.mark.parametrize(("service", "operation", "parameters", "code"), CALLS)
def test_a_function_may_call_what_its_role_allows(
    *, account: LocalAccount, kit: Any, bucket: str, service: str, operation: str, parameters: dict[str, Any], code: str
) -> None:
    full = parameters | ({"Bucket": bucket} if service == "s3" else {})
    event = {"service": service, "operation": operation, "parameters": full}
    answer, _ = kit.invoke(account, kit.physical(account, "Caller"), event)
    assert answer[0] == code


def test_every_decision_is_recorded(account: LocalAccount, kit: Any, bucket: str) -> None:
    name = kit.physical(account, "Caller")
    kit.invoke(account, name, {"service": "s3", "operation": "list_buckets", "parameters": {}})
    call = next(each for each in reversed(account.calls) if each.principal == name)
    assert (call.service, call.action, call.resource, call.allowed) == ("s3", "s3:ListAllMyBuckets", "*", False)


def test_an_unknown_key_is_refused(account: LocalAccount) -> None:
    stranger = {"aws_access_key_id": "AKIAUNKNOWN", "aws_secret_access_key": "x", "region_name": "us-east-1"}
    with pytest.raises(ClientError, match="The security token included in the request is invalid"):
        boto3.client("sts", endpoint_url=account.url, **stranger).get_caller_identity()
