"""Settings of SageMaker jobs: a VPC, a KMS key and tags of one's own, in templates that pass every check."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.infra.resources import of_type, one
from tests.infra.variants import KEY, MODEL_KEY, VPC


@pytest.fixture(scope="module")
def resources(variants: Mapping[str, Path]) -> Mapping[str, Any]:
    return dict(json.loads((variants["jwt"] / "Training.template.json").read_text())["Resources"])


def statements(resources: Mapping[str, Any], part: str) -> Iterator[Mapping[str, Any]]:
    for policy in of_type(resources, "AWS::IAM::Policy", part).values():
        yield from policy["PolicyDocument"]["Statement"]


def actions_on(resources: Mapping[str, Any], part: str, resource: str) -> set[str]:
    """The actions that a role is allowed on one resource."""
    found = [each["Action"] for each in statements(resources, part) if each["Resource"] == resource]
    return {action for each in found for action in ([each] if isinstance(each, str) else each)}


@pytest.mark.parametrize(
    ("part", "actions"),
    [
        ("SageMakerTraining", {"kms:Decrypt", "kms:GenerateDataKey"}),
        ("ModelImport", {"kms:Decrypt"}),
        ("CheckTraining", {"kms:Decrypt"}),
        ("Report", {"kms:Decrypt"}),
        ("Plan", set()),
        ("EvaluateShard", set()),
    ],
)
def test_the_key_is_used_by_those_who_write_or_read_what_it_encrypts(
    resources: Mapping[str, Any], part: str, actions: set[str]
) -> None:
    assert actions_on(resources, part, KEY) == actions


def test_the_training_role_may_make_interfaces_in_the_vpc_and_nowhere_else(resources: Mapping[str, Any]) -> None:
    (making,) = [
        each for each in statements(resources, "SageMakerTraining") if each["Action"] == "ec2:CreateNetworkInterface"
    ]
    text = json.dumps(making["Resource"])
    assert all(f"/{name}" in text for name in (*VPC["subnets"], *VPC["security_groups"]))
    assert text.count("*") == 1  # the interface, which has no name yet


def test_runs_are_told_of_vpc_key_and_tags(resources: Mapping[str, Any]) -> None:
    _, plan = one(resources, "AWS::Lambda::Function", "Plan")
    settings = json.loads(plan["Environment"]["Variables"]["SETTINGS"])
    assert (settings["vpc"], settings["output_kms_key"], settings["tags"]) == (VPC, KEY, {"team": "data"})
    assert settings["model_kms_key"] == MODEL_KEY


def test_the_stack_is_tagged(resources: Mapping[str, Any]) -> None:
    machine = next(each for each in resources.values() if each["Type"] == "AWS::StepFunctions::StateMachine")
    assert {"Key": "team", "Value": "data"} in machine["Properties"]["Tags"]


def test_the_record_of_the_champion_is_not_since_its_update_would_forget_the_champion(
    variants: Mapping[str, Path],
) -> None:
    resources = json.loads((variants["jwt"] / "Data.template.json").read_text())["Resources"]
    _, record = one(resources, "AWS::SSM::Parameter")
    assert record["Tags"] == {"project": "tuneql", "stage": "dev"}
    assert all({"Key": "team", "Value": "data"} in each["Properties"]["Tags"] for each in _buckets(resources))


def _buckets(resources: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (each for each in resources.values() if each["Type"] == "AWS::S3::Bucket")


def test_shards_may_ask_for_personal_data_where_the_deployment_says_so(resources: Mapping[str, Any]) -> None:
    asking = [each for each in statements(resources, "PrepareShard") if "comprehend" in json.dumps(each["Action"])]
    assert [(each["Action"], each["Resource"]) for each in asking] == [("comprehend:DetectPiiEntities", "*")]


def test_a_judge_behind_an_inference_profile_may_be_asked_wherever_it_is(resources: Mapping[str, Any]) -> None:
    (asking,) = [each for each in statements(resources, "EvaluateShard") if "inference-profile" in json.dumps(each)]
    assert asking["Action"] == "bedrock:InvokeModel"
    ends = [
        (arn if isinstance(arn, str) else arn["Fn::Join"][1][-1]).rsplit(":bedrock:")[-1] for arn in asking["Resource"]
    ]
    assert ":inference-profile/us.amazon.nova-pro-v1:0" in ends
    assert "*::foundation-model/amazon.nova-pro-v1:0" in ends
