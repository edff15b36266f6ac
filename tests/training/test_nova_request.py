from dataclasses import replace
from typing import Any

import pytest

from local.protocol.service_model import validate
from tuneql.errors import InvalidInput
from tuneql.training.nova.hyperparameters import Technique
from tuneql.training.nova.request import image_uri, nova_job_request
from tuneql.training.sagemaker.job_settings import JobSettings, Vpc

KEY = "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4444-8888-0a1b2c3d4e5f"


SETTINGS = JobSettings(
    name="tuneql-orders-1a2b3c4d",
    role_arn="arn:aws:iam::123456789012:role/tuneql-training",
    region="us-east-1",
    instance_type="ml.g5.48xlarge",
    train_uri="s3://runs/a/dataset/train.jsonl",
    validation_uri="s3://runs/a/dataset/validation.jsonl",
    output_uri="s3://runs/a/training",
    max_runtime_seconds=86_400,
    tags={"tuneql:run": "orders-1a2b3c4d", "team": "orders"},
)


def asked(technique: Technique = "sft", **changes: Any) -> dict[str, Any]:
    settings = replace(SETTINGS, **changes)
    return nova_job_request(settings, technique=technique, recipe_uri="s3://runs/a/training/recipe.yaml")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"validation_uri": None},
        {"technique": "dpo", "instance_type": "ml.g6.12xlarge"},
        {"region": "us-west-2"},
        {"output_kms_key": KEY},
        {"vpc": Vpc(subnets=("subnet-0a1b2c3d",), security_groups=("sg-0a1b2c3d",))},
        {"tags": {}},
        {"max_runtime_seconds": 28 * 86_400},
    ],
    ids=str,
)
def test_sagemaker_takes_the_request(changes: dict[str, Any]) -> None:
    assert validate("CreateTrainingJob", asked(**changes), service="sagemaker") == []


def test_the_request_is_the_one_that_aws_documents() -> None:
    assert asked() == {
        "TrainingJobName": "tuneql-orders-1a2b3c4d",
        "RoleArn": "arn:aws:iam::123456789012:role/tuneql-training",
        "AlgorithmSpecification": {
            "TrainingImage": "708977205387.dkr.ecr.us-east-1.amazonaws.com/nova-fine-tune-repo:SM-TJ-SFT-latest",
            "TrainingInputMode": "File",
        },
        "HyperParameters": {
            "base_model": "nova-micro/prod",
            "sagemaker_recipe_local_path": "/opt/ml/input/data/recipe/recipe.yaml",
        },
        "InputDataConfig": [
            channel("train", "s3://runs/a/dataset/train.jsonl", "Converse"),
            channel("val", "s3://runs/a/dataset/validation.jsonl", "Converse"),
            channel("recipe", "s3://runs/a/training/recipe.yaml", "S3Prefix") | {"InputMode": "File"},
        ],
        "OutputDataConfig": {"S3OutputPath": "s3://runs/a/training", "CompressionType": "NONE"},
        "ResourceConfig": {"InstanceType": "ml.g5.48xlarge", "InstanceCount": 1, "VolumeSizeInGB": 30},
        "StoppingCondition": {"MaxRuntimeInSeconds": 86_400},
        "Tags": [{"Key": "team", "Value": "orders"}, {"Key": "tuneql:run", "Value": "orders-1a2b3c4d"}],
    }


def channel(name: str, uri: str, kind: str) -> dict[str, Any]:
    source = {"S3DataType": kind, "S3Uri": uri, "S3DataDistributionType": "FullyReplicated"}
    return {"ChannelName": name, "DataSource": {"S3DataSource": source}}


def test_settings_are_added_and_nothing_else_changes() -> None:
    vpc = Vpc(subnets=("subnet-0a", "subnet-0b"), security_groups=("sg-0a",))
    made = asked(output_kms_key=KEY, vpc=vpc)
    assert made.pop("VpcConfig") == {"SecurityGroupIds": ["sg-0a"], "Subnets": ["subnet-0a", "subnet-0b"]}
    assert made["OutputDataConfig"].pop("KmsKeyId") == KEY
    assert made == asked()


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"instance_type": "ml.p5.48xlarge"}, "instance_type", "ml.g5.12xlarge"),
        ({"instance_type": "ml.m5.xlarge"}, "instance_type", "ml.g6.48xlarge"),
        ({"instance_type": "g5.48xlarge"}, "instance_type", "ml.g5.48xlarge"),
        ({"region": "eu-west-1"}, "region", "us-east-1"),
        ({"max_runtime_seconds": 0}, "max_runtime_seconds", "1 to 2419200"),
        ({"max_runtime_seconds": 29 * 86_400}, "max_runtime_seconds", "1 to 2419200"),
    ],
)
def test_what_aws_would_refuse_late_is_refused_here(changes: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says) as refused:
        asked(**changes)
    assert refused.value.field == field


# AWS's posts hard-code the first account in every region.
@pytest.mark.parametrize(
    ("region", "account"),
    [("us-east-1", "708977205387"), ("us-west-2", "176779409107"), ("ap-northeast-1", "878185805882")],
)
def test_the_image_is_the_regions_own(region: str, account: str) -> None:
    registry = f"{account}.dkr.ecr.{region}.amazonaws.com"
    assert image_uri(region, "dpo") == f"{registry}/nova-fine-tune-repo:SM-TJ-DPO-latest"
