"""What CreateTrainingJob refuses beyond the service model: the documented rules, one a function.

Source: SageMaker API reference, CreateTrainingJob and its types; messages as AWS words them, where that is known from
public reports. A message that begins with "The local stand-in" refuses what AWS would take.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from local.bedrock.objects import split_uri
from local.sagemaker import quotas
from local.sagemaker.account import ENDED, Account, Params
from local.sagemaker.errors import in_use, invalid, over_quota
from tuneql.limits import NOVA_IMAGE_ACCOUNTS, NOVA_INSTANCE_TYPES, TRAINING_JOB_SECONDS

Rule = Callable[[Account, Params], None]

REPOSITORY: Final = "nova-fine-tune-repo"
# Of the images that train Nova Micro; those for Nova 2 have other tags.
TAGS: Final[Mapping[str, str]] = {"SM-TJ-SFT-latest": "sft", "SM-TJ-DPO-latest": "dpo"}
BASE_MODEL: Final = "nova-micro/prod"
RECIPE_FOLDER: Final = "/opt/ml/input/data/recipe/"
# AWS's own samples call the held-out records `val`, its Nova Forge SDK `validation`.
VALIDATION_CHANNELS: Final = ("val", "validation")
# The S3 data type of each channel.
CHANNELS: Final[Mapping[str, str]] = {
    "train": "Converse",
    "recipe": "S3Prefix",
    **dict.fromkeys(VALIDATION_CHANNELS, "Converse"),
}
SERVED: Final = frozenset(
    {
        "TrainingJobName",
        "HyperParameters",
        "AlgorithmSpecification",
        "RoleArn",
        "InputDataConfig",
        "OutputDataConfig",
        "ResourceConfig",
        "VpcConfig",
        "StoppingCondition",
        "Tags",
        "EnableNetworkIsolation",
        "EnableInterContainerTrafficEncryption",
        "EnableManagedSpotTraining",
    }
)
_IMAGE: Final = re.compile(r"(?P<account>\d{12})\.dkr\.ecr\.(?P<suffix>[^/]+)/(?P<repository>[^:]+):(?P<tag>.+)")


def members_are_served(_account: Account, params: Params) -> None:
    """Only here: serverless jobs, debuggers, profilers and the like are not there."""
    if others := sorted(set(params) - SERVED):
        raise invalid(f"The local stand-in does not serve {', '.join(others)}.")


def name_is_new(account: Account, params: Params) -> None:
    """A job's name is never free again."""
    if params["TrainingJobName"] in account.jobs:
        raise in_use(
            "Training job names must be unique within an AWS account and region, and a training job with this name "
            f"already exists ({account.arn(params['TrainingJobName'])})"
        )


def role_is_of_this_account(account: Account, params: Params) -> None:
    """A role can be passed only within its account."""
    role = params["RoleArn"]
    if role.split(":")[4] != account.number:
        raise invalid(
            f"Could not assume role {role}. Please ensure that the role exists and allows principal "
            "'sagemaker.amazonaws.com' to assume the role."
        )


def image_trains_nova_micro(account: Account, params: Params) -> None:
    """The image of this region, from the account that AWS keeps it in there."""
    uri = params["AlgorithmSpecification"].get("TrainingImage", "")
    parts = _IMAGE.fullmatch(uri)
    if parts is None:
        raise invalid(f"The local stand-in trains with {REPOSITORY} only, not with the image {uri!r}.")
    if parts["suffix"] != f"{account.region}.amazonaws.com":
        raise invalid(
            f"Invalid DNS suffix and region '{parts['suffix']}' in training image. Please provide the valid "
            f"<region>.<dns-suffix>: '{account.region}.amazonaws.com'"
        )
    if (parts["account"], parts["repository"]) != (NOVA_IMAGE_ACCOUNTS.get(account.region), REPOSITORY):
        raise invalid(
            f"Access denied for repository: {parts['repository']} in registry ID: {parts['account']}. Please check if "
            f"your ECR repository and image exist and role {params['RoleArn']} has proper pull permissions for "
            "SageMaker: ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer"
        )
    if parts["tag"] not in TAGS:
        raise invalid(f"Requested image {uri} not found.")


def input_mode_is_file(_account: Account, params: Params) -> None:
    """Recipes read files."""
    modes = {each.get("InputMode", "File") for each in params.get("InputDataConfig", [])}
    if {params["AlgorithmSpecification"]["TrainingInputMode"], *modes} != {"File"}:
        raise invalid("The Nova training image reads its channels in input mode File only.")


def hyperparameters_name_model_and_recipe(_account: Account, params: Params) -> None:
    """What the image is told: the model, and where the recipe channel brings the recipe."""
    given = params.get("HyperParameters", {})
    if given.get("base_model") != BASE_MODEL:
        raise invalid(f"The hyperparameter base_model must be {BASE_MODEL}, is {given.get('base_model')}.")
    path = given.get("sagemaker_recipe_local_path", "")
    if not path.startswith(RECIPE_FOLDER):
        raise invalid(f"The hyperparameter sagemaker_recipe_local_path must be a file in {RECIPE_FOLDER}, is {path!r}.")
    if others := sorted(set(given) - {"base_model", "sagemaker_recipe_local_path"}):
        raise invalid(f"The local stand-in does not know the hyperparameters {', '.join(others)}.")


def channels_are_those_of_a_recipe(_account: Account, params: Params) -> None:
    """`train` and `recipe`, and at most one of the names for held-out records, each with its S3 data type."""
    names = [each["ChannelName"] for each in params.get("InputDataConfig", [])]
    if len(set(names)) < len(names):
        raise invalid("Duplicate channel names in InputDataConfig; each must be unique.")
    held_out = [name for name in names if name in VALIDATION_CHANNELS]
    if set(names) - set(held_out) != {"train", "recipe"} or len(held_out) > 1:
        raise invalid(f"The channels must be train, recipe and, if wanted, val; they are {', '.join(names) or 'none'}.")
    for each in params["InputDataConfig"]:
        _check_source(each["ChannelName"], each["DataSource"])


def _check_source(channel: str, source: Mapping[str, Any]) -> None:
    if "S3DataSource" not in source:
        raise invalid(f"The local stand-in reads the channel {channel} from an S3DataSource only.")
    kind = source["S3DataSource"]["S3DataType"]
    if kind != CHANNELS[channel]:
        raise invalid(f"The S3DataType of the channel {channel} must be {CHANNELS[channel]}, is {kind}.")


def channels_have_objects(account: Account, params: Params) -> None:
    """Something lies under each S3 URI."""
    for each in params["InputDataConfig"]:
        uri = each["DataSource"]["S3DataSource"]["S3Uri"]
        bucket, prefix = split_uri(uri)
        if not account.objects.list(bucket, prefix):
            raise invalid(
                f'No S3 objects found under S3 URL "{uri}" given in input data source. Please ensure that the bucket '
                f"exists in the selected region ({account.region}), that objects exist under that S3 prefix, and that "
                f'the role "{params["RoleArn"]}" has "s3:ListBucket" permissions on bucket "{bucket}".'
            )


def output_is_uncompressed(_account: Account, params: Params) -> None:
    """Only here: the stand-in writes no archives."""
    if params["OutputDataConfig"].get("CompressionType") != "NONE":
        raise invalid("The local stand-in writes no archives: OutputDataConfig.CompressionType must be NONE.")


def instance_is_one_of_the_recipes(_account: Account, params: Params) -> None:
    """One instance of a type that the LoRA recipes are made for, whose disk takes no key of one's own."""
    config = params.get("ResourceConfig", {})
    if config.get("InstanceType") not in NOVA_INSTANCE_TYPES:
        types = ", ".join(NOVA_INSTANCE_TYPES)
        raise invalid(f"The instance type {config.get('InstanceType')} is not supported by the recipe; use {types}.")
    if config.get("InstanceCount") != 1:
        raise invalid(f"The recipe runs on 1 instance of this type, not on {config.get('InstanceCount')}.")
    if config.get("VolumeSizeInGB", 0) < 1:
        raise invalid("ResourceConfig.VolumeSizeInGB must be at least 1.")
    if "VolumeKmsKeyId" in config:
        raise invalid(f"VolumeKmsKeyId cannot be set for {config['InstanceType']}, which has local instance storage.")


def stopping_condition_is_possible(_account: Account, params: Params) -> None:
    """There is one; and spot jobs, and only those, may be made to wait."""
    condition = params.get("StoppingCondition")
    if condition is None:
        raise invalid("StoppingCondition is required.")
    if "MaxRuntimeInSeconds" in condition and condition["MaxRuntimeInSeconds"] not in TRAINING_JOB_SECONDS:
        raise invalid(f"StoppingCondition.MaxRuntimeInSeconds must be {TRAINING_JOB_SECONDS}.")
    spot, wait = params.get("EnableManagedSpotTraining", False), condition.get("MaxWaitTimeInSeconds")
    if not spot and wait is not None:
        raise invalid("MaxWaitTimeInSeconds can only be set with EnableManagedSpotTraining.")
    if spot and (wait is None or wait < condition.get("MaxRuntimeInSeconds", 0)):
        raise invalid("MaxWaitTimeInSeconds must be set, and at least MaxRuntimeInSeconds, for managed spot training.")


def tags_are_ones_own(_account: Account, params: Params) -> None:
    """Keys are unique, and not AWS's."""
    keys = [each["Key"] for each in params.get("Tags", [])]
    if len(set(keys)) < len(keys):
        raise invalid("Duplicate tag keys found. Please note that tag keys are case sensitive.")
    if any(key.lower().startswith("aws:") for key in keys):
        raise invalid("aws: prefixed tag key names are not allowed for external use.")


def quota_is_left(account: Account, params: Params) -> None:
    """So many instances of the type may be in use; a job that is stopping gives its own back, looked at or not."""
    wanted = params["ResourceConfig"]["InstanceType"]
    running = [job for job in account.jobs.values() if job.status not in {*ENDED, "Stopping"}]
    used = sum(job.request["ResourceConfig"]["InstanceType"] == wanted for job in running)
    quota = quotas.instances(account.faults)
    if used >= quota:
        raise over_quota(
            f"The account-level service limit '{quotas.name_of(wanted)}' is {quota} Instances, with current "
            f"utilization of {used} Instances and a request delta of 1 Instances. Please use AWS Service Quotas to "
            "request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to "
            "request an increase for this quota."
        )


RULES: Final[tuple[Rule, ...]] = (
    members_are_served,
    name_is_new,
    role_is_of_this_account,
    image_trains_nova_micro,
    input_mode_is_file,
    hyperparameters_name_model_and_recipe,
    channels_are_those_of_a_recipe,
    channels_have_objects,
    output_is_uncompressed,
    instance_is_one_of_the_recipes,
    stopping_condition_is_possible,
    tags_are_ones_own,
    quota_is_left,
)
