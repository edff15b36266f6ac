from datetime import UTC, datetime, timedelta

import pytest

from tuneql.errors import TrainingFailed, TrainingStalled
from tuneql.training.bedrock.job import CustomizationJob

START = datetime(2026, 11, 20, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def job(
    status: str = "InProgress", *, changed: timedelta = timedelta(), failure: str | None = None, **stages: str
) -> CustomizationJob:
    return CustomizationJob(
        arn="arn:job", status=status, created_at=START, changed_at=START + changed, stages=stages, failure=failure
    )


def look(found: CustomizationJob, *, after: timedelta) -> bool:
    return found.is_finished(now=START + after, stall=2 * HOUR, deadline=24 * HOUR)


def test_a_completed_job_is_done_however_late() -> None:
    assert look(job("Completed"), after=100 * HOUR)


@pytest.mark.parametrize(
    ("found", "hours"),
    [
        (job(), 1),
        (job(validation="InProgress"), 20),
        (job(validation="Completed", dataProcessing="Completed", training="InProgress"), 24),
        (job(validation="Completed", training="NotStarted"), 1.9),
        (job(changed=3 * HOUR, validation="Completed", training="NotStarted"), 5),
    ],
)
def test_a_job_that_moves_is_waited_for(found: CustomizationJob, hours: float) -> None:
    assert not look(found, after=hours * HOUR)


@pytest.mark.parametrize(
    ("found", "hours", "error", "says"),
    [
        (job("Failed", failure="Encountered an internal error"), 1, TrainingFailed, "internal error"),
        (job("Stopped"), 1, TrainingFailed, "Stopped"),
        (job("Stopping"), 1, TrainingFailed, "Stopping"),
        (
            job(validation="Completed", dataProcessing="Completed", training="InProgress"),
            25,
            TrainingFailed,
            "deadline",
        ),
        (job(validation="Completed", training="NotStarted"), 3, TrainingStalled, "training stage"),
        (job(validation="Completed", dataProcessing="NotStarted"), 3, TrainingStalled, "dataProcessing stage"),
    ],
)
def test_a_job_that_will_not_end_well_is_given_up(
    found: CustomizationJob, hours: float, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        look(found, after=hours * HOUR)
