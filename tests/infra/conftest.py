"""The synthesized app, once a session: every test of the infrastructure reads its templates."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

import app as cdk_app
from tests.infra.program import ROOT, run_app

BUNDLED: Final = {
    "stage": "prod",
    "poll_seconds": 90,
    "removal_policy": "destroy",
    "authorization": "api-key",
    "clients": ["shop", "reports"],
    "daily_quota": 4,
}

cdk_app.use_packaged_node()

Template = Mapping[str, Any]


@pytest.fixture(scope="session")
def context() -> Mapping[str, Any]:
    """The context of cdk.json, with functions that get no code, since that takes time."""
    file = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))
    return {**file["context"], "aws:cdk:bundling-stacks": []}


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory, context: Mapping[str, Any]) -> Path:
    """The cloud assembly with default settings."""
    import aws_cdk as cdk  # noqa: PLC0415 - jsii starts Node when this is imported

    from stacks.application import add_stacks  # noqa: PLC0415 - as above
    from stacks.settings import Settings  # noqa: PLC0415 - as above

    outdir = tmp_path_factory.mktemp("cdk.out")
    app = cdk.App(outdir=str(outdir), context=context)
    add_stacks(app, Settings())
    app.synth()
    return outdir


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cloud assembly that `python app.py` makes, with the functions' code, of an API for two clients with keys."""
    folder = tmp_path_factory.mktemp("bundled")
    run = run_app(folder, BUNDLED)
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture(scope="session")
def templates(assembly: Path) -> Mapping[str, Template]:
    """The templates by stack: Data, Training, Inference."""
    return {path.name.split(".")[0]: json.loads(path.read_text()) for path in assembly.glob("*.template.json")}


@pytest.fixture(scope="session")
def definition(templates: Mapping[str, Template]) -> Mapping[str, Any]:
    """The state machine's definition, with each reference written as `<LogicalId>`."""
    (machine,) = (
        resource["Properties"]
        for resource in templates["Training"]["Resources"].values()
        if resource["Type"] == "AWS::StepFunctions::StateMachine"
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
