"""What the stand-in remembers: training jobs and their tags, for one account in one region."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from local.bedrock.model.answering import Model, Step
from local.bedrock.objects import Objects
from local.escrow import Escrow
from local.faults import Faults

Params = Mapping[str, Any]

ENDED: Final = frozenset({"Completed", "Failed", "Stopped", "MaxRuntimeExceeded"})


@dataclass(kw_only=True)
class Work:
    """What the background training of a job has got to. Written by its thread, read by everyone else.

    Attributes:
        finished: the secondary statuses whose work is done: Downloading, Training.
        failure: why it cannot go on, for `FailureReason`.
        steps: of the training, once it is done.
        model: the trained model, likewise.
        stop: set to ask the thread to end.
    """

    finished: set[str] = field(default_factory=set)
    failure: str | None = None
    steps: tuple[Step, ...] = ()
    model: Model | None = None
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A secondary status and when it was entered."""

    status: str
    at: datetime


@dataclass(kw_only=True)
class TrainingJob:
    """A training job.

    Attributes:
        request: the parameters it was created with.
        transitions: every secondary status so far, the present one last.
        asked: how often the job was described in the present status.
        failure: why it failed.
    """

    name: str
    arn: str
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

    def entered(self, status: str) -> datetime | None:
        """When the job was first in a secondary status; None if it never was."""
        return next((each.at for each in self.transitions if each.status == status), None)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(kw_only=True)
class Account:
    """All of it. Whoever reads or writes holds `lock`, but for `Work`, which has one writer.

    Attributes:
        polls: how many times a job is seen in each secondary status before it moves on.
        clock: tells the time.
        jobs: by name; they stay for ever, and their names with them.
        tags: by ARN.
    """

    region: str
    number: str
    objects: Objects
    faults: Faults
    polls: int
    escrow: Escrow
    clock: Callable[[], datetime] = now
    lock: threading.RLock = field(default_factory=threading.RLock)
    jobs: dict[str, TrainingJob] = field(default_factory=dict)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)

    def arn(self, job_name: str) -> str:
        """The ARN of a training job; SageMaker writes names in it in lower case."""
        return f"arn:aws:sagemaker:{self.region}:{self.number}:training-job/{job_name.lower()}"
