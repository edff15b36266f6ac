"""Bedrock's model customization jobs, and the models that they or imports make: ports on boto3, and in memory."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tuneql.aws.clients import translated_errors, unless_missing
from tuneql.ports import CustomModel
from tuneql.training.bedrock.job import STAGES, CustomizationJob


class BedrockCustomization:
    """`Customization` in Bedrock.

    Args:
        client: a boto3 `bedrock` client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def start(self, request: Mapping[str, Any]) -> str:
        """Start a job with these parameters of CreateModelCustomizationJob; returns its ARN."""
        with translated_errors("start the customization job"):
            return str(self._client.create_model_customization_job(**request)["jobArn"])

    def find(self, job: str) -> CustomizationJob | None:
        """The job of this ARN or name, if there is one."""
        answer = unless_missing(
            "look at the customization job", self._client.get_model_customization_job, jobIdentifier=job
        )
        return None if answer is None else _as_job(answer)

    def stop(self, job: str) -> None:
        """Ask the job to stop; it goes through Stopping to Stopped."""
        with translated_errors("stop the customization job"):
            self._client.stop_model_customization_job(jobIdentifier=job)


def _as_job(answer: Mapping[str, Any]) -> CustomizationJob:
    details = answer.get("statusDetails", {})
    stages = {stage: details.get(f"{stage}Details", {}) for stage in STAGES}
    changes = [answer["creationTime"]]
    changes += [stage["lastModifiedTime"] for stage in stages.values() if "lastModifiedTime" in stage]
    return CustomizationJob(
        arn=answer["jobArn"],
        status=answer["status"],
        created_at=answer["creationTime"],
        changed_at=max(changes),
        stages={name: stage["status"] for name, stage in stages.items() if "status" in stage},
        failure=answer.get("failureMessage"),
        model_arn=answer.get("outputModelArn"),
    )


class BedrockModels:
    """Custom models in Bedrock; each costs its storage every month.

    Args:
        client: a boto3 `bedrock` client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def create(self, request: Mapping[str, Any]) -> None:
        """Import a model with these parameters of CreateCustomModel."""
        with translated_errors("import the custom model"):
            self._client.create_custom_model(**request)

    def find(self, name: str) -> CustomModel | None:
        """The model of this name, if there is one."""
        answer = unless_missing("look at the custom model", self._client.get_custom_model, modelIdentifier=name)
        if answer is None:
            return None
        # A model made by a customization job has no status: it exists once the job is done.
        return CustomModel(
            arn=answer["modelArn"], status=answer.get("modelStatus", "Active"), failure=answer.get("failureMessage")
        )

    def delete(self, arn: str) -> None:
        """Delete a model that no deployment uses, if it still exists; raises StillPending while one uses it."""
        unless_missing("delete the custom model", self._client.delete_custom_model, modelIdentifier=arn)


class ImportedModels:
    """Models that Bedrock imported from open weights, as `CustomModels`.

    Args:
        client: a boto3 `bedrock` client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def create(self, request: Mapping[str, Any]) -> None:
        """Import a model with these parameters of CreateModelImportJob."""
        with translated_errors("import the model"):
            self._client.create_model_import_job(**request)

    def find(self, name: str) -> CustomModel | None:
        """The model that the import job of this name made, or the job's state."""
        job = unless_missing("look at the imported model", self._client.get_model_import_job, jobIdentifier=name)
        if job is None:
            return None
        if job["status"] != "Completed":
            status = {"InProgress": "Creating"}.get(job["status"], "Failed")
            return CustomModel(arn=None, status=status, failure=job.get("failureMessage"))
        model = unless_missing(
            "look at the imported model", self._client.get_imported_model, modelIdentifier=job["importedModelArn"]
        )
        if model is None:
            return None
        return CustomModel(
            arn=model["modelArn"],
            status="Active",
            interface="converse" if model.get("instructSupported") else "invoke",
        )

    def delete(self, arn: str) -> None:
        """Delete a model, if it still exists."""
        unless_missing("delete the imported model", self._client.delete_imported_model, modelIdentifier=arn)


class MemoryCustomization:
    """Jobs in memory by name and ARN, for tests."""

    def __init__(self, *jobs: tuple[str, CustomizationJob]) -> None:
        self.jobs = dict(jobs)
        self.started: list[Mapping[str, Any]] = []

    def start(self, request: Mapping[str, Any]) -> str:
        """As `BedrockCustomization.start`."""
        self.started.append(request)
        return f"arn:job/{request['jobName']}"

    def find(self, job: str) -> CustomizationJob | None:
        """As `BedrockCustomization.find`."""
        return next((j for name, j in self.jobs.items() if job in (name, j.arn)), None)

    def stop(self, job: str) -> None:
        """As `BedrockCustomization.stop`, at once."""
        name = next(name for name, found in self.jobs.items() if job in (name, found.arn))
        self.jobs[name] = replace(self.jobs[name], status="Stopped")


class MemoryModels:
    """Custom models in memory, for tests."""

    def __init__(self, *names: str) -> None:
        self.names = set(names)

    def create(self, request: Mapping[str, Any]) -> None:
        """As `BedrockModels.create`, at once."""
        self.names.add(request["modelName"])

    def find(self, name: str) -> CustomModel | None:
        """As `BedrockModels.find`; the name is the ARN."""
        return CustomModel(arn=name, status="Active") if name in self.names else None

    def delete(self, arn: str) -> None:
        """As `BedrockModels.delete`."""
        self.names.remove(arn)
