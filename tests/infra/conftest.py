"""The synthesized app, once a session: every test of the infrastructure reads its templates."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import app as cdk_app
from tests.infra.program import ROOT
from tests.infra.variants import VARIANTS

cdk_app.use_packaged_node()

Template = Mapping[str, Any]


@pytest.fixture(scope="session")
def context() -> Mapping[str, Any]:
    """The context of cdk.json, with functions that get no code, since that takes time."""
    file = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))
    return {**file["context"], "aws:cdk:bundling-stacks": []}


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory, context: Mapping[str, Any]) -> Path:
    """The cloud assembly with default settings, which CDK's rules of CloudFormation look at as they would for users."""
    return _synthesized(tmp_path_factory.mktemp("cdk.out"), context, {}, is_validated=True)


@pytest.fixture(scope="session")
def variants(tmp_path_factory: pytest.TempPathFactory, context: Mapping[str, Any]) -> Mapping[str, Path]:
    """The cloud assemblies of other settings, by the name of the variant.

    CDK's rules of CloudFormation, which take as long as all else, are left to cfn-lint here; those of cdk-nag look.
    """
    return {name: _synthesized(tmp_path_factory.mktemp(name), context, given) for name, given in VARIANTS.items()}


def _synthesized(
    folder: Path, context: Mapping[str, Any], settings: Mapping[str, Any], *, is_validated: bool = False
) -> Path:
    import aws_cdk as cdk  # noqa: PLC0415 - jsii starts Node when this is imported

    from stacks.application import add_stacks  # noqa: PLC0415 - as above
    from stacks.settings import read_settings  # noqa: PLC0415 - as above

    app = cdk.App(outdir=str(folder), context=context, builtin_cloud_formation_validation=is_validated)
    add_stacks(app, read_settings(settings))
    app.synth()
    return folder


@pytest.fixture(scope="session")
def templates(assembly: Path) -> Mapping[str, Template]:
    """The templates by stack: Data, Training, Inference."""
    return {path.name.split(".")[0]: json.loads(path.read_text()) for path in assembly.glob("*.template.json")}


@pytest.fixture(scope="session")
def definition(templates: Mapping[str, Template]) -> Mapping[str, Any]:
    """The workflow's definition, with each reference written as `<LogicalId>`."""
    return _definition(templates, "FineTuning")


@pytest.fixture(scope="session")
def taking_back(templates: Mapping[str, Template]) -> Mapping[str, Any]:
    """The definition of the machine that takes back, likewise."""
    return _definition(templates, "TakingBack")


def _definition(templates: Mapping[str, Template], construct: str) -> Mapping[str, Any]:
    (machine,) = (
        resource["Properties"]
        for name, resource in templates["Training"]["Resources"].items()
        if resource["Type"] == "AWS::StepFunctions::StateMachine" and name.startswith(construct)
    )
    parts = machine["DefinitionString"]["Fn::Join"][1]
    return dict(json.loads("".join(part if isinstance(part, str) else _written(part) for part in parts)))


def _written(reference: Mapping[str, Any]) -> str:
    ((function, value),) = reference.items()
    if reference == {"Ref": "AWS::Partition"}:
        return "aws"
    if function == "Fn::GetAtt" and value[1] == "Arn":
        return f"arn:aws:lambda:us-east-1:123456789012:function:{value[0]}"
    return f"<{value if isinstance(value, str) else value[0]}>"
