"""The state of the stand-in: training jobs and their tags, for one account in one region."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from local.bedrock.model.answering import Model, Step
from local.bedrock.objects import Objects
from local.escrow import Escrow
from local.faults import Faults

Params = Mapping[str, Any]
Rule = Callable[["Account", Params], None]

ENDED: Final = frozenset({"Completed", "Failed", "Stopped", "MaxRuntimeExceeded"})
DEFAULT_RUNTIME_SECONDS: Final = 86_400  # StoppingCondition, API reference
# How long a container has between SIGTERM and SIGKILL. Source: API reference, StopTrainingJob.
GRACE_SECONDS: Final = 120.0


@dataclass(kw_only=True)
class Work:
    """The progress of one run of a job, on one set of instances. Written by its thread, read by everyone else.

    Attributes:
        finished: the secondary statuses whose work is done: Downloading, Training.
        begun: there is something that an interruption would interrupt.
        failure: why it cannot go on, for `FailureReason`.
        late: it ran longer than `MaxRuntimeInSeconds`.
        steps: of the stand-in model's training, once it is done.
        model: the stand-in model that was trained, likewise.
        files: what is left at the end, by name under `<S3OutputPath>/<job>/output/`.
        note: the message of the status Training, instead of SageMaker's.
        stop: set to ask the thread to end.
        thread: does the work.
    """

    finished: set[str] = field(default_factory=set)
    begun: bool = False
    failure: str | None = None
    late: bool = False
    steps: tuple[Step, ...] = ()
    model: Model | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    note: str | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    @property
    def over(self) -> bool:
        """Whether nothing of it is running any more."""
        return self.thread is None or not self.thread.is_alive()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of job: what it is asked for, what it does, what it leaves.

    Attributes:
        repository: of the training images.
        rules: what CreateTrainingJob refuses.
        work: does all the work of a run; raises what `local.sagemaker.work` knows.
        publish: hands over, beside `Work.files`, what the account's S3 does not hold; returns further files.
    """

    repository: str
    rules: tuple[Rule, ...]
    work: Callable[["Account", "TrainingJob", Work], None]
    publish: Callable[["Account", "TrainingJob"], Mapping[str, bytes]]


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A secondary status and when it was entered."""

    status: str
    at: datetime


@dataclass(kw_only=True)
class TrainingJob:
    """A training job.

    Attributes:
        kind: what sort of job it is.
        request: the parameters it was created with.
        transitions: every secondary status so far, the present one last.
        work: of the present run; an interrupted job has another one afterwards.
        asked: how often the job was described in the present status.
        failure: why it failed.
    """

    name: str
    arn: str
    kind: Kind
    request: Params
    created: datetime
    transitions: list[Transition]
    work: Work = field(default_factory=Work)
    asked: int = 0
    failure: str | None = None

    @property
    def status(self) -> str:
        """The secondary status."""
        return self.transitions[-1].status

    @property
    def ended(self) -> datetime | None:
        """When the job was over; None while it is not."""
        return self.transitions[-1].at if self.status in ENDED else None

    @property
    def longest(self) -> int:
        """How long it may run, in seconds."""
        seconds: int = self.request["StoppingCondition"].get("MaxRuntimeInSeconds", DEFAULT_RUNTIME_SECONDS)
        return seconds

    def entered(self, status: str) -> datetime | None:
        """When the job was first in a secondary status; None if it never was."""
        return next((each.at for each in self.transitions if each.status == status), None)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(kw_only=True)
class Account:
    """All of it. Whoever reads or writes holds `lock`, except for `Work`, which has one writer.

    Attributes:
        polls: how many times a job is seen in each secondary status before it moves on.
        clock: tells the time.
        training_python: finds the interpreter that scripts run with; None if there is no PyTorch.
        directory: of the logs of containers; None to keep none.
        grace_seconds: how long a container has between SIGTERM and SIGKILL.
        closing: set when the account ends; from then on nothing has any time left.
        jobs: by name; they stay for ever, and their names with them.
        tags: by ARN.
    """

    region: str
    number: str
    objects: Objects
    faults: Faults
    polls: int
    escrow: Escrow
    training_python: Callable[[], Path | None]
    clock: Callable[[], datetime] = now
    directory: Path | None = None
    grace_seconds: float = GRACE_SECONDS
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.RLock = field(default_factory=threading.RLock)
    jobs: dict[str, TrainingJob] = field(default_factory=dict)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)

    def arn(self, job_name: str) -> str:
        """The ARN of a training job; SageMaker writes names in it in lower case."""
        return f"arn:aws:sagemaker:{self.region}:{self.number}:training-job/{job_name.lower()}"
