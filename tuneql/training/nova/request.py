"""The request that starts a training of Nova Micro on SageMaker, with a recipe.

It is the one that AWS's own `sagemaker.train.ModelTrainer.from_recipe` starts; `tests/sdk` compares the
two key by key.
"""

from collections.abc import Mapping
from typing import Any, Final

from tuneql.errors import InvalidInput
from tuneql.limits import NOVA_IMAGE_ACCOUNTS, NOVA_INSTANCE_TYPES
from tuneql.training.nova.hyperparameters import Technique
from tuneql.training.sagemaker.job_settings import JobSettings, channel, common_parameters

# SageMaker's name for Nova Micro before training; the recipe repeats it.
BASE_MODEL: Final = "nova-micro/prod"
# Where the container finds the file of the channel `recipe`.
RECIPE_PATH: Final = "/opt/ml/input/data/recipe/recipe.yaml"
# g5 and g6 train on their own disks, and accept no larger volume than those; the container needs almost none of it.
VOLUME_GIGABYTES: Final = 30
_IMAGE_TAGS: Final[Mapping[Technique, str]] = {"sft": "SM-TJ-SFT-latest", "dpo": "SM-TJ-DPO-latest"}


def nova_job_request(settings: JobSettings, *, technique: Technique, recipe_uri: str) -> dict[str, Any]:
    """The parameters of CreateTrainingJob.

    Args:
        settings: of the job.
        technique: sft or dpo; it decides the image, with the region.
        recipe_uri: of the file from `tuneql.training.nova.recipe.write_yaml`; its name must be `recipe.yaml`.

    Raises:
        InvalidInput: no recipe supports the instance type, the region has no image, or the run time is impossible.
    """
    _refuse_unknown("instance_type", settings.instance_type, NOVA_INSTANCE_TYPES)
    image = image_uri(settings.region, technique)
    return common_parameters(settings, volume_gigabytes=VOLUME_GIGABYTES) | {
        "AlgorithmSpecification": {"TrainingImage": image, "TrainingInputMode": "File"},
        "HyperParameters": {"base_model": BASE_MODEL, "sagemaker_recipe_local_path": RECIPE_PATH},
        "InputDataConfig": [
            *(channel(name, uri, kind="Converse") for name, uri in settings.records.items()),
            channel("recipe", recipe_uri, kind="S3Prefix") | {"InputMode": "File"},
        ],
    }


def image_uri(region: str, technique: Technique) -> str:
    """AWS's training image.

    Raises:
        InvalidInput: the region does not have it.

    Example:
        >>> image_uri("us-east-1", "sft")
        '708977205387.dkr.ecr.us-east-1.amazonaws.com/nova-fine-tune-repo:SM-TJ-SFT-latest'
    """
    _refuse_unknown("region", region, NOVA_IMAGE_ACCOUNTS)
    registry = f"{NOVA_IMAGE_ACCOUNTS[region]}.dkr.ecr.{region}.amazonaws.com"
    return f"{registry}/nova-fine-tune-repo:{_IMAGE_TAGS[technique]}"


def _refuse_unknown(field: str, value: str, known: Mapping[str, str] | tuple[str, ...]) -> None:
    if value not in known:
        raise InvalidInput(
            field=field,
            value=value,
            rule="is not one that AWS trains Nova Micro's LoRA recipes on",
            remedy=f"choose {', '.join(known)}",
        )
