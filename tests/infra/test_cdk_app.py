"""`python app.py`, as the CDK command line runs it and without it."""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import app as cdk_app

ROOT = Path(cdk_app.__file__).resolve().parent

Completed = subprocess.CompletedProcess[str]


def _run_app(outdir: Path, context: Mapping[str, Any] | None = None) -> Completed:
    """Run the app with neither credentials, nor a way to the network, nor Docker, nor git.

    CDK's rules of CloudFormation, which take longer than all else, look at the `assembly` of the other tests.
    """
    environment = {"PATH": "/nonexistent", "HOME": os.environ["HOME"], "CDK_OUTDIR": str(outdir)}
    environment["CDK_VALIDATION"] = "false"
    if context is not None:
        environment["CDK_CONTEXT_JSON"] = json.dumps(context)
    return subprocess.run(
        [sys.executable, ROOT / "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def outdir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assembly")
    run = _run_app(folder, {"tuneql": {"stage": "prod", "poll_seconds": 90}})
    assert run.returncode == 0, run.stderr
    return folder


def test_all_stacks_are_synthesized_with_the_settings_of_the_context(outdir: Path) -> None:
    artifacts = json.loads((outdir / "manifest.json").read_text())["artifacts"]
    stacks = {n: a["properties"] for n, a in artifacts.items() if a["type"] == "aws:cloudformation:stack"}
    assert {name: properties["stackName"] for name, properties in stacks.items()} == {
        "Data": "tuneql-prod-data",
        "Training": "tuneql-prod-training",
        "Inference": "tuneql-prod-inference",
    }
    assert '\\"Seconds\\":90' in (outdir / "Training.template.json").read_text()


def test_the_flags_of_the_context_file_count_where_the_command_line_gives_none(outdir: Path) -> None:
    template = (outdir / "Training.template.json").read_text()
    assert "Fn::ImportValue" in template
    assert "Fn::GetStackOutput" not in template


def test_two_assets_one_for_the_workflow_and_one_for_the_api(outdir: Path) -> None:
    folders = {path.name for path in outdir.iterdir() if path.is_dir()}
    assert len(folders) == 2
    found = {name: {child.name for child in (outdir / name).iterdir()} for name in folders}
    assert sum("boto3" in children for children in found.values()) == 1
    assert all({"lambdas", "tuneql", "dialects", "sqlglot", "pydantic"} <= children for children in found.values())


def test_all_functions_of_a_stack_run_from_its_one_asset(outdir: Path) -> None:
    for stack, count in (("Training", 22), ("Inference", 1)):
        functions = [
            found["Properties"]
            for found in json.loads((outdir / f"{stack}.template.json").read_text())["Resources"].values()
            if found["Type"] == "AWS::Lambda::Function"
        ]
        assert len(functions) == count
        assert len({function["Code"]["S3Key"] for function in functions}) == 1
        assert {(function["Runtime"], *function["Architectures"]) for function in functions} == {
            ("python3.13", "arm64")
        }
        assert {function["LoggingConfig"]["LogFormat"] for function in functions} == {"JSON"}


def test_refused_settings_are_one_message_and_no_traceback(tmp_path: Path) -> None:
    run = _run_app(tmp_path, {"tuneql": {"region": "eu-central-1"}})
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert run.stderr.startswith("tuneql.region: 'eu-central-1' has no on-demand deployments")


def test_feature_flags_are_those_that_cdk_recommends() -> None:
    """From the list inside aws-cdk-lib, but for one."""
    import aws_cdk  # noqa: PLC0415 - jsii starts Node when this is imported

    flags = {
        k: v for k, v in json.loads((ROOT / "cdk.json").read_text())["context"].items() if k.startswith("@aws-cdk")
    }
    # The weak references that CDK recommends are Fn::GetStackOutput, which CloudFormation has and moto has not; exports
    # also keep a bucket from being deleted while another stack uses it.
    expected = {
        **_recommended(Path(str(aws_cdk.__file__)).parent),
        "@aws-cdk/core:defaultCrossStackReferences": "strong",
    }
    assert flags == expected


def _recommended(package: Path) -> dict[str, Any]:
    (archive,) = (package / "_jsii").glob("aws-cdk-lib@*.tgz")
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name == "package/recommended-feature-flags.json":
                return dict(json.loads(tar.extractfile(member).read()))  # type: ignore[union-attr]  # it is a file
    raise AssertionError(archive)
