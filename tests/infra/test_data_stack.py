from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

Template = Mapping[str, Any]

BUCKETS = {
    "AccessLogs8B620ECA": {"expires": 90, "logs": False},
    "Corpus21BA1D5B": {"expires": None, "logs": True},
    "RunsE45A2291": {"expires": 730, "logs": True},
}


def _of_type(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    return {id_: found for id_, found in template["Resources"].items() if found["Type"] == kind}


def test_stateful_logical_ids_stay(templates: Mapping[str, Template]) -> None:
    """A changed id makes CloudFormation create an empty bucket, or a champion record without a champion."""
    stateful = {
        **_of_type(templates["Data"], "AWS::S3::Bucket"),
        **_of_type(templates["Data"], "AWS::SSM::Parameter"),
    }
    assert sorted(stateful) == sorted([*BUCKETS, "Champion0CC06F52"])


def test_stateful_resources_are_in_the_data_stack_alone(templates: Mapping[str, Template]) -> None:
    for name in ("Training", "Inference"):
        assert not _of_type(templates[name], "AWS::S3::Bucket")
        assert not _of_type(templates[name], "AWS::SSM::Parameter")


def test_data_outlives_its_stack(templates: Mapping[str, Template], assembly: Path) -> None:
    for id_ in [*BUCKETS, *_of_type(templates["Data"], "AWS::SSM::Parameter")]:
        found = templates["Data"]["Resources"][id_]
        assert (found["DeletionPolicy"], found["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert '"terminationProtection": true' in (assembly / "manifest.json").read_text()


@pytest.mark.parametrize("id_", BUCKETS)
def test_buckets_are_encrypted_versioned_and_closed(templates: Mapping[str, Template], id_: str) -> None:
    properties = templates["Data"]["Resources"][id_]["Properties"]
    (encryption,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert properties["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


@pytest.mark.parametrize("id_", BUCKETS)
def test_buckets_refuse_what_is_not_encrypted_on_the_way(templates: Mapping[str, Template], id_: str) -> None:
    (policy,) = (
        found["Properties"]["PolicyDocument"]["Statement"]
        for found in _of_type(templates["Data"], "AWS::S3::BucketPolicy").values()
        if found["Properties"]["Bucket"] == {"Ref": id_}
    )
    denied = [statement["Condition"] for statement in policy if statement["Effect"] == "Deny"]
    assert {"Bool": {"aws:SecureTransport": "false"}} in denied
    assert {"NumericLessThan": {"s3:TlsVersion": 1.2}} in denied


@pytest.mark.parametrize(("id_", "expected"), BUCKETS.items())
def test_buckets_let_objects_expire_and_log_requests(
    templates: Mapping[str, Template], id_: str, expected: Mapping[str, Any]
) -> None:
    properties = templates["Data"]["Resources"][id_]["Properties"]
    (rule,) = properties["LifecycleConfiguration"]["Rules"]
    assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}
    assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": 30}
    assert rule.get("ExpirationInDays") == expected["expires"]
    assert ("LoggingConfiguration" in properties) == expected["logs"]


def test_the_champion_is_forgotten_by_no_update(templates: Mapping[str, Template]) -> None:
    """Whatever changes of the parameter, CloudFormation writes `{}` into it again: these properties are for ever."""
    (parameter,) = _of_type(templates["Data"], "AWS::SSM::Parameter").values()
    assert parameter["Properties"] == {
        "Type": "String",
        "Value": "{}",
        "Description": "the deployment that serves users, and its model",
        "Tags": {"project": "tuneql", "stage": "dev"},
    }
