"""`python app.py`, as the CDK command line runs it and without it."""

import json
import tarfile
from pathlib import Path
from typing import Any

from tests.infra.program import ROOT, run_app


def test_all_stacks_are_synthesized_with_the_settings_of_the_context(bundled: Path) -> None:
    artifacts = json.loads((bundled / "manifest.json").read_text())["artifacts"]
    stacks = {n: a["properties"] for n, a in artifacts.items() if a["type"] == "aws:cloudformation:stack"}
    assert {name: properties["stackName"] for name, properties in stacks.items()} == {
        "Data": "tuneql-prod-data",
        "Training": "tuneql-prod-training",
        "Inference": "tuneql-prod-inference",
    }
    assert '\\"Seconds\\":90' in (bundled / "Training.template.json").read_text()


def test_the_flags_of_the_context_file_count_where_the_command_line_gives_none(bundled: Path) -> None:
    template = (bundled / "Training.template.json").read_text()
    assert "Fn::ImportValue" in template
    assert "Fn::GetStackOutput" not in template


def test_two_assets_one_for_the_workflow_and_one_for_the_api(bundled: Path) -> None:
    folders = {path.name for path in bundled.iterdir() if path.is_dir()}
    assert len(folders) == 2
    found = {name: {child.name for child in (bundled / name).iterdir()} for name in folders}
    assert sum("boto3" in children for children in found.values()) == 1
    assert all({"lambdas", "tuneql", "dialects", "sqlglot", "pydantic"} <= children for children in found.values())


def test_all_functions_of_a_stack_run_from_its_one_asset(bundled: Path) -> None:
    for stack, count in (("Training", 22), ("Inference", 1)):
        functions = [
            found["Properties"]
            for found in json.loads((bundled / f"{stack}.template.json").read_text())["Resources"].values()
            if found["Type"] == "AWS::Lambda::Function"
        ]
        assert len(functions) == count
        assert len({function["Code"]["S3Key"] for function in functions}) == 1
        assert {(function["Runtime"], *function["Architectures"]) for function in functions} == {
            ("python3.13", "arm64")
        }
        assert {function["LoggingConfig"]["LogFormat"] for function in functions} == {"JSON"}


def test_refused_settings_are_one_message_and_no_traceback(tmp_path: Path) -> None:
    run = run_app(tmp_path, {"region": "eu-central-1"})
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
