"""Deploys a synthesized assembly: bootstrap, assets, then stacks in order; returns their outputs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from botocore.exceptions import ClientError

from local.api_gateway.rest_api import RestApi, read_apis
from local.api_gateway.usage_plans import make_keys
from local.cloudformation.assembly import FileAsset, Stack, read_assembly
from local.cloudformation.stacks_api import with_local_urls
from local.cloudformation.template import Template, read_resources
from local.iam import Place

# What a bootstrapped account holds for CDK's checks; 30 is the version of aws-cdk 2.1148.
BOOTSTRAP_PARAMETER: Final = "/cdk-bootstrap/hnb659fds/version"
BOOTSTRAP_VERSION: Final = "30"

ClientOf = Callable[[str], Any]


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """What a deployment made.

    Attributes:
        outputs: by stack name, by output key; an API's URL is the local one.
        api_urls: by the API's logical id, without a slash at the end.
        state_machine_arns: by logical id.
        apis: what the API Gateway front serves.
        log_groups: of functions that name theirs, by the function's name.
    """

    outputs: Mapping[str, Mapping[str, str]]
    api_urls: Mapping[str, str]
    state_machine_arns: Mapping[str, str]
    apis: tuple[RestApi, ...]
    log_groups: Mapping[str, str]

    @property
    def api_url(self) -> str:
        """The URL of the only REST API; StopIteration if there is none."""
        return next(iter(self.api_urls.values()))

    @property
    def state_machine_arn(self) -> str:
        """The ARN of the only state machine; StopIteration if there is none."""
        return next(iter(self.state_machine_arns.values()))


def deploy(assembly: Path, *, client: ClientOf, place: Place, api_root: str) -> Deployment:
    """Create the assembly's stacks, or update those that exist.

    Args:
        assembly: the folder with `manifest.json`.
        client: gives the administrator's boto3 client of a service.
        place: the account's number and region.
        api_root: the URL under which APIs are served, `<api id>/<stage>` to follow.
    """
    stacks = read_assembly(assembly, account=place.account, region=place.region)
    client("ssm").put_parameter(Name=BOOTSTRAP_PARAMETER, Value=BOOTSTRAP_VERSION, Type="String", Overwrite=True)
    for stack in stacks:
        _publish(stack.assets, client("s3"))
        _create(stack, client("cloudformation"))
    return _described(stacks, client, place, api_root)


def _publish(assets: Iterable[FileAsset], s3: Any) -> None:
    for asset in assets:
        s3.create_bucket(Bucket=asset.bucket)
        s3.put_object(Bucket=asset.bucket, Key=asset.key, Body=asset.read())


def _create(stack: Stack, cloudformation: Any) -> None:
    request = {
        "StackName": stack.name,
        "TemplateBody": stack.template.read_text(),
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in stack.parameters.items()],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
    }
    if _exists(stack.name, cloudformation):
        cloudformation.update_stack(**request)
    else:
        cloudformation.create_stack(**request)


def _exists(name: str, cloudformation: Any) -> bool:
    try:
        cloudformation.describe_stacks(StackName=name)
    except ClientError:
        return False
    return True


def _described(stacks: Iterable[Stack], client: ClientOf, place: Place, api_root: str) -> Deployment:
    cloudformation = client("cloudformation")
    exports = {each["Name"]: each["Value"] for each in _pages(cloudformation, "list_exports", "Exports")}
    outputs: dict[str, dict[str, str]] = {}
    machines: dict[str, str] = {}
    apis: list[RestApi] = []
    groups: dict[str, str] = {}
    for stack in stacks:
        resources = _pages(cloudformation, "list_stack_resources", "StackResourceSummaries", StackName=stack.name)
        physical = {each["LogicalResourceId"]: each.get("PhysicalResourceId", "") for each in resources}
        template = _template(stack, physical, exports, place)
        machines |= {name: physical[name] for name in template.of_type("AWS::StepFunctions::StateMachine")}
        groups |= _log_groups(template)
        apis += read_apis(template, make_keys(template, client("apigateway")))
        outputs[stack.name] = _outputs(stack, cloudformation)
    urls = {api.logical_id: f"{api_root}{api.id}/{next(iter(api.stages))}" for api in apis if api.stages}
    local = {
        name: {key: with_local_urls(text, apis, api_root) for key, text in each.items()}
        for name, each in outputs.items()
    }
    return Deployment(outputs=local, api_urls=urls, state_machine_arns=machines, apis=tuple(apis), log_groups=groups)


def _template(stack: Stack, physical: Mapping[str, str], exports: Mapping[str, str], place: Place) -> Template:
    resources = read_resources(stack.template.read_text())
    pseudo = {
        "AWS::AccountId": place.account,
        "AWS::Region": place.region,
        "AWS::Partition": "aws",
        "AWS::URLSuffix": "amazonaws.com",
        "AWS::StackName": stack.name,
    }
    named = {name: physical[name] for name in resources if physical.get(name)}
    functions = {name: id_ for name, id_ in named.items() if resources[name]["Type"] == "AWS::Lambda::Function"}
    attributes = {f"{name}.Arn": place.arn("lambda", f"function:{id_}") for name, id_ in functions.items()}
    return Template(
        resources=resources, references={**pseudo, **named, **stack.parameters}, attributes=attributes, exports=exports
    )


def _log_groups(template: Template) -> dict[str, str]:
    functions = template.of_type("AWS::Lambda::Function").items()
    logging = {template.reference(name): properties.get("LoggingConfig", {}) for name, properties in functions}
    return {name: config["LogGroup"] for name, config in logging.items() if "LogGroup" in config}


def _outputs(stack: Stack, cloudformation: Any) -> dict[str, str]:
    described = cloudformation.describe_stacks(StackName=stack.name)["Stacks"][0]
    return {each["OutputKey"]: each["OutputValue"] for each in described.get("Outputs", [])}


def _pages(client: Any, operation: str, member: str, **request: str) -> list[dict[str, Any]]:
    pages = client.get_paginator(operation).paginate(**request)
    return [each for page in pages for each in page.get(member, [])]
