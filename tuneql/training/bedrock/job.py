"""What a customization job's status means for the run that waits for it.

Bedrock has been seen to finish validation and then not start training for days, without a failure message. So every
stage has its own limit, besides the deadline of the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tuneql.errors import TrainingFailed, TrainingStalled
from tuneql.training.hours import in_words

STAGES = ("validation", "dataProcessing", "training")


@dataclass(frozen=True, kw_only=True)
class CustomizationJob:
    """The description of a job by GetModelCustomizationJob.

    Attributes:
        status: InProgress, Completed, Failed, Stopping or Stopped.
        stages: the status of each of `STAGES`: NotStarted, InProgress, Completed, …
        changed_at: when the job or one of its stages last changed, if Bedrock tells.
        model_arn: the custom model, once there is one.
    """

    arn: str
    status: str
    created_at: datetime
    changed_at: datetime
    stages: Mapping[str, str] = field(default_factory=dict)
    failure: str | None = None
    model_arn: str | None = None

    @property
    def stage(self) -> str:
        """The first stage that has not ended."""
        return next((s for s in STAGES if self.stages.get(s) not in {"Completed", None}), STAGES[-1])

    def is_finished(self, *, now: datetime, stall: timedelta, deadline: timedelta) -> bool:
        """Whether the job is done; if False, look again later.

        Args:
            now: the time.
            stall: how long a stage may take to start.
            deadline: how long the whole job may take.

        Raises:
            TrainingFailed: it failed or was stopped, or exceeded its deadline.
            TrainingStalled: a stage did not start in time.
        """
        if self.status == "Completed":
            return True
        if self.status != "InProgress":
            why = (self.failure or "Bedrock gives no reason").rstrip(".")
            raise TrainingFailed(
                f"the customization job is {self.status}: {why}; start the run again, and open a support case if it "
                f"happens twice ({self.arn})"
            )
        if now - self.created_at > deadline:
            raise TrainingFailed(
                f"the customization job has run for {in_words(now - self.created_at)}, over its deadline of "
                f"{in_words(deadline)}; raise training_deadline_seconds for a corpus of this size ({self.arn})"
            )
        if self.stages.get(self.stage) == "NotStarted" and now - self.changed_at > stall:
            raise TrainingStalled(
                f"the {self.stage} stage has not started for {in_words(now - self.changed_at)}, over its limit of "
                f"{in_words(stall)}; this is Bedrock's to mend: start the run again, and open a support case if it "
                f"stalls twice ({self.arn})"
            )
        return False
