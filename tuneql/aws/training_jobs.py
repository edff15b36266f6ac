"""SageMaker's training jobs, and their quotas of instances: ports on boto3, and in memory."""

from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError

from tuneql.aws.clients import listed, translated_errors
from tuneql.training.sagemaker.job import TrainingJob, as_training_job
from tuneql.training.sagemaker.quota import training_quota


class SageMakerJobs:
    """`tuneql.ports.TrainingJobs` in SageMaker.

    Args:
        client: a boto3 `sagemaker` client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def start(self, request: Mapping[str, Any]) -> str:
        """Start a job with these parameters of CreateTrainingJob, or find the one of that name; returns its ARN."""
        try:
            return str(self._client.create_training_job(**request)["TrainingJobArn"])
        except ClientError as error:
            # SageMaker has no client tokens: if the name is in use, the job has been started before.
            if error.response["Error"]["Code"] == "ResourceInUse":
                found = self.find(str(request["TrainingJobName"]))
                if found is not None:
                    return found.arn
            with translated_errors("start the training job"):
                raise

    def find(self, name: str) -> TrainingJob | None:
        """The job of this name, if there is one."""
        try:
            return as_training_job(self._client.describe_training_job(TrainingJobName=name))
        except ClientError as error:
            # For an unknown job SageMaker answers ValidationException, "Requested resource not found."
            if "not found" in error.response["Error"].get("Message", ""):
                return None
            with translated_errors("look at the training job"):
                raise

    def stop(self, name: str) -> None:
        """Ask the job to stop; it goes through Stopping to Stopped."""
        with translated_errors("stop the training job"):
            self._client.stop_training_job(TrainingJobName=name)


class MemoryJobs:
    """Training jobs in memory, for tests, by name."""

    def __init__(self, **jobs: TrainingJob) -> None:
        self.jobs = dict(jobs)
        self.started: list[Mapping[str, Any]] = []

    def start(self, request: Mapping[str, Any]) -> str:
        """As `SageMakerJobs.start`."""
        self.started.append(request)
        return f"arn:training-job/{request['TrainingJobName']}"

    def find(self, name: str) -> TrainingJob | None:
        """As `SageMakerJobs.find`."""
        return self.jobs.get(name)

    def stop(self, name: str) -> None:
        """As `SageMakerJobs.stop`, at once."""
        del self.jobs[name]


class ServiceQuotas:
    """`tuneql.ports.Quotas` in Service Quotas.

    Args:
        client: makes a boto3 `service-quotas` client, if one is needed.
    """

    def __init__(self, client: Callable[[], Any]) -> None:
        self._client = client

    def training_instances(self, instance_type: str, *, spot: bool) -> float | None:
        """How many instances of a type training jobs may use, on demand or spot; None if AWS does not tell."""
        wanted = training_quota(instance_type, spot=spot)
        client, operation, doing = self._client(), "list_service_quotas", "look at the quotas"
        found = listed(client, operation, "Quotas", doing=doing, ServiceCode="sagemaker")
        return next((float(quota["Value"]) for quota in found if quota["QuotaName"] == wanted), None)
