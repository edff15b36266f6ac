"""What AWS would refuse of a script job is refused, by either kind's rules. Cases are data."""

from typing import Any

import pytest

from local.sagemaker.quotas import QUOTAS
from tuneql.limits import OPEN_WEIGHTS_IMAGE, OPEN_WEIGHTS_INSTANCE_TYPES
from tuneql.training.sagemaker.quota import training_quota

VALIDATION = "ValidationException"
REGISTRY = "763104351884.dkr.ecr.us-east-1.amazonaws.com"
SPECIFICATION = "AlgorithmSpecification"
CHECKPOINTS = "CheckpointConfig"
START = "/opt/ml/input/data/code/start.sh"

# What is changed in a good CreateTrainingJob (None: left out; a dotted name: within), and what the message must say.
JOBS: list[tuple[dict[str, Any], str]] = [
    ({"HyperParameters": {"epochs": "3"}}, "does not serve HyperParameters in such a job"),
    ({"Environment": {"A": "1"}}, "does not serve Environment"),
    (
        {f"{SPECIFICATION}.TrainingImage": f"{REGISTRY.replace('us-east-1', 'eu-west-1')}/{OPEN_WEIGHTS_IMAGE}"},
        "region",
    ),
    ({f"{SPECIFICATION}.TrainingImage": f"{REGISTRY.replace('763', '764')}/{OPEN_WEIGHTS_IMAGE}"}, "Access denied"),
    ({f"{SPECIFICATION}.TrainingImage": f"{REGISTRY}/pytorch-training:2.9.0-gpu-py312"}, "not with the image"),
    ({f"{SPECIFICATION}.TrainingImage": f"{REGISTRY}/{OPEN_WEIGHTS_IMAGE.replace('gpu', 'cpu')}"}, "not found"),
    ({f"{SPECIFICATION}.TrainingImage": f"{REGISTRY}/huggingface-pytorch-training:latest"}, "not found"),
    ({f"{SPECIFICATION}.TrainingImage": OPEN_WEIGHTS_IMAGE}, "not with the image"),
    ({f"{SPECIFICATION}.TrainingInputMode": "Pipe"}, "input mode File only"),
    ({f"{SPECIFICATION}.TrainingInputMode": "FastFile"}, "input mode File only"),
    ({f"{SPECIFICATION}.ContainerEntrypoint": None}, "ContainerEntrypoint must name one in"),
    ({f"{SPECIFICATION}.ContainerEntrypoint": []}, "ContainerEntrypoint: must have a length of at least 1"),
    ({f"{SPECIFICATION}.ContainerEntrypoint": ["/bin/bash", "/opt/start.sh"]}, "ContainerEntrypoint must name one in"),
    ({f"{SPECIFICATION}.ContainerEntrypoint": ["x" * 257]}, "length of at most 256"),
    ({f"{SPECIFICATION}.ContainerArguments": None}, "its settings in AlgorithmSpecification.ContainerArguments"),
    ({f"{SPECIFICATION}.ContainerArguments": ["--epochs", 3]}, "ContainerArguments[1]: must be a string"),
    ({"ResourceConfig.InstanceType": "ml.g5.12xlarge"}, "ml.g5.12xlarge is not supported by the script"),
    ({"ResourceConfig.InstanceType": "ml.p5.48xlarge"}, "not supported by the script"),
    ({"ResourceConfig.InstanceCount": 2}, "runs on 1 instance"),
    ({"ResourceConfig.VolumeSizeInGB": 0}, "VolumeSizeInGB must be at least 1"),
    ({"ResourceConfig.VolumeKmsKeyId": "alias/key"}, "has local instance storage"),
    ({f"{CHECKPOINTS}.LocalPath": "/opt/ml/model"}, "keeps checkpoints in /opt/ml/checkpoints"),
    ({f"{CHECKPOINTS}.LocalPath": "/tmp/checkpoints"}, "keeps checkpoints in /opt/ml/checkpoints"),  # noqa: S108
    ({f"{CHECKPOINTS}.S3Uri": None}, "CheckpointConfig.S3Uri: is required"),
    ({f"{CHECKPOINTS}.S3Uri": "runs/checkpoints"}, "CheckpointConfig.S3Uri: must match"),
    ({"EnableManagedSpotTraining": True}, "MaxWaitTimeInSeconds must be set"),
    (
        {"EnableManagedSpotTraining": True, "StoppingCondition.MaxWaitTimeInSeconds": 3599},
        "at least MaxRuntimeInSeconds",
    ),
    ({"StoppingCondition.MaxWaitTimeInSeconds": 7200}, "only be set with EnableManagedSpotTraining"),
    ({"OutputDataConfig.CompressionType": None}, "CompressionType must be NONE"),
    ({"OutputDataConfig.KmsKeyId": "key with spaces and !"}, "KmsKeyId"),
    ({"VpcConfig": {"Subnets": ["subnet-1"]}}, "VpcConfig.SecurityGroupIds: is required"),
    ({"RoleArn": "arn:aws:iam::999999999999:role/other"}, "Could not assume role"),
    ({"Tags": [{"Key": "aws:run", "Value": "1"}]}, "aws: prefixed"),
]
# Which channels there are, of which S3 data type, and what the message must say.
CHANNELS: list[tuple[dict[str, str], str]] = [
    ({"train": "S3Prefix", "code": "S3Prefix"}, "must be train, code, model and, if wanted, val; they are train, code"),
    ({"train": "S3Prefix", "model": "S3Prefix", "val": "S3Prefix"}, "they are train, model, val"),
    (dict.fromkeys(("train", "code", "model", "validation"), "S3Prefix"), "must be train, code, model"),
    ({"train": "Converse", "code": "S3Prefix", "model": "S3Prefix"}, "train must be S3Prefix, is Converse"),
    ({"train": "ManifestFile", "code": "S3Prefix", "model": "S3Prefix"}, "must be S3Prefix, is ManifestFile"),
]


def changed(request: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    for path, value in changes.items():
        member, _, inner = path.partition(".")
        request[member] = request.get(member, {}) | {inner: value} if inner else value
        if inner and value is None:
            del request[member][inner]
    return request


@pytest.mark.parametrize(("changes", "message"), JOBS, ids=[message for _, message in JOBS])
def test_a_script_job_that_breaks_a_rule_is_refused(scripts: Any, changes: dict[str, Any], message: str) -> None:
    create = scripts.house.sagemaker.create_training_job
    code, text = scripts.house.error(create, **changed(scripts.request(), changes))
    assert (code, message in text) == (VALIDATION, True), text
    assert scripts.house.error(scripts.house.sagemaker.describe_training_job, TrainingJobName="job-1")[0] == VALIDATION


@pytest.mark.parametrize(("channels", "message"), CHANNELS, ids=[message for _, message in CHANNELS])
def test_other_channels_are_refused(scripts: Any, channels: dict[str, str], message: str) -> None:
    given = [scripts.house.channel(name, "s3://runs/dataset/", kind) for name, kind in channels.items()]
    create = scripts.house.sagemaker.create_training_job
    code, text = scripts.house.error(create, **scripts.request(InputDataConfig=given))
    assert (code, message in text) == (VALIDATION, True), text


def test_each_channel_has_objects(scripts: Any) -> None:
    request = scripts.request()
    request["InputDataConfig"][-1] = scripts.house.channel("model", "s3://runs/nowhere/", "S3Prefix")
    code, text = scripts.house.error(scripts.house.sagemaker.create_training_job, **request)
    assert (code, 'under S3 URL "s3://runs/nowhere/"' in text) == (VALIDATION, True)


def test_a_recipe_job_has_no_checkpoints(scripts: Any) -> None:
    request = scripts.house.request(CheckpointConfig={"S3Uri": "s3://runs/checkpoints"})
    code, text = scripts.house.error(scripts.house.sagemaker.create_training_job, **request)
    assert (code, "does not serve CheckpointConfig" in text) == (VALIDATION, True)


@pytest.mark.parametrize("instance_type", OPEN_WEIGHTS_INSTANCE_TYPES)
def test_a_spot_job_has_a_quota_of_its_own(scripts_in_place: Any, instance_type: str) -> None:
    house = scripts_in_place.house
    spot = {"EnableManagedSpotTraining": True, "StoppingCondition.MaxWaitTimeInSeconds": 3600}
    on = {"ResourceConfig.InstanceType": instance_type}
    house.sagemaker.create_training_job(**changed(scripts_in_place.request(), on))
    house.sagemaker.create_training_job(**changed(scripts_in_place.request(TrainingJobName="job-2"), on | spot))
    third = changed(scripts_in_place.request(TrainingJobName="job-3"), on | spot)
    code, text = house.error(house.sagemaker.create_training_job, **third)
    assert (code, f"'{instance_type} for spot training job usage' is 1 Instances" in text) == (
        "ResourceLimitExceeded",
        True,
    )


def test_every_quota_has_a_code_of_its_own() -> None:
    assert len(set(QUOTAS.values())) == len(QUOTAS)
    assert {training_quota(each, spot=spot) for each in OPEN_WEIGHTS_INSTANCE_TYPES for spot in (True, False)} <= set(
        QUOTAS
    )
