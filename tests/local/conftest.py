import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from local.account import LocalAccount
from tests.local.doors import Doors

ASSET_BUCKET = "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"
ASSUMED_BY_ANYONE = {"Version": "2012-10-17", "Statement": []}


@dataclass
class Assembly:
    """A cloud assembly written by hand, as small as CDK's would be."""

    folder: Path
    files: dict[str, Any] = field(default_factory=dict)
    artifacts: dict[str, Any] = field(default_factory=dict)

    def asset(self, name: str, sources: Mapping[str, str]) -> dict[str, Any]:
        """Write an asset folder and return the `Code` of a function that runs it."""
        for path, text in sources.items():
            target = self.folder / f"asset.{name}" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        destination = {"bucketName": ASSET_BUCKET, "objectKey": f"{name}.zip"}
        source = {"path": f"asset.{name}", "packaging": "zip"}
        self.files[name] = {"source": source, "destinations": {"current": destination}}
        return {"S3Bucket": {"Fn::Sub": ASSET_BUCKET}, "S3Key": f"{name}.zip"}

    def stack(
        self,
        name: str,
        resources: Mapping[str, Any],
        outputs: Mapping[str, Any] | None = None,
        *,
        after: tuple[str, ...] = (),
        environment: str = "aws://unknown-account/unknown-region",
    ) -> Path:
        """Write a stack and return the assembly's folder."""
        parameter = {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/hnb659fds/version"}
        template = {"Parameters": {"BootstrapVersion": parameter}, "Resources": resources, "Outputs": outputs or {}}
        (self.folder / f"{name}.template.json").write_text(json.dumps(template))
        (self.folder / f"{name}.assets.json").write_text(json.dumps({"files": self.files}))
        self.artifacts[f"{name}.assets"] = {"type": "cdk:asset-manifest", "properties": {"file": f"{name}.assets.json"}}
        self.artifacts[name] = {
            "type": "aws:cloudformation:stack",
            "environment": environment,
            "properties": {"templateFile": f"{name}.template.json"},
            "dependencies": [f"{name}.assets", *after],
        }
        (self.folder / "manifest.json").write_text(json.dumps({"artifacts": self.artifacts}))
        return self.folder


def get_att(name: str, attribute: str = "Arn") -> dict[str, Any]:
    return {"Fn::GetAtt": [name, attribute]}


def role(*statements: Mapping[str, Any]) -> dict[str, Any]:
    policies = [{"PolicyName": "calls", "PolicyDocument": {"Version": "2012-10-17", "Statement": statements}}]
    properties = {"AssumeRolePolicyDocument": ASSUMED_BY_ANYONE, **({"Policies": policies} if statements else {})}
    return {"Type": "AWS::IAM::Role", "Properties": properties}


def function(code: Mapping[str, Any], *, role: str, **properties: Any) -> dict[str, Any]:
    defaults = {"Handler": "main.handler", "Runtime": "python3.13", "Timeout": 60, "Role": get_att(role)}
    return {"Type": "AWS::Lambda::Function", "Properties": {"Code": code, **defaults, **properties}}


def state_machine(definition: str, *, role: str) -> dict[str, Any]:
    properties = {"RoleArn": get_att(role), "DefinitionString": definition}
    return {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}


@dataclass(frozen=True)
class Kit:
    """What the account's tests build their templates with."""

    get_att: Callable[..., dict[str, Any]] = get_att
    role: Callable[..., dict[str, Any]] = role
    function: Callable[..., dict[str, Any]] = function
    state_machine: Callable[..., dict[str, Any]] = state_machine
    assembly: Callable[[Path], Assembly] = Assembly

    def physical(self, account: LocalAccount, logical: str, stack: str = "Main") -> str:
        """The physical id of a resource."""
        described = account.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
        return str(next(each["PhysicalResourceId"] for each in described if each["LogicalResourceId"] == logical))

    def invoke(self, account: LocalAccount, name: str, event: Any) -> tuple[Any, str | None]:
        """The payload of an invocation and its function error."""
        answer = account.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
        return json.loads(answer["Payload"].read()), answer.get("FunctionError")

    def finished(self, account: LocalAccount, execution: str) -> dict[str, Any]:
        """The description of an execution once it is over."""
        states = account.client("stepfunctions")
        while (described := states.describe_execution(executionArn=execution))["status"] == "RUNNING":
            time.sleep(0.02)
        return dict(described)


@pytest.fixture(scope="session")
def doors() -> Iterator[Doors]:
    with Doors() as made:
        yield made


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit()


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    with LocalAccount(directory=tmp_path_factory.mktemp("account")) as running:
        yield running


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    return Assembly(tmp_path_factory.mktemp("cdk.out"))
