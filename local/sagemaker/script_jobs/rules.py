"""What CreateTrainingJob refuses of a job that runs our script in AWS's PyTorch container, in the order of looking.

Source: beside the API reference, "Amazon SageMaker training storage paths" and "AWS Deep Learning Containers" for the
account of the images.
"""

import re
from typing import Final

from local.sagemaker import rules
from local.sagemaker.account import Account, Params, Rule
from local.sagemaker.errors import invalid
from local.sagemaker.images import check_registry, read_image
from tuneql.limits import OPEN_WEIGHTS_IMAGE_ACCOUNT, OPEN_WEIGHTS_INSTANCE_TYPES

REPOSITORY: Final = "huggingface-pytorch-training"
CODE_FOLDER: Final = "/opt/ml/input/data/code/"
CHECKPOINTS: Final = "/opt/ml/checkpoints"
CHANNELS: Final = ("train", "code", "model")
HELD_OUT: Final = "val"
# Of a container with a GPU: PyTorch, transformers, GPU, Python, CUDA, Ubuntu, and the container's own version.
_TAG: Final = re.compile(
    r"\d+\.\d+\.\d+-transformers\d+\.\d+\.\d+-gpu-py3\d+-cu\d+-ubuntu\d\d\.\d\d(-v\d+(\.\d+)*)?", re.ASCII
)


def image_is_of_pytorch(account: Account, params: Params) -> None:
    """The image of this region, for instances with a GPU."""
    image = read_image(params)
    assert image is not None  # noqa: S101 -- by its repository the job is of this kind
    check_registry(account, params, image, registry=OPEN_WEIGHTS_IMAGE_ACCOUNT)
    if not _TAG.fullmatch(image.tag):
        raise invalid(f"Requested image {image.uri} not found.")


def container_runs_the_code(_account: Account, params: Params) -> None:
    """Only here: what runs is a program of the channel `code`, and it is given its settings as arguments."""
    given = params["AlgorithmSpecification"]
    entrypoint, arguments = (given.get(member) for member in ("ContainerEntrypoint", "ContainerArguments"))
    if not entrypoint or not any(each.startswith(CODE_FOLDER) for each in entrypoint):
        raise invalid(
            "The local stand-in runs programs of the channel code only: AlgorithmSpecification.ContainerEntrypoint "
            f"must name one in {CODE_FOLDER}, is {entrypoint}."
        )
    if not arguments:
        raise invalid("The local stand-in gives a program its settings in AlgorithmSpecification.ContainerArguments.")


def channels_are_those_of_the_script(_account: Account, params: Params) -> None:
    """`train`, `code`, `model` and, if wanted, `val`, all of them S3 prefixes."""
    names = rules.channel_names(params)
    if set(names) - {HELD_OUT} != set(CHANNELS):
        wanted = f"{', '.join(CHANNELS)} and, if wanted, {HELD_OUT}"
        raise invalid(f"The channels must be {wanted}; they are {', '.join(names) or 'none'}.")
    for each in params["InputDataConfig"]:
        rules.check_source(each, data_type="S3Prefix")


def instance_has_one_gpu(_account: Account, params: Params) -> None:
    """The script trains in one process on one GPU."""
    rules.check_instance(params, types=OPEN_WEIGHTS_INSTANCE_TYPES, what="the script")


def checkpoints_have_their_folder(_account: Account, params: Params) -> None:
    """Only here: checkpoints are where SageMaker has them by default."""
    path = params.get("CheckpointConfig", {}).get("LocalPath", CHECKPOINTS)
    if path.rstrip("/") != CHECKPOINTS:
        raise invalid(f"The local stand-in keeps checkpoints in {CHECKPOINTS}: CheckpointConfig.LocalPath is {path}.")


RULES: Final[tuple[Rule, ...]] = (
    rules.serves("CheckpointConfig"),
    rules.name_is_new,
    rules.role_is_of_this_account,
    image_is_of_pytorch,
    container_runs_the_code,
    rules.input_mode_is_file,
    channels_are_those_of_the_script,
    rules.channels_have_objects,
    rules.output_is_uncompressed,
    instance_has_one_gpu,
    checkpoints_have_their_folder,
    rules.stopping_condition_is_possible,
    rules.tags_are_ones_own,
    rules.quota_is_left,
)
