"""What CreateTrainingJob refuses beyond the service model, whatever the job: the documented rules, one a function.

Source: SageMaker API reference, CreateTrainingJob and its types; messages as AWS words them, where that is known from
public reports. A message that begins with "The local stand-in" refuses what AWS would take.
"""

from collections.abc import Collection
from typing import Any, Final

from local.bedrock.objects import split_uri
from local.sagemaker import quotas
from local.sagemaker.account import ENDED, Account, Params, Rule
from local.sagemaker.errors import in_use, invalid, over_quota
from tuneql.limits import TRAINING_JOB_SECONDS

SERVED: Final = frozenset(
    {
        "TrainingJobName",
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


def serves(*more: str) -> Rule:
    """Only here: serverless jobs, debuggers, profilers and the like are not there.

    Args:
        more: members of this kind of job, in addition to those of every kind.
    """

    def members_are_served(_account: Account, params: Params) -> None:
        if others := sorted(set(params) - SERVED - set(more)):
            raise invalid(f"The local stand-in does not serve {', '.join(others)} in such a job.")

    return members_are_served


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


def input_mode_is_file(_account: Account, params: Params) -> None:
    """Recipes and our script read files."""
    modes = {each.get("InputMode", "File") for each in params.get("InputDataConfig", [])}
    if {params["AlgorithmSpecification"]["TrainingInputMode"], *modes} != {"File"}:
        raise invalid("The local stand-in brings channels into the container in input mode File only.")


def check_source(channel: dict[str, Any], *, data_type: str) -> None:
    """Refuse a channel that is not of an S3 data type, or not of S3.

    Raises:
        ServiceError: it is refused.
    """
    name, source = channel["ChannelName"], channel["DataSource"]
    if "S3DataSource" not in source:
        raise invalid(f"The local stand-in reads the channel {name} from an S3DataSource only.")
    kind = source["S3DataSource"]["S3DataType"]
    if kind != data_type:
        raise invalid(f"The S3DataType of the channel {name} must be {data_type}, is {kind}.")


def channel_names(params: Params) -> list[str]:
    """The names of a request's channels.

    Raises:
        ServiceError: one is there twice.
    """
    names = [each["ChannelName"] for each in params.get("InputDataConfig", [])]
    if len(set(names)) < len(names):
        raise invalid("Duplicate channel names in InputDataConfig; each must be unique.")
    return names


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


def check_instance(params: Params, *, types: Collection[str], what: str) -> None:
    """Refuse anything but one instance of a type that has a local disk, which takes no key of one's own.

    Args:
        params: the request.
        types: the instance types that there are.
        what: runs on them, for the message.

    Raises:
        ServiceError: it is refused.
    """
    config = params.get("ResourceConfig", {})
    if config.get("InstanceType") not in types:
        wanted = config.get("InstanceType")
        raise invalid(f"The instance type {wanted} is not supported by {what}; use {', '.join(types)}.")
    if config.get("InstanceCount") != 1:
        raise invalid(f"One job of {what} runs on 1 instance of this type, not on {config.get('InstanceCount')}.")
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
    wanted = quotas.name_for(params)
    running = [job for job in account.jobs.values() if job.status not in {*ENDED, "Stopping"}]
    used = sum(quotas.name_for(job.request) == wanted for job in running)
    quota = quotas.instances(account.faults)
    if used >= quota:
        raise over_quota(
            f"The account-level service limit '{wanted}' is {quota} Instances, with current "
            f"utilization of {used} Instances and a request delta of 1 Instances. Please use AWS Service Quotas to "
            "request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to "
            "request an increase for this quota."
        )
