"""The common parts of all requests for SageMaker training jobs."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from tuneql.errors import InvalidInput
from tuneql.limits import TRAINING_JOB_SECONDS


class Vpc(BaseModel, extra="forbid", frozen=True):
    """Where the job's network interfaces are; it must reach S3, ECR and CloudWatch Logs from there."""

    subnets: tuple[str, ...]
    security_groups: tuple[str, ...]


def channel(name: str, uri: str, *, kind: str) -> dict[str, Any]:
    """An input channel, whose objects are in `/opt/ml/input/data/<name>` in the container.

    Args:
        name: the channel's.
        uri: the S3 URI of an object or a folder.
        kind: the S3 data type.
    """
    source = {"S3DataType": kind, "S3Uri": uri, "S3DataDistributionType": "FullyReplicated"}
    return {"ChannelName": name, "DataSource": {"S3DataSource": source}}


def around(
    *,
    output_uri: str,
    instance_type: str,
    volume_gigabytes: int,
    max_runtime_seconds: int,
    tags: Mapping[str, str],
    output_kms_key: str | None,
    vpc: Vpc | None,
) -> dict[str, Any]:
    """The parameters around a job: where and how long it runs, where its result goes, and its tags.

    The disks of g5 and g6 are encrypted by the instance; SageMaker refuses a customer's own key for them.

    Raises:
        InvalidInput: the run time is impossible.
    """
    _refuse_run_time(max_runtime_seconds)
    request: dict[str, Any] = {
        "OutputDataConfig": {"S3OutputPath": output_uri, "CompressionType": "NONE"},
        "ResourceConfig": {"InstanceType": instance_type, "InstanceCount": 1, "VolumeSizeInGB": volume_gigabytes},
        "StoppingCondition": {"MaxRuntimeInSeconds": max_runtime_seconds},
        "Tags": [{"Key": key, "Value": value} for key, value in sorted(tags.items())],
    }
    if output_kms_key is not None:
        request["OutputDataConfig"]["KmsKeyId"] = output_kms_key
    if vpc is not None:
        request["VpcConfig"] = {"SecurityGroupIds": list(vpc.security_groups), "Subnets": list(vpc.subnets)}
    return request


def _refuse_run_time(seconds: int) -> None:
    if seconds not in TRAINING_JOB_SECONDS:
        raise InvalidInput(
            field="max_runtime_seconds",
            value=seconds,
            rule="is outside SageMaker's range",
            remedy=f"choose {TRAINING_JOB_SECONDS.low} to {TRAINING_JOB_SECONDS.high} seconds (28 days)",
        )
