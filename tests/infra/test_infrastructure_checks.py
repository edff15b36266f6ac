"""What the linters of others say about the templates."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3
from cfnlint import api as cfnlint  # type: ignore[import-untyped]  # it has no types

from stacks.application import add_stacks
from stacks.data_stack import DataStack
from stacks.settings import Settings

# W3005: CDK writes down every dependency, those too that a reference already implies.
# W6001: the training stack says again what the data stack's buckets are called, so that users find all that a run needs
# in the outputs of one stack.
IGNORED = ["W3005", "W6001"]


def test_cfn_lint_finds_nothing(assembly: Path) -> None:
    for path in sorted(assembly.glob("*.template.json")):
        found = cfnlint.lint_file(path, config=cfnlint.ManualArgs(regions=["us-east-1"], ignore_checks=IGNORED))
        assert [str(match) for match in found] == []


def test_cdk_nag_finds_nothing(assembly: Path) -> None:
    (report,) = json.loads((assembly / "validation-report.json").read_text())["pluginReports"]
    assert (report["pluginName"], report["conclusion"], report["violations"]) == ("AwsSolutions", "success", [])


def test_cdk_nag_does_look(tmp_path: Path, context: Mapping[str, Any]) -> None:
    app = cdk.App(outdir=str(tmp_path), context=context, builtin_cloud_formation_validation=False)
    add_stacks(app, Settings())
    data = app.node.find_child("Data")
    assert isinstance(data, DataStack)
    s3.Bucket(data, "Careless")
    with pytest.raises(RuntimeError, match="AwsSolutions-S1"):
        app.synth()


def test_acknowledgements_have_reasons_and_name_what_they_excuse(assembly: Path) -> None:
    found = list(_acknowledged(assembly))
    assert found
    for finding, reason in found:
        assert len(reason) >= 20
        assert finding.startswith("AwsSolutions::AwsSolutions-")
        assert finding not in {"AwsSolutions::AwsSolutions-IAM4", "AwsSolutions::AwsSolutions-IAM5"}


def test_what_is_acknowledged_is_what_was_agreed(assembly: Path) -> None:
    rules = {
        finding.split("[")[0].removeprefix("AwsSolutions::AwsSolutions-") for finding, _ in _acknowledged(assembly)
    }
    assert rules == {"APIG3", "COG4", "IAM4", "IAM5", "L1", "SQS3"}


def _acknowledged(assembly: Path) -> Iterator[tuple[str, str]]:
    for path in assembly.glob("*.metadata.json"):
        yield from _entries(json.loads(path.read_text()))


def _entries(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for item in node:
            yield from _entries(item)
    elif isinstance(node, Mapping):
        if node.get("type") == "aws:cdk:acknowledged-rules":
            yield from node["data"].items()
        for item in node.values():
            yield from _entries(item)
