"""The local account with the app in it, as far as it is only looked at."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final

from botocore.exceptions import ClientError

from local.account import LocalAccount
from local.cloudformation.deployment import Deployment
from tests.end_to_end.seen import Champion

REQUESTS: Final = "bedrock-requests.jsonl"


@dataclass(frozen=True, kw_only=True)
class Premises:
    """The local account with the app in it.

    Attributes:
        directory: where the account keeps its files, the record of requests to Bedrock among them.
        inbox: the URL of a queue that is subscribed to the notifications.
        received: the notifications so far; `receiving` is held by whoever adds to them.
    """

    account: LocalAccount
    deployment: Deployment
    directory: Path
    inbox: str
    received: list[Mapping[str, Any]] = field(default_factory=list)
    receiving: Lock = field(default_factory=Lock)

    @property
    def outputs(self) -> Mapping[str, str]:
        """Of all stacks."""
        return {key: value for outputs in self.deployment.outputs.values() for key, value in outputs.items()}

    @property
    def environment(self) -> Mapping[str, str]:
        """What a process outside needs to reach the account, and nothing else."""
        return {"PATH": os.environ["PATH"], **self.account.environment}

    def function(self, stage: str) -> Mapping[str, Any]:
        """The configuration of a function."""
        functions = self.account.client("lambda").list_functions(MaxItems=100)["Functions"]
        return next(each for each in functions if f"lambdas.{stage}." in each["Handler"])

    def states(self, arn: str) -> tuple[str, ...]:
        """The names of the states that an execution has entered, in order."""
        pages = self.account.client("stepfunctions").get_paginator("get_execution_history").paginate(executionArn=arn)
        entered = (event.get("stateEnteredEventDetails") for page in pages for event in page["events"])
        return tuple(details["name"] for details in entered if details)

    def run_of(self, name: str) -> str:
        """The id of the run of an execution; empty if it wrote nothing."""
        return next((key.split("/")[1] for key in self._keys(f"runs/{name}-")), "")

    def names(self, run: str) -> set[str]:
        """The objects of a run, without its prefix."""
        return {key.removeprefix(f"runs/{run}/") for key in self._keys(f"runs/{run}/")}

    def read(self, run: str, path: str) -> bytes:
        """An object of a run."""
        found = self.account.client("s3").get_object(Bucket=self.outputs["RunsBucket"], Key=f"runs/{run}/{path}")
        return bytes(found["Body"].read())

    def json(self, run: str, path: str) -> Any:
        """An object of a run, decoded."""
        return json.loads(self.read(run, path))

    def lines(self, run: str, path: str) -> list[Any]:
        """The lines of an object of a run, each decoded."""
        return [json.loads(line) for line in self.read(run, path).splitlines()]

    def _keys(self, prefix: str) -> Iterator[str]:
        paginator = self.account.client("s3").get_paginator("list_objects_v2")
        for page in paginator.paginate(Bucket=self.outputs["RunsBucket"], Prefix=prefix):
            yield from (each["Key"] for each in page.get("Contents", ()))

    def champion(self) -> Champion:
        """What serves users now."""
        name = self.champion_parameter
        record = json.loads(self.account.client("ssm").get_parameter(Name=name)["Parameter"]["Value"])
        return Champion(record=record, model_arn=self._behind(record["model_id"]) if record else None)

    def _behind(self, model_id: str) -> str | None:
        """The ARN of the model that answers under an id: an imported model does so itself."""
        if ":imported-model/" in model_id:
            return model_id if self.imported(model_id) else None
        found = self.deployed(model_id)
        return found["modelArn"] if found else None

    def champion_history(self) -> list[Mapping[str, Any]]:
        """Every value of the champion parameter, the oldest first."""
        answer = self.account.client("ssm").get_parameter_history(Name=self.champion_parameter)
        return [json.loads(each["Value"]) for each in answer["Parameters"]]

    @cached_property
    def champion_parameter(self) -> str:
        """The name of the champion parameter, as the functions know it."""
        functions = self.account.client("lambda").list_functions()["Functions"]
        variables = (function.get("Environment", {}).get("Variables", {}) for function in functions)
        return next(str(each["CHAMPION_PARAMETER"]) for each in variables if "CHAMPION_PARAMETER" in each)

    def deployed(self, deployment: str) -> dict[str, Any] | None:
        """GetCustomModelDeployment, or None if there is no such deployment."""
        return self._bedrock("get_custom_model_deployment", customModelDeploymentIdentifier=deployment)

    def model(self, name: str) -> dict[str, Any] | None:
        """GetCustomModel, or None if there is no such model."""
        return self._bedrock("get_custom_model", modelIdentifier=name)

    def imported(self, name: str) -> dict[str, Any] | None:
        """GetImportedModel, or None if there is no such model."""
        return self._bedrock("get_imported_model", modelIdentifier=name)

    def left(self, run: str) -> Iterator[str]:
        """What Bedrock and SageMaker still hold of a run, in the words of `Ended.left`."""
        job = self._bedrock("get_model_customization_job", jobIdentifier=f"tuneql-{run}")
        if job is not None and job["status"] in {"InProgress", "Stopping"}:
            yield f"job {job['status']}"
        training = self._training_job(f"tuneql-{run}")
        if training is not None and training["TrainingJobStatus"] in {"InProgress", "Stopping"}:
            yield f"training job {training['TrainingJobStatus']}"
        if self.model(f"tuneql-{run}") is not None:
            yield "model"
        if self.imported(f"tuneql-{run}") is not None:
            yield "imported model"
        if self.deployed(f"tuneql-{run}-candidate") is not None:
            yield "candidate"

    def _bedrock(self, operation: str, **request: str) -> dict[str, Any] | None:
        try:
            return dict(getattr(self.account.client("bedrock"), operation)(**request))
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            return None

    def _training_job(self, name: str) -> dict[str, Any] | None:
        try:
            return dict(self.account.client("sagemaker").describe_training_job(TrainingJobName=name))
        except ClientError as error:
            if "not found" not in error.response["Error"]["Message"]:
                raise
            return None

    def recorded(self, operation: str | None = None) -> list[dict[str, Any]]:
        """Every request to Bedrock so far, or those of one operation: operation, params, status, at."""
        return [json.loads(line) for line in self._recorded(operation)]

    def asked(self, operation: str) -> int:
        """How often Bedrock was asked for an operation so far."""
        return len(self._recorded(operation))

    def _recorded(self, operation: str | None) -> list[bytes]:
        path = self.directory / REQUESTS
        lines = path.read_bytes().splitlines() if path.exists() else []
        head = b"" if operation is None else b'{"operation": "%s",' % operation.encode()
        return [line for line in lines if line.startswith(head)]

    def jobs_of(self, name: str) -> list[dict[str, Any]]:
        """The requests that started a customization job for an execution."""
        jobs = [each["params"] for each in self.recorded("CreateModelCustomizationJob")]
        return [job for job in jobs if job["jobName"].startswith(f"tuneql-{name}-")]

    def messages(self, arn: str) -> Iterator[Mapping[str, Any]]:
        """The notifications about an execution so far."""
        queue = self.account.client("sqs")
        with self.receiving:
            while found := queue.receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10).get("Messages"):
                for message in found:
                    self.received.append(json.loads(json.loads(message["Body"])["Message"]))
                    queue.delete_message(QueueUrl=self.inbox, ReceiptHandle=message["ReceiptHandle"])
            return iter([each for each in self.received if each["execution"] == arn])
