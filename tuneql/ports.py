"""Protocols of a few methods for what the workflow and the endpoint need from outside.

`tuneql.aws` implements them on boto3, with a fake beside each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Protocol

from tuneql.locations import Location
from tuneql.prompt import Prompt
from tuneql.release.champion import Champion, Interface
from tuneql.training.bedrock.job import CustomizationJob
from tuneql.training.sagemaker.job import TrainingJob


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """The present state of an object.

    Attributes:
        data: its bytes; None if they are still those that the caller knows.
        etag: differs if the bytes differ.
    """

    data: bytes | None
    etag: str


class Store(Protocol):
    """Whole objects."""

    def write(self, location: Location, data: bytes, *, content_type: str) -> None:
        """Put an object, replacing what was there."""

    def list(self, folder: Location) -> Iterator[Location]:
        """The objects whose keys start with the folder's, in order."""

    def fetch(self, location: Location, *, known: str | None = None) -> Fetched | None:
        """The object, without its bytes if its ETag is `known`; None if there is none."""

    def remove(self, location: Location) -> None:
        """Delete an object, if there is one; a versioned bucket keeps what it was."""


class Objects(Store, Protocol):
    """Whole objects, files, and ranges of large ones."""

    def write(self, location: Location, data: bytes | BinaryIO, *, content_type: str) -> None:
        """Put an object, replacing what was there; a file is read piece by piece."""

    def size(self, location: Location, *, field: str) -> int:
        """How many bytes the object has; raises InvalidInput for `field` if there is none."""

    def read(self, location: Location, *, start: int = 0, end: int | None = None) -> bytes:
        """The bytes from `start` up to, not including, `end` (None: the rest)."""


class Customization(Protocol):
    """Starting, following and stopping customization jobs."""

    def start(self, request: Mapping[str, Any]) -> str:
        """Start a job with these parameters of CreateModelCustomizationJob; returns its ARN."""

    def find(self, job: str) -> CustomizationJob | None:
        """The job of this ARN or name, if there is one."""

    def stop(self, job: str) -> None:
        """Ask the job to stop; it goes through Stopping to Stopped."""


class Histories(Protocol):
    """The histories of the state machine's executions."""

    def status(self, arn: str) -> str:
        """RUNNING, or how it ended: SUCCEEDED, FAILED, TIMED_OUT or ABORTED."""

    def last_state(self, arn: str) -> str | None:
        """The last state that it entered; None if it entered none."""

    def output_of(self, arn: str, state: str) -> dict[str, Any] | None:
        """The output of a state when it was first left; None if it never was."""


class TrainingJobs(Protocol):
    """Starting, following and stopping SageMaker training jobs."""

    def start(self, request: Mapping[str, Any]) -> str:
        """Start a job with these parameters of CreateTrainingJob, or find the one of that name; returns its ARN."""

    def find(self, name: str) -> TrainingJob | None:
        """The job of this name, if there is one."""

    def stop(self, name: str) -> None:
        """Ask the job to stop; it goes through Stopping to Stopped."""


@dataclass(frozen=True, kw_only=True)
class CustomModel:
    """A model in Bedrock that a run made.

    Attributes:
        arn: None if an import is under way or has failed, and there is no model.
        status: Creating, Active or Failed.
        failure: Bedrock's reason for a failure.
        interface: how to ask an imported model; None for a custom model, which is asked through a deployment.
    """

    arn: str | None
    status: str
    failure: str | None = None
    interface: Interface | None = None


class CustomModels(Protocol):
    """Custom models, or imported ones; each costs its storage every month."""

    def create(self, request: Mapping[str, Any]) -> None:
        """Ask for a model, with the parameters of CreateCustomModel or CreateModelImportJob."""

    def find(self, name: str) -> CustomModel | None:
        """The model of this name, or the state of its creation, if it was asked for."""

    def delete(self, arn: str) -> None:
        """Delete a model that no deployment uses; raises StillPending if one does."""


@dataclass(frozen=True, kw_only=True)
class KeptModel:
    """A custom model that a run has left.

    Attributes:
        run: the value of its tag `tuneql:run`; None without one.
    """

    arn: str
    name: str
    created_at: datetime
    run: str | None


class ModelShelf(Protocol):
    """All custom models of the account that runs have left."""

    def models(self, prefix: str) -> Iterator[KeptModel]:
        """The finished ones whose names begin with the prefix."""

    def is_deployed(self, arn: str) -> bool:
        """Whether any deployment uses the model."""

    def delete(self, arn: str) -> None:
        """Delete a model that no deployment uses; raises StillPending if one does."""


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """The description of a deployment by GetCustomModelDeployment.

    Attributes:
        model_arn: the model that answers now.
        status: Creating, Active or Failed.
        update_model_arn, update_status: the last swap, if there was one: Updating, UpdateCompleted or UpdateFailed.
        failure: Bedrock's reason for a failure.
    """

    arn: str
    model_arn: str
    status: str
    update_model_arn: str | None = None
    update_status: str | None = None
    failure: str | None = None

    @property
    def is_updating(self) -> bool:
        """Whether a swap is under way; until it is complete, the old model answers."""
        return self.update_status == "Updating"


class Deployments(Protocol):
    """The life of custom model deployments. There is no status Deleting: a deleted one is soon no longer found."""

    def create(self, name: str, model_arn: str, *, token: str, tags: Mapping[str, str]) -> str:
        """Ask for a deployment of the model; returns its ARN."""

    def find(self, deployment: str) -> Deployment | None:
        """The deployment of this ARN or name, if there is one."""

    def update(self, arn: str, model_arn: str) -> None:
        """Swap the model behind the ARN."""

    def delete(self, arn: str) -> None:
        """Delete it; raises StillPending while it is being created or updated."""


class ChampionReader(Protocol):
    """What serves users."""

    def read(self, *, fresh: bool = False) -> Champion | None:
        """The champion, or None before the first promotion; `fresh` bypasses caches."""


class Pointer(ChampionReader, Protocol):
    """The record of what serves users."""

    def write(self, champion: Champion | None) -> None:
        """Record the champion; earlier values stay in the history."""


@dataclass(frozen=True, kw_only=True)
class Completion:
    """A model's answer.

    Attributes:
        text: unchanged.
        input_tokens, output_tokens: as billed.
        latency_ms: from the request to the whole answer, as the caller sees it.
    """

    text: str
    input_tokens: int
    output_tokens: int
    latency_ms: float


class Model(Protocol):
    """Something that answers prompts: candidate, base, champion."""

    def complete(self, prompt: Prompt) -> Completion:
        """Answer, or raise Throttled, NotReady or ModelError."""


@dataclass(frozen=True, kw_only=True)
class Streamed(Completion):
    """A model's answer that came in pieces.

    Attributes:
        first_token_ms: from the request to the first piece of text; None if the answer came in one piece.
    """

    first_token_ms: float | None


class Planner(Protocol):
    """A database that can tell how it would run a statement, without running it."""

    def objection(self, sql: str) -> str | None:
        """The database's objection to a query that the guard has passed; None if it can plan it.

        Raises Unavailable or RunFailed if the database fails, and not the query.
        """


class StreamingModel(Model, Protocol):
    """A model whose answers can be timed."""

    def stream(self, prompt: Prompt) -> Streamed:
        """Answer, timed; raises as `complete`, also once the answer has begun."""


class Quotas(Protocol):
    """The account's quotas."""

    def training_instances(self, instance_type: str, *, spot: bool) -> float | None:
        """How many instances of a type training jobs may use, on demand or spot; None if AWS does not tell."""
