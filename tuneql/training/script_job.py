"""The requests to SageMaker for training open weights with our script, and to Bedrock for importing the result."""

from collections.abc import Mapping
from typing import Any, Final

from tuneql.errors import InvalidInput
from tuneql.limits import IMPORT_REGIONS, OPEN_WEIGHTS_IMAGE, OPEN_WEIGHTS_IMAGE_ACCOUNT, OPEN_WEIGHTS_INSTANCE_TYPES
from tuneql.training.bedrock import kms_key, tag_list
from tuneql.training.job_parts import Vpc, around, channel
from tuneql.training.open_weights import OpenWeightsHyperparameters

_DATA: Final = "/opt/ml/input/data"
_CHECKPOINTS: Final = "/opt/ml/checkpoints"
# Room for a base model in bf16 of 70 GB, its merged copy and checkpoints, if the instance has no disks of its own.
VOLUME_GIGABYTES: Final = 200


def script_job_request(
    *,
    job_name: str,
    role_arn: str,
    region: str,
    instance_type: str,
    train_uri: str,
    validation_uri: str | None,
    code_uri: str,
    model_uri: str,
    checkpoints_uri: str,
    output_uri: str,
    hyperparameters: OpenWeightsHyperparameters,
    max_runtime_seconds: int,
    max_wait_seconds: int,
    tags: Mapping[str, str],
    spot: bool = False,
    output_kms_key: str | None = None,
    vpc: Vpc | None = None,
) -> dict[str, Any]:
    """The parameters of CreateTrainingJob.

    The container runs `start.sh` directly and not through SageMaker's training toolkit: the command is visible in the
    request, and the signal that announces an interruption reaches Python.

    Args:
        job_name: of the job; SageMaker refuses one that was used before, so two requests start one job.
        role_arn: of the execution role.
        region: of the job; it decides the image.
        instance_type: with one GPU.
        train_uri: JSON Lines of Converse records.
        validation_uri: the same; None if the corpus is too small to spare any.
        code_uri: the folder with `start.sh` and what it starts.
        model_uri: the folder with the base model.
        checkpoints_uri: the folder in which SageMaker keeps checkpoints, and from which it restores them.
        output_uri: the folder under which `<job>/output/` is written.
        hyperparameters: of the script.
        max_runtime_seconds: of work, after which SageMaker stops the job.
        max_wait_seconds: including the wait for spot capacity; not less than `max_runtime_seconds`.
        tags: for the job.
        spot: whether to train on spare capacity, which is cheaper and may be interrupted.
        output_kms_key: for what is written under `output_uri`; None for the bucket's own key.
        vpc: None to run outside any VPC of the account.

    Raises:
        InvalidInput: the instance type does not have exactly one GPU, the region has no image, or the run time is
            impossible.
    """
    _refuse_place(region, instance_type)
    uris = {"train": train_uri, "val": validation_uri, "code": code_uri, "model": model_uri}
    request = {
        "TrainingJobName": job_name,
        "RoleArn": role_arn,
        "AlgorithmSpecification": {
            "TrainingImage": image_uri(region),
            "TrainingInputMode": "File",
            "ContainerEntrypoint": ["/bin/bash", f"{_DATA}/code/start.sh"],
            "ContainerArguments": [*_folders(validation_uri), *hyperparameters.as_arguments()],
        },
        "InputDataConfig": [channel(name, uri, kind="S3Prefix") for name, uri in uris.items() if uri is not None],
        "CheckpointConfig": {"S3Uri": checkpoints_uri, "LocalPath": _CHECKPOINTS},
        "EnableManagedSpotTraining": spot,
        **around(
            output_uri=output_uri,
            instance_type=instance_type,
            volume_gigabytes=VOLUME_GIGABYTES,
            max_runtime_seconds=max_runtime_seconds,
            tags=tags,
            output_kms_key=output_kms_key,
            vpc=vpc,
        ),
    }
    if spot:  # waiting for capacity counts in the wait only; SageMaker wants it no shorter than the run time
        request["StoppingCondition"]["MaxWaitTimeInSeconds"] = max_wait_seconds
    return request


def image_uri(region: str) -> str:
    """AWS's container with PyTorch.

    Example:
        >>> image_uri("us-east-1").partition(":")[0]
        '763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-training'
    """
    return f"{OPEN_WEIGHTS_IMAGE_ACCOUNT}.dkr.ecr.{region}.amazonaws.com/{OPEN_WEIGHTS_IMAGE}"


def model_import_request(
    *,
    name: str,
    weights_uri: str,
    role_arn: str,
    client_token: str,
    tags: Mapping[str, str],
    model_kms_key: str | None = None,
) -> dict[str, Any]:
    """The parameters of Bedrock's CreateModelImportJob.

    Args:
        name: of the job and of the model that it makes.
        weights_uri: the folder from the training job.
        role_arn: with which Bedrock reads it.
        client_token: two requests with the same token make one model.
        tags: for both.
        model_kms_key: the key that encrypts the model; None for a key of AWS.
    """
    labels = tag_list(tags)
    return {
        "jobName": name,
        "importedModelName": name,
        "roleArn": role_arn,
        "modelDataSource": {"s3DataSource": {"s3Uri": weights_uri}},
        "clientRequestToken": client_token,
        "jobTags": labels,
        "importedModelTags": labels,
    } | kms_key("importedModelKmsKeyId", model_kms_key)


def _folders(validation_uri: str | None) -> list[str]:
    """The folders of the channels in the container, and those that SageMaker uploads afterwards."""
    return [
        *("--model", f"{_DATA}/model"),
        *("--data", f"{_DATA}/train"),
        *(() if validation_uri is None else ("--validation", f"{_DATA}/val")),
        *("--output", "/opt/ml/model"),
        *("--metrics", "/opt/ml/output/data"),
        *("--checkpoints", _CHECKPOINTS),
    ]


def _refuse_place(region: str, instance_type: str) -> None:
    if instance_type not in OPEN_WEIGHTS_INSTANCE_TYPES:
        raise InvalidInput(
            field="instance_type",
            value=instance_type,
            rule="is not one with a single GPU, which is what the script trains on",
            remedy=f"choose {', '.join(OPEN_WEIGHTS_INSTANCE_TYPES)}",
        )
    if region not in IMPORT_REGIONS:
        raise InvalidInput(
            field="region",
            value=region,
            rule="has no Custom Model Import",
            remedy=f"choose {', '.join(sorted(IMPORT_REGIONS))}",
        )
