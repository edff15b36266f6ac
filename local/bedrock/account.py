"""The state of the stand-in: jobs, models, deployments, tags, tokens and names, for one account in one region."""

import json
import secrets
import string
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from local.bedrock.errors import ServiceError, invalid
from local.bedrock.imported.weights import Weights
from local.bedrock.model.answering import Model
from local.bedrock.objects import Objects
from local.escrow import Escrow
from local.faults import Faults

Params = Mapping[str, Any]
_ALPHABET: Final = string.ascii_lowercase + string.digits


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


@dataclass(kw_only=True)
class Account:
    """The state of the stand-in. Whoever reads or writes holds `lock`, except for `Work`, which has one writer.

    Attributes:
        polls: how many times a stage, an import, a deployment or an update is seen unfinished before it is over.
        escrow: the checkpoints that can be imported.
        reserved: kinds and names that were ever used for a job or a custom model; they stay taken.
        tokens: what each client token was first used for: operation, parameters and response.
        find_python: the interpreter with PyTorch and transformers, to serve imported weights; None if there is none.
        invocations: how often Converse was called, for the fault `throttling`.
        pause: waits so many seconds, for the fault `hanging`.
    """

    region: str
    number: str
    objects: Objects
    faults: Faults
    polls: int
    base: Model
    escrow: Escrow
    find_python: Callable[[], Path | None]
    lock: threading.RLock = field(default_factory=threading.RLock)
    jobs: dict[str, Job] = field(default_factory=dict)
    models: dict[str, CustomModel] = field(default_factory=dict)
    deployments: dict[str, Deployment] = field(default_factory=dict)
    import_jobs: dict[str, ImportJob] = field(default_factory=dict)
    imported_models: dict[str, ImportedModel] = field(default_factory=dict)
    guardrails: dict[str, Guardrail] = field(default_factory=dict)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    reserved: set[tuple[str, str]] = field(default_factory=set)
    tokens: dict[str, tuple[str, str, dict[str, Any]]] = field(default_factory=dict)
    invocations: int = 0
    pause: Callable[[float], None] = time.sleep

    def new_arn(self, resource: str) -> str:
        """An ARN of this account ending in twelve random letters and digits, as Bedrock's do."""
        unique = "".join(secrets.choice(_ALPHABET) for _ in range(12))
        return f"arn:aws:bedrock:{self.region}:{self.number}:{resource}/{unique}"


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def once(
    account: Account, operation: str, params: Params, make: Callable[[], dict[str, Any]], *, clash: str
) -> dict[str, Any]:
    """Do something once for a client token: the same token gets the same response again.

    Args:
        account: whose tokens count.
        operation: the operation's name.
        params: its parameters, `clientRequestToken` among them or not.
        make: does it.
        clash: the error for a token that was used with other parameters.
    """
    token = params.get("clientRequestToken")
    if token is None:
        return make()
    asked = json.dumps({name: value for name, value in params.items() if name != "clientRequestToken"}, sort_keys=True)
    if token not in account.tokens:
        account.tokens[token] = (operation, asked, make())
    first, parameters, response = account.tokens[token]
    if (first, parameters) != (operation, asked):
        raise ServiceError(clash, f"clientRequestToken {token} was used for another request; use a new one.")
    return response


def tag(account: Account, arn: str, tags: list[dict[str, str]]) -> None:
    """Give a new resource its tags; `check_tags` has seen them, or its error is raised here."""
    check_tags(tags)
    account.tags[arn] = {each["key"]: each["value"] for each in tags}


def check_tags(tags: list[dict[str, str]]) -> None:
    """Refuse tags that no resource can have.

    Raises:
        ServiceError: a key is there twice.
    """
    keys = [each["key"] for each in tags]
    if len(set(keys)) < len(keys):
        raise invalid("The tag keys must be unique.")
