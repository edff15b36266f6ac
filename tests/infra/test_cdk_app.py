"""`python app.py`, as the CDK command line runs it and without it."""

import json
import tarfile
from pathlib import Path
from typing import Any

from tests.infra.program import ROOT, run_app


def test_refused_settings_are_one_message_and_no_traceback(tmp_path: Path) -> None:
    run = run_app(tmp_path, {"region": "eu-central-1"})
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert run.stderr.startswith("tuneql.region: 'eu-central-1' has no on-demand deployments")


def test_feature_flags_are_those_that_cdk_recommends() -> None:
    """From the list inside aws-cdk-lib, except for one."""
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
