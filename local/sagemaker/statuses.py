"""How a job moves from one secondary status to the next, and where a fault makes it stray.

A job is worked on by a thread from the moment it is created (`work.py`). It is shown in each secondary status for a
number of looks, and longer if the work of that status is not done; the clock alone moves it nowhere, but past its
`MaxRuntimeInSeconds`. An interrupted job loses what it had on its instances, and is worked on from the beginning: what
goes on is what it finds in its checkpoints.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from local.sagemaker.account import ENDED, Account, TrainingJob, Transition
from local.sagemaker.output import publish
from local.sagemaker.work import begin

FAILURE_CHARACTERS: Final = 1024  # the longest FailureReason of the service model

FOLLOWING: Final[Mapping[str, str]] = {
    "Starting": "Downloading",
    "Pending": "Downloading",
    "Downloading": "Training",
    "Training": "Uploading",
    "Interrupted": "Starting",
    "Uploading": "Completed",
    "Stopping": "Stopped",
}
# SageMaker's messages for secondary statuses.
MESSAGES: Final[Mapping[str, str]] = {
    "Starting": "Preparing the instances for training",
    "Pending": "Training job waiting for capacity",
    "Downloading": "Downloading input data",
    "Training": "Training image download completed. Training in progress.",
    "Interrupted": "Training job interrupted; it goes on when there are instances again",
    "Uploading": "Uploading generated training model",
    "Completed": "Training job completed",
    "Failed": "Training job failed",
    "Stopping": "Stopping the training job",
    "Stopped": "Training job stopped",
    "MaxRuntimeExceeded": "Training job runtime exceeded MaxRuntimeInSeconds provided",
}
# The status that goes with a secondary status; with every other it is InProgress.
STATUSES: Final[Mapping[str, str]] = {
    "Completed": "Completed",
    "Failed": "Failed",
    "Stopping": "Stopping",
    "Stopped": "Stopped",
    "MaxRuntimeExceeded": "Stopped",
}


@dataclass(frozen=True, kw_only=True)
class Detour:
    """Where a fault leads a job instead.

    Attributes:
        fault: its name.
        at, to: secondary statuses.
        reason: the FailureReason, if it leads to Failed.
    """

    fault: str
    at: str
    to: str
    reason: str | None = None


DETOURS: Final = (
    Detour(fault="no-capacity", at="Starting", to="Pending"),
    Detour(
        fault="no-capacity",
        at="Pending",
        to="Failed",
        reason="CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML "
        "instance type.",
    ),
    Detour(
        fault="image-pull-failure",
        at="Downloading",
        to="Failed",
        reason="ClientError: Cannot pull algorithm container. Either the image does not exist or its permissions are "
        "incorrect.",
    ),
    Detour(
        fault="algorithm-error",
        at="Training",
        to="Failed",
        reason="AlgorithmError: ExecuteUserScriptError: ExitCode 1, ErrorMessage: RuntimeError: training failed, exit "
        "code: 1",
    ),
    Detour(fault="training-timeout", at="Training", to="MaxRuntimeExceeded"),
    Detour(fault="interrupted", at="Training", to="Interrupted"),
)


def advance(account: Account, job: TrainingJob) -> None:
    """Count a look at a job, and move it on if it is time."""
    if job.status in ENDED:
        return
    job.asked += 1
    if job.status != "Stopping" and (job.work.late or _over_time(account, job)):
        enter(account, job, "MaxRuntimeExceeded")
    elif job.asked > account.polls:
        _move(account, job)


def _over_time(account: Account, job: TrainingJob) -> bool:
    started = job.entered("Downloading")
    return started is not None and account.clock() - started > timedelta(seconds=job.longest)


def _move(account: Account, job: TrainingJob) -> None:
    detour = next((each for each in DETOURS if _leads(account, job, each)), None)
    if detour is not None:
        enter(account, job, detour.to, detour.reason)
    elif job.status in ("Downloading", "Training") and job.status not in job.work.finished:
        if job.work.failure is not None:
            enter(account, job, "Failed", job.work.failure)
    elif job.status == "Stopping" and not job.work.over:
        return
    elif job.status == "Uploading" and (reason := publish(account, job)) is not None:
        enter(account, job, "Failed", reason)
    else:
        enter(account, job, FOLLOWING[job.status])


def _leads(account: Account, job: TrainingJob, detour: Detour) -> bool:
    """A job is interrupted once, and when there is something to interrupt."""
    if detour.to == "Interrupted" and (job.entered("Interrupted") is not None or not job.work.begun):
        return False
    return detour.at == job.status and account.faults.active(detour.fault)


def enter(account: Account, job: TrainingJob, status: str, reason: str | None = None) -> None:
    """Put a job into a secondary status.

    Args:
        account: whose clock tells when.
        job: the job.
        status: the secondary status.
        reason: why it failed, if it did.
    """
    again = job.status == "Interrupted" and status == "Starting"
    job.transitions.append(Transition(status=status, at=account.clock()))
    job.asked = 1
    job.failure = reason and reason[:FAILURE_CHARACTERS]
    if status in {*ENDED, "Stopping", "Interrupted"}:
        job.work.stop.set()
    if again:
        begin(account, job)
