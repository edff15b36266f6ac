"""What API Gateway answers for a function that takes too long, in an account whose patience is short."""

import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from local.account import LocalAccount

HANDLER = """
import time

def handler(event, context):
    time.sleep(600)
"""


def test_a_function_that_takes_too_long_is_not_waited_for(tmp_path: Path, assembly: Any, kit: Any) -> None:
    start = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
    uri = {"Fn::Join": ["", [start, kit.get_att("Sleeper"), "/invocations"]]}
    integration = {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": uri}
    api = {"RestApiId": {"Ref": "Api"}}
    method = {"HttpMethod": "GET", "AuthorizationType": "NONE", "ResourceId": kit.get_att("Api", "RootResourceId")}
    resources = {
        "Role": kit.role(),
        "Sleeper": kit.function(assembly.asset("code", {"main.py": HANDLER}), role="Role"),
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "sql"}},
        "Get": {"Type": "AWS::ApiGateway::Method", "Properties": {**api, **method, "Integration": integration}},
        "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {**api, "StageName": "v1"}},
    }
    with LocalAccount(directory=tmp_path, integration_seconds=0.5) as account:
        url = account.deploy(assembly.stack("Main", resources)).api_url
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with pytest.raises(urllib.error.HTTPError) as caught, opener.open(f"{url}/", timeout=60):
            pass
        with caught.value as answer:
            assert (answer.code, answer.read()) == (504, b'{"message": "Endpoint request timed out"}')
