from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tuneql.errors import TrainingFailed, TrainingStalled
from tuneql.training.sagemaker.job import TrainingJob, as_training_job

START = datetime(2026, 11, 20, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
ARN = "arn:aws:sagemaker:us-east-1:123456789012:training-job/tuneql-a"


def described(status: str, stage: str, *, since: float = 0, message: str = "", failure: str = "") -> dict[str, Any]:
    """What DescribeTrainingJob answers; `since` is when the stage began, in hours."""
    earlier = {"Status": "Starting", "StartTime": START, "StatusMessage": "Starting the training job"}
    latest = {"Status": stage, "StartTime": START + since * HOUR, "StatusMessage": message}
    return {
        "TrainingJobName": "tuneql-a",
        "TrainingJobArn": ARN,
        "TrainingJobStatus": status,
        "SecondaryStatus": stage,
        "CreationTime": START,
        "SecondaryStatusTransitions": [earlier, latest],
        **({"FailureReason": failure} if failure else {}),
    }


def look(description: dict[str, Any], *, after: float) -> bool:
    job = as_training_job(description)
    return job.is_finished(now=START + after * HOUR, stall=2 * HOUR, deadline=24 * HOUR)


def test_a_description_becomes_a_job() -> None:
    job = as_training_job(described("InProgress", "Pending", since=1, message="Preparing the instances"))
    assert job == TrainingJob(
        name="tuneql-a", arn=ARN, status="InProgress", stage="Pending", created_at=START, changed_at=START + HOUR,
        message="Preparing the instances",
    )  # fmt: skip


def test_a_job_without_transitions_has_changed_when_it_was_created() -> None:
    bare = described("InProgress", "Starting")
    del bare["SecondaryStatusTransitions"]
    assert as_training_job(bare).changed_at == START
    assert as_training_job(bare | {"SecondaryStatusTransitions": []}).message is None


def test_a_completed_job_is_done_however_late() -> None:
    assert look(described("Completed", "Completed", since=99), after=100)


@pytest.mark.parametrize(
    ("stage", "since", "hours"),
    [
        ("Starting", 0, 1.9),
        ("Pending", 0.1, 2),
        ("LaunchingMLInstances", 0, 1),
        ("PreparingTrainingStack", 0, 1),
        ("DownloadingTrainingImage", 0.5, 1),
        ("Downloading", 1, 2.9),
        ("Training", 0.5, 23.9),
        ("Interrupted", 5, 6),
        ("Restarting", 5, 6),
        ("Uploading", 20, 21),
        ("AStageOfTheFuture", 0, 1),
    ],
)
def test_a_job_that_moves_is_waited_for(stage: str, since: float, hours: float) -> None:
    assert not look(described("InProgress", stage, since=since), after=hours)


def test_a_job_that_stops_is_waited_for_until_it_has_stopped() -> None:
    assert not look(described("Stopping", "Stopping", since=20), after=20.1)
    assert not look(described("Stopping", "MaxRuntimeExceeded", since=20), after=20.1)


@pytest.mark.parametrize(
    ("stage", "message", "says"),
    [
        ("Starting", "", "starting for 3.0 hours"),
        ("Pending", "Insufficient capacity", "waiting for capacity for 3.0 hours, over its limit of 2.0 hours"),
        ("Pending", "Insufficient capacity", "SageMaker says: Insufficient capacity"),
        ("Pending", "", "choose another instance type"),
        ("LaunchingMLInstances", "", "no such instances to spare"),
        ("Interrupted", "", "spot capacity"),
        ("Restarting", "", "starting again"),
        ("DownloadingTrainingImage", "", "downloading the training image"),
        ("Downloading", "", "downloading its data and image for 3.0 hours"),
        ("Uploading", "", "AWS's to mend"),
        ("AStageOfTheFuture", "", "AStageOfTheFuture for 3.0 hours"),
    ],
)
def test_a_stage_that_stands_still_is_given_up(stage: str, message: str, says: str) -> None:
    with pytest.raises(TrainingStalled, match=says) as stalled:
        look(described("InProgress", stage, since=1, message=message), after=4)
    assert ARN in str(stalled.value)


def test_a_job_that_does_not_stop_is_given_up() -> None:
    with pytest.raises(TrainingStalled, match="stopping for"):
        look(described("Stopping", "Stopping", since=1), after=4)


@pytest.mark.parametrize("stage", ["Training", "Downloading"])
def test_no_stage_outlasts_the_deadline(stage: str) -> None:
    with pytest.raises(TrainingFailed, match="raise training_deadline_seconds"):
        look(described("InProgress", stage, since=24), after=24.5)


@pytest.mark.parametrize(
    ("status", "stage", "failure", "says"),
    [
        (
            "Failed", "Failed",
            "CapacityError: Unable to provision requested ML compute capacity. Please retry using a different type.",
            "CapacityError: Unable to provision .* different type; AWS has no such instances to spare",
        ),
        ("Failed", "Failed", "ClientError: InsufficientInstanceCapacity in us-east-1a", "no such instances to spare"),
        ("Failed", "Failed", "ClientError: CannotPullContainerError: pull access denied", "ecr:BatchGetImage"),
        ("Failed", "Failed", "ClientError: Could not find the image in the repository", "a job in a VPC needs a way"),
        ("Failed", "Failed", "ClientError: the ECR image does not exist", "ecr:BatchGetImage"),
        ("Failed", "Failed", "AlgorithmError: Invalid recipe, exit code: 1", "look at the job's log"),
        ("Failed", "Failed", "AlgorithmError: CUDA out of memory, exit code: 1", "lower max_length"),
        ("Failed", "Failed", "ClientError: Data download failed: AccessDenied", "lacks a permission"),
        ("Failed", "Failed", "ClientError: No S3 objects found under s3://a/b", "look at its channels and role"),
        ("Failed", "Failed", "InternalServerError: We encountered an internal error. Please try again.", "AWS's"),
        ("Failed", "Failed", "ResourceLimitExceeded: the account-level limit is 0", "raise the quota"),
        ("Failed", "Failed", "Something new", "Something new; look at the job in the SageMaker console"),
        ("Failed", "Failed", "", "SageMaker gives no reason"),
        ("Stopped", "Stopped", "", "someone stopped it"),
        ("Stopped", "MaxRuntimeExceeded", "", "budget_usd pays for.*training_deadline_seconds"),
        ("Stopped", "MaxWaitTimeExceeded", "", "waited longer"),
        ("Stopped", "Interrupted", "", "spot instances were taken back"),
        ("Deleting", "Stopped", "", "the training job is Deleting"),
        ("ANewStatus", "ANewStage", "", "the training job is ANewStatus"),
    ],
)  # fmt: skip
def test_a_job_that_ended_badly_says_why_and_what_to_do(status: str, stage: str, failure: str, says: str) -> None:
    with pytest.raises(TrainingFailed, match=says) as failed:
        look(described(status, stage, since=1, failure=failure), after=1.5)
    assert ARN in str(failed.value)
