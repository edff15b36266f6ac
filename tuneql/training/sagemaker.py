"""The requests to SageMaker for training Nova Micro with a recipe, and to Bedrock for importing the result.

The training job is the one that AWS's own `sagemaker.train.ModelTrainer.from_recipe` starts; `tests/sdk` compares the
two key by key.
"""

from collections.abc import Mapping
from typing import Any, Final

from tuneql.errors import InvalidInput
from tuneql.limits import NOVA_IMAGE_ACCOUNTS, NOVA_INSTANCE_TYPES
from tuneql.training.bedrock import kms_key, tag_list
from tuneql.training.job_parts import Vpc, around, channel
from tuneql.training.nova import Technique

# SageMaker's name for Nova Micro before training; the recipe repeats it.
BASE_MODEL: Final = "nova-micro/prod"
# Where the container finds the file of the channel `recipe`.
RECIPE_PATH: Final = "/opt/ml/input/data/recipe/recipe.yaml"
# g5 and g6 train on their own disks, and accept no larger volume than those; the container needs almost none of it.
VOLUME_GIGABYTES: Final = 30
_IMAGE_TAGS: Final[Mapping[Technique, str]] = {"sft": "SM-TJ-SFT-latest", "dpo": "SM-TJ-DPO-latest"}


def training_job_request(
    *,
    job_name: str,
    role_arn: str,
    region: str,
    technique: Technique,
    instance_type: str,
    train_uri: str,
    validation_uri: str | None,
    recipe_uri: str,
    output_uri: str,
    max_runtime_seconds: int,
    tags: Mapping[str, str],
    output_kms_key: str | None = None,
    vpc: Vpc | None = None,
) -> dict[str, Any]:
    """The parameters of CreateTrainingJob.

    There is no client token: SageMaker refuses a name that an account has used in a region, so two requests start one
    job.

    Args:
        job_name: of the job.
        role_arn: of the execution role.
        region: of the job; it decides the image.
        technique: sft or dpo; it also decides the image.
        instance_type: one that the recipe supports.
        train_uri: JSON Lines of Converse records.
        validation_uri: the same; None if the corpus is too small to spare any.
        recipe_uri: of the file from `tuneql.training.recipe.write_yaml`; its name must be `recipe.yaml`.
        output_uri: the folder under which `<job>/output/` is written.
        max_runtime_seconds: after which SageMaker stops the job.
        tags: for the job.
        output_kms_key: for what is written under `output_uri`; None for the bucket's own key.
        vpc: None to run outside any VPC of the account.

    Raises:
        InvalidInput: no recipe supports the instance type, the region has no image, or the run time is impossible.
    """
    _refuse_unknown("instance_type", instance_type, NOVA_INSTANCE_TYPES)
    records = {"train": train_uri} | ({} if validation_uri is None else {"val": validation_uri})
    return {
        "TrainingJobName": job_name,
        "RoleArn": role_arn,
        "AlgorithmSpecification": {"TrainingImage": image_uri(region, technique), "TrainingInputMode": "File"},
        "HyperParameters": {"base_model": BASE_MODEL, "sagemaker_recipe_local_path": RECIPE_PATH},
        "InputDataConfig": [
            *(channel(name, uri, kind="Converse") for name, uri in records.items()),
            channel("recipe", recipe_uri, kind="S3Prefix") | {"InputMode": "File"},
        ],
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


def import_model_request(
    *,
    model_name: str,
    checkpoint_uri: str,
    role_arn: str,
    client_token: str,
    tags: Mapping[str, str],
    model_kms_key: str | None = None,
) -> dict[str, Any]:
    """The parameters of Bedrock's CreateCustomModel, without which a trained model cannot be deployed.

    Args:
        model_name: of the custom model.
        checkpoint_uri: from the job's manifest; it is in a bucket of AWS.
        role_arn: with which Bedrock reads the checkpoint.
        client_token: two requests with the same token make one model.
        tags: for the model.
        model_kms_key: the key that encrypts it; None for a key of AWS.
    """
    return {
        "modelName": model_name,
        "modelSourceConfig": {"s3DataSource": {"s3Uri": checkpoint_uri}},
        "roleArn": role_arn,
        "clientRequestToken": client_token,
        "modelTags": tag_list(tags),
    } | kms_key("modelKmsKeyArn", model_kms_key)


def _refuse_unknown(field: str, value: str, known: Mapping[str, str] | tuple[str, ...]) -> None:
    if value not in known:
        raise InvalidInput(
            field=field,
            value=value,
            rule="is not one that AWS trains Nova Micro's LoRA recipes on",
            remedy=f"choose {', '.join(known)}",
        )
