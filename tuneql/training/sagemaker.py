"""What SageMaker is sent to train Nova Micro with a recipe, and what Bedrock is sent to import the result.

The training job is the one that AWS's own `sagemaker.train.ModelTrainer.from_recipe` starts; `tests/sdk` compares the
two key by key.
"""

from collections.abc import Mapping
from typing import Any, Final

from tuneql.errors import InvalidInput
from tuneql.limits import NOVA_IMAGE_ACCOUNTS, NOVA_INSTANCE_TYPES
from tuneql.training.bedrock import tag_list
from tuneql.training.job_parts import Vpc, around, channel
from tuneql.training.nova import Technique

# What SageMaker calls Nova Micro before training; the recipe says it again.
BASE_MODEL: Final = "nova-micro/prod"
# Where the container finds the file that the channel `recipe` brings.
RECIPE_PATH: Final = "/opt/ml/input/data/recipe/recipe.yaml"
# g5 and g6 train on their own disks, and take no more than those hold; the container needs next to nothing of it.
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

    There is no client token: SageMaker refuses a name that an account has used in a region, so asking twice starts one
    job.

    Args:
        job_name: of the job.
        role_arn: the execution role's.
        region: the job's; it decides the image.
        technique: sft or dpo; so does it.
        instance_type: one that the recipe is made for.
        train_uri: JSON Lines of Converse records.
        validation_uri: the same; None if the corpus is too small to spare any.
        recipe_uri: of the file that `tuneql.training.recipe.write_yaml` wrote; it must be called `recipe.yaml`.
        output_uri: the folder under which `<job>/output/` is written.
        max_runtime_seconds: after which SageMaker stops the job.
        tags: of the job.
        output_kms_key: for what is written under `output_uri`; the bucket's own key where None.
        vpc: where None, the job runs outside any VPC of the account.

    Raises:
        InvalidInput: an instance type that no recipe is made for, a region without the image, an impossible run time.
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
        InvalidInput: a region without it.

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
) -> dict[str, Any]:
    """The parameters of Bedrock's CreateCustomModel, without which a trained model cannot be deployed.

    Args:
        model_name: of the custom model.
        checkpoint_uri: from the job's manifest; it is in a bucket of AWS's.
        role_arn: that Bedrock reads the checkpoint with.
        client_token: asking twice with it makes one model.
        tags: of the model.
    """
    return {
        "modelName": model_name,
        "modelSourceConfig": {"s3DataSource": {"s3Uri": checkpoint_uri}},
        "roleArn": role_arn,
        "clientRequestToken": client_token,
        "modelTags": tag_list(tags),
    }


def _refuse_unknown(field: str, value: str, known: Mapping[str, str] | tuple[str, ...]) -> None:
    if value not in known:
        raise InvalidInput(
            field=field,
            value=value,
            rule="is not one that AWS trains Nova Micro's LoRA recipes on",
            remedy=f"choose {', '.join(known)}",
        )
