"""What SageMaker is sent to train open weights with our script, and what Bedrock is sent to import the result."""

from collections.abc import Mapping
from typing import Any, Final

from tuneql.errors import InvalidInput
from tuneql.limits import IMPORT_REGIONS, OPEN_WEIGHTS_IMAGE, OPEN_WEIGHTS_IMAGE_ACCOUNT, OPEN_WEIGHTS_INSTANCE_TYPES
from tuneql.training.bedrock import tag_list
from tuneql.training.job_parts import Vpc, around, channel
from tuneql.training.open_weights import OpenWeightsHyperparameters

_DATA: Final = "/opt/ml/input/data"
_CHECKPOINTS: Final = "/opt/ml/checkpoints"
# Room for a base model in bf16 of 70 GB, its merged copy and checkpoints, where the instance has no disks of its own.
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

    The container runs `start.sh` itself rather than SageMaker's training toolkit: the command is in the request for all
    to read, and the signal that announces an interruption reaches Python.

    Args:
        job_name: of the job; SageMaker refuses one that was used before, so that asking twice starts one job.
        role_arn: the execution role's.
        region: the job's; it decides the image.
        instance_type: with one GPU.
        train_uri: JSON Lines of Converse records.
        validation_uri: the same; None if the corpus is too small to spare any.
        code_uri: the folder with `start.sh` and what it starts.
        model_uri: the folder with the base model.
        checkpoints_uri: the folder that SageMaker keeps checkpoints in, and restores them from.
        output_uri: the folder under which `<job>/output/` is written.
        hyperparameters: of the script.
        max_runtime_seconds: of work, after which SageMaker stops the job.
        max_wait_seconds: the same with the time that spot capacity is waited for; not less.
        tags: of the job.
        spot: whether to train on spare capacity, which is cheaper and may be taken back for a while.
        output_kms_key: for what is written under `output_uri`; the bucket's own key where None.
        vpc: where None, the job runs outside any VPC of the account.

    Raises:
        InvalidInput: an instance type without exactly one GPU, a region without the image, an impossible run time.
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
) -> dict[str, Any]:
    """The parameters of Bedrock's CreateModelImportJob.

    Args:
        name: of the job and of the model that it makes.
        weights_uri: the folder that the training job left.
        role_arn: that Bedrock reads it with.
        client_token: asking twice with it makes one model.
        tags: of both.
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
    }


def _folders(validation_uri: str | None) -> list[str]:
    """Where the script finds what the channels bring, and leaves what SageMaker takes away."""
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
