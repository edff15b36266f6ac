"""What every training job on SageMaker is given, whatever it trains."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from tuneql.errors import InvalidInput
from tuneql.limits import TRAINING_JOB_SECONDS


class Vpc(BaseModel, extra="forbid", frozen=True):
    """Where the job's network interfaces are; it must reach S3, ECR and CloudWatch Logs from there."""

    subnets: tuple[str, ...]
    security_groups: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class JobSettings:
    """The settings of a training job.

    Attributes:
        name: SageMaker refuses one that an account has used in the region, so two requests start one job; there is no
            client token.
        role_arn: of the execution role.
        region: of the job; it decides the image.
        instance_type: one that the trainer supports.
        train_uri: JSON Lines of Converse records.
        validation_uri: the same; None if the corpus is too small to spare any.
        output_uri: the folder under which `<name>/output/` is written.
        max_runtime_seconds: of work, after which SageMaker stops the job.
        tags: for the job.
        output_kms_key: for what is written under `output_uri`; None for the bucket's own key.
        vpc: None to run outside any VPC of the account.
    """

    name: str
    role_arn: str
    region: str
    instance_type: str
    train_uri: str
    validation_uri: str | None
    output_uri: str
    max_runtime_seconds: int
    tags: Mapping[str, str]
    output_kms_key: str | None = None
    vpc: Vpc | None = None

    @property
    def records(self) -> Mapping[str, str]:
        """The files of records, by the names of their channels."""
        return {"train": self.train_uri} | ({} if self.validation_uri is None else {"val": self.validation_uri})


def channel(name: str, uri: str, *, kind: str) -> dict[str, Any]:
    """An input channel, whose objects are in `/opt/ml/input/data/<name>` in the container.

    Args:
        name: the channel's.
        uri: the S3 URI of an object or a folder.
        kind: the S3 data type.
    """
    source = {"S3DataType": kind, "S3Uri": uri, "S3DataDistributionType": "FullyReplicated"}
    return {"ChannelName": name, "DataSource": {"S3DataSource": source}}


def common_parameters(settings: JobSettings, *, volume_gigabytes: int) -> dict[str, Any]:
    """The parameters of CreateTrainingJob that depend on the settings alone.

    The disks of g5 and g6 are encrypted by the instance; SageMaker refuses a customer's own key for them.

    Raises:
        InvalidInput: the run time is impossible.
    """
    _refuse_run_time(settings.max_runtime_seconds)
    parameters: dict[str, Any] = {
        "TrainingJobName": settings.name,
        "RoleArn": settings.role_arn,
        "OutputDataConfig": {"S3OutputPath": settings.output_uri, "CompressionType": "NONE"},
        "ResourceConfig": {
            "InstanceType": settings.instance_type,
            "InstanceCount": 1,
            "VolumeSizeInGB": volume_gigabytes,
        },
        "StoppingCondition": {"MaxRuntimeInSeconds": settings.max_runtime_seconds},
        "Tags": [{"Key": key, "Value": value} for key, value in sorted(settings.tags.items())],
    }
    if settings.output_kms_key is not None:
        parameters["OutputDataConfig"]["KmsKeyId"] = settings.output_kms_key
    if (vpc := settings.vpc) is not None:
        parameters["VpcConfig"] = {"SecurityGroupIds": list(vpc.security_groups), "Subnets": list(vpc.subnets)}
    return parameters


def _refuse_run_time(seconds: int) -> None:
    if seconds not in TRAINING_JOB_SECONDS:
        raise InvalidInput(
            field="max_runtime_seconds",
            value=seconds,
            rule="is outside SageMaker's range",
            remedy=f"choose {TRAINING_JOB_SECONDS.low} to {TRAINING_JOB_SECONDS.high} seconds (28 days)",
        )
