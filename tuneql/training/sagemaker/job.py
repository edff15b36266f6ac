"""What the status of a SageMaker training job means for the run that waits for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from tuneql.errors import TrainingFailed, TrainingStalled
from tuneql.training.hours import in_words

# What each stage does, for people. AWS says that stages may be added; the run waits for those as for these.
_STAGES: Final[Mapping[str, str]] = {
    "Starting": "starting",
    "LaunchingMLInstances": "waiting for instances",
    "PreparingTrainingStack": "preparing its instances",
    "Pending": "waiting for capacity",
    "DownloadingTrainingImage": "downloading the training image",
    "Downloading": "downloading its data and image",
    "Training": "training",
    "Interrupted": "waiting for spot capacity after an interruption",
    "Restarting": "starting again",
    "Updating": "changing its instances",
    "Uploading": "uploading the model",
    "Stopping": "stopping",
}
# The stages before there are instances: if the job stalls there, none are available.
_BEFORE_CAPACITY: Final = frozenset({"Starting", "Pending", "LaunchingMLInstances", "Interrupted", "Restarting"})

_CAPACITY: Final = (
    "AWS has no such instances to spare: start the run again later, or choose another instance type of the recipe"
)
_IMAGE: Final = (
    "the training image could not be fetched: the execution role needs ecr:GetAuthorizationToken, ecr:BatchGetImage "
    "and ecr:GetDownloadUrlForLayer, and a job in a VPC needs a way to ECR"
)
# What to do about a failure. SageMaker gives only a text that begins with a code, so the text is searched.
_ADVICE: Final[tuple[tuple[str, str], ...]] = (
    (r"^CapacityError|InsufficientInstanceCapacity|insufficient capacity", _CAPACITY),
    (
        r"CannotPullContainer|(pull|download|access|find)\b.{0,40}\b(image|repository)|image.{0,60}(not exist|denied)",
        _IMAGE,
    ),
    (r"KMS|AccessDenied|not authorized", "the execution role lacks a permission: compare it with the stack's"),
    (
        r"out of memory|OutOfMemory",
        "a step does not fit: lower max_length, and global_batch_size (recipes) or micro_batch_tokens (open weights)",
    ),
    (r"^AlgorithmError", "the trainer refused its settings or the records, or broke: look at the job's log"),
    (r"^ClientError", "the job was given something that it cannot use: look at its channels and role"),
    (r"^InternalServerError|internal error", "this is AWS's to mend: start the run again"),
    (r"ResourceLimitExceeded|quota", "raise the quota for this instance type's training jobs"),
)
_STOPPED: Final[Mapping[str, str]] = {
    "MaxRuntimeExceeded": "it ran longer than its stopping condition allows, the time that budget_usd pays for: "
    "raise it, or raise training_deadline_seconds if that is shorter, or train fewer epochs",
    "MaxWaitTimeExceeded": f"it waited longer than its stopping condition allows; {_CAPACITY}",
    "Interrupted": "its spot instances were taken back; start the run again, or train on demand",
}


@dataclass(frozen=True, kw_only=True)
class TrainingJob:
    """The description of a job by DescribeTrainingJob.

    Attributes:
        status: InProgress, Completed, Failed, Stopping, Stopped or Deleting.
        stage: SageMaker's secondary status, e.g. Pending or Training.
        changed_at: when it entered that stage.
        message: SageMaker's message about the stage, e.g. that there is no capacity.
        failure: why it failed.
        artifacts: the S3 URI of what it made.
        billed_seconds: of its instance, once it has ended; with spot capacity, fewer than it took.
    """

    name: str
    arn: str
    status: str
    stage: str
    created_at: datetime
    changed_at: datetime
    message: str | None = None
    failure: str | None = None
    artifacts: str | None = None
    billed_seconds: int | None = None

    def is_finished(self, *, now: datetime, stall: timedelta, deadline: timedelta) -> bool:
        """Whether the job has ended successfully; if False, look again later.

        Args:
            now: the time.
            stall: how long a stage other than training may last, such as the wait for capacity.
            deadline: how long the whole job may take.

        Raises:
            TrainingFailed: it failed or was stopped, or exceeded its deadline.
            TrainingStalled: a stage lasted too long.
        """
        if self.status == "Completed":
            return True
        if self.status not in {"InProgress", "Stopping"}:
            raise TrainingFailed(f"the training job is {self.status}: {explain(self)} ({self.arn})")
        if now - self.created_at > deadline:
            raise TrainingFailed(
                f"the training job has taken {in_words(now - self.created_at)}, over its deadline of "
                f"{in_words(deadline)}; raise training_deadline_seconds for a corpus of this size ({self.arn})"
            )
        if self.stage != "Training" and now - self.changed_at > stall:
            raise TrainingStalled(_stalled(self, now - self.changed_at, stall))
        return False


def as_training_job(description: Mapping[str, Any]) -> TrainingJob:
    """The job of a DescribeTrainingJob response."""
    transitions = description.get("SecondaryStatusTransitions") or [{}]
    return TrainingJob(
        name=description["TrainingJobName"],
        arn=description["TrainingJobArn"],
        status=description["TrainingJobStatus"],
        stage=description["SecondaryStatus"],
        created_at=description["CreationTime"],
        changed_at=transitions[-1].get("StartTime", description["CreationTime"]),
        message=transitions[-1].get("StatusMessage"),
        failure=description.get("FailureReason"),
        artifacts=description.get("ModelArtifacts", {}).get("S3ModelArtifacts"),
        billed_seconds=description.get("BillableTimeInSeconds"),
    )


def explain(job: TrainingJob) -> str:
    """Why a job failed or was stopped, in SageMaker's words and ours, and what to do."""
    if job.stage in _STOPPED:
        return _STOPPED[job.stage]
    if job.status == "Stopped":
        return "someone stopped it; start the run again"
    reason = job.failure or job.message or "SageMaker gives no reason"
    advice = next((words for pattern, words in _ADVICE if re.search(pattern, reason, re.IGNORECASE)), None)
    return f"{reason.rstrip('.')}; {advice or 'look at the job in the SageMaker console'}"


def _stalled(job: TrainingJob, span: timedelta, stall: timedelta) -> str:
    doing = _STAGES.get(job.stage, job.stage)
    said = f" (SageMaker says: {job.message})" if job.message else ""
    advice = _CAPACITY if job.stage in _BEFORE_CAPACITY else "this is AWS's to mend: start the run again"
    return (
        f"the training job has been {doing} for {in_words(span)}, over its limit of {in_words(stall)}{said}; {advice} "
        f"({job.arn})"
    )
