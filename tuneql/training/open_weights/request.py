"""The request that starts a training of open weights on SageMaker, with our script."""

from typing import Any, Final

from tuneql.errors import InvalidInput
from tuneql.limits import IMPORT_REGIONS, OPEN_WEIGHTS_IMAGE, OPEN_WEIGHTS_IMAGE_ACCOUNT, OPEN_WEIGHTS_INSTANCE_TYPES
from tuneql.training.open_weights.hyperparameters import OpenWeightsHyperparameters
from tuneql.training.sagemaker.job_settings import JobSettings, channel, common_parameters

_DATA: Final = "/opt/ml/input/data"
_CHECKPOINTS: Final = "/opt/ml/checkpoints"
# Room for a base model in bf16 of 70 GB, its merged copy and checkpoints, if the instance has no disks of its own.
VOLUME_GIGABYTES: Final = 200


def script_job_request(
    settings: JobSettings,
    *,
    code_uri: str,
    model_uri: str,
    checkpoints_uri: str,
    hyperparameters: OpenWeightsHyperparameters,
    max_wait_seconds: int,
    spot: bool = False,
) -> dict[str, Any]:
    """The parameters of CreateTrainingJob.

    The container runs `start.sh` directly and not through SageMaker's training toolkit: the command is visible in the
    request, and the signal that announces an interruption reaches Python.

    Args:
        settings: of the job, whose instance has one GPU.
        code_uri: the folder with `start.sh` and what it starts.
        model_uri: the folder with the base model.
        checkpoints_uri: the folder in which SageMaker keeps checkpoints, and from which it restores them.
        hyperparameters: of the script.
        max_wait_seconds: including the wait for spot capacity; not less than the settings' `max_runtime_seconds`.
        spot: whether to train on spare capacity, which is cheaper and may be interrupted.

    Raises:
        InvalidInput: the instance type does not have exactly one GPU, the region has no image, or the run time is
            impossible.
    """
    _refuse_place(settings.region, settings.instance_type)
    folders = {**settings.records, "code": code_uri, "model": model_uri}
    request = common_parameters(settings, volume_gigabytes=VOLUME_GIGABYTES) | {
        "AlgorithmSpecification": {
            "TrainingImage": image_uri(settings.region),
            "TrainingInputMode": "File",
            "ContainerEntrypoint": ["/bin/bash", f"{_DATA}/code/start.sh"],
            "ContainerArguments": [
                *_folder_arguments(validated="val" in settings.records),
                *hyperparameters.as_arguments(),
            ],
        },
        "InputDataConfig": [channel(name, uri, kind="S3Prefix") for name, uri in folders.items()],
        "CheckpointConfig": {"S3Uri": checkpoints_uri, "LocalPath": _CHECKPOINTS},
        "EnableManagedSpotTraining": spot,
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


def _folder_arguments(*, validated: bool) -> list[str]:
    """The folders of the channels in the container, and those that SageMaker uploads afterwards."""
    return [
        *("--model", f"{_DATA}/model"),
        *("--data", f"{_DATA}/train"),
        *(("--validation", f"{_DATA}/val") if validated else ()),
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
