"""What the stand-in keeps of each resource: jobs, models, imports, deployments and guardrails."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from local.bedrock.imported.weights import Weights
from local.bedrock.model.answering import Model

Params = Mapping[str, Any]


@dataclass(kw_only=True)
class Work:
    """The progress of a job's background training. Written by its thread, read by everyone else.

    Attributes:
        stages: how many of validation, data processing and training are over.
        failure: why it cannot go on, for `failureMessage`.
        training_loss, validation_loss: of the last step, natural logarithm.
        model: the trained model, once `stages` is 3.
        stop: set to ask the thread to end.
    """

    stages: int = 0
    failure: str | None = None
    training_loss: float | None = None
    validation_loss: float | None = None
    model: Model | None = None
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(kw_only=True)
class Job:
    """A customization job.

    Attributes:
        request: the parameters it was created with.
        position: the stage that callers are shown, 0 to 3; it moves only when it is asked for and the work is done.
        asked: how often the job was asked for in this stage.
        moved: when each stage after the first was entered, and when the last was over.
        stalled: whether training is shown as never started (a fault).
    """

    arn: str
    request: Params
    created: datetime
    work: Work = field(default_factory=Work)
    status: str = "InProgress"
    position: int = 0
    asked: int = 0
    stalled: bool = False
    moved: list[datetime] = field(default_factory=list)
    ended: datetime | None = None
    failure: str | None = None
    model_arn: str | None = None


@dataclass(kw_only=True)
class CustomModel:
    """A model that a job made, or that was imported.

    Attributes:
        model: what answers; None until an import is over, and for ever if it fails.
        job: that made it; None for an import.
        source: the S3 URI that it is imported from; None for a job's.
        kms_key: the ARN of the key that an import asked for.
        asked: how often an import was asked for since it began.
    """

    arn: str
    name: str
    created: datetime
    model: Model | None
    job: Job | None = None
    source: str | None = None
    kms_key: str | None = None
    status: str = "Active"
    asked: int = 0
    failure: str | None = None


@dataclass(kw_only=True)
class Deployment:
    """An on-demand deployment of a custom model.

    Attributes:
        model_arn: what it serves now.
        target_arn: what it was last updated to, and `update_status` how that went.
        asked: how often it was asked for since it was created or updated.
        invocations: how often it was invoked since it became active.
    """

    arn: str
    name: str
    model_arn: str
    created: datetime
    updated: datetime
    description: str | None = None
    status: str = "Creating"
    failure: str | None = None
    target_arn: str | None = None
    update_status: str | None = None
    asked: int = 0
    invocations: int = 0


@dataclass(kw_only=True)
class ImportJob:
    """A model import job.

    Attributes:
        request: the parameters it was created with.
        asked: how often the job was asked for.
    """

    arn: str
    request: Params
    created: datetime
    status: str = "InProgress"
    asked: int = 0
    ended: datetime | None = None
    failure: str | None = None
    model_arn: str | None = None


@dataclass(kw_only=True)
class ImportedModel:
    """What a model import job made.

    Attributes:
        architecture: `model_type` of its config.json.
        model: what answers: a stand-in's model, or weights behind transformers.
        invocations: how often it was invoked.
    """

    arn: str
    job: ImportJob
    created: datetime
    architecture: str
    model: Model | Weights
    invocations: int = 0

    @property
    def name(self) -> str:
        """The name that its job was given."""
        name: str = self.job.request["importedModelName"]
        return name


@dataclass(frozen=True, kw_only=True)
class Guardrail:
    """A guardrail.

    Attributes:
        words: what neither questions nor answers may hold, whatever the case.
        says_of_input, says_of_output: what is answered in place of one that does.
    """

    arn: str
    name: str
    words: tuple[str, ...]
    says_of_input: str
    says_of_output: str

    @property
    def id(self) -> str:
        """The end of its ARN."""
        return self.arn.rpartition("/")[2]
