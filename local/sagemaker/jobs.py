"""Training jobs: create, describe, stop."""

from typing import Any, Final

from local.sagemaker import work
from local.sagemaker.account import ENDED, Account, Params, TrainingJob, Transition
from local.sagemaker.errors import invalid, not_found
from local.sagemaker.kinds import kind_of
from local.sagemaker.output import model_uri
from local.sagemaker.statuses import MESSAGES, STATUSES, advance, enter

# Members of the request that are described as they came.
_ECHOED: Final = (
    "HyperParameters",
    "AlgorithmSpecification",
    "RoleArn",
    "InputDataConfig",
    "OutputDataConfig",
    "ResourceConfig",
    "VpcConfig",
    "CheckpointConfig",
)
_SWITCHES: Final = ("EnableNetworkIsolation", "EnableInterContainerTrafficEncryption", "EnableManagedSpotTraining")


def create(account: Account, params: Params) -> dict[str, Any]:
    """CreateTrainingJob. There is no client token: the name, once taken, stops a second job."""
    kind = kind_of(params)
    for rule in kind.rules:
        rule(account, params)
    name, created = params["TrainingJobName"], account.clock()
    starting = Transition(status="Starting", at=created)
    job = TrainingJob(
        name=name, arn=account.arn(name), kind=kind, request=params, created=created, transitions=[starting]
    )
    account.jobs[name] = job
    account.tags[job.arn] = {each["Key"]: each["Value"] for each in params.get("Tags", [])}
    work.begin(account, job)
    return {"TrainingJobArn": job.arn}


def find(account: Account, name: str) -> TrainingJob:
    """The job of a name.

    Raises:
        ServiceError: there is none.
    """
    if name not in account.jobs:
        raise not_found()
    return account.jobs[name]


def stop(account: Account, params: Params) -> dict[str, Any]:
    """StopTrainingJob. Stopping takes a while, and doing it twice changes nothing."""
    job = find(account, params["TrainingJobName"])
    if job.status in ENDED:
        raise invalid(f"The request was rejected because the training job is in status {STATUSES[job.status]}.")
    if job.status != "Stopping":
        enter(account, job, "Stopping")
        job.asked = 0
    return {}


def describe(account: Account, params: Params) -> dict[str, Any]:
    """DescribeTrainingJob. Looking moves the job on, if its work is that far."""
    job = find(account, params["TrainingJobName"])
    advance(account, job)
    request = job.request
    return {
        "TrainingJobName": job.name,
        "TrainingJobArn": job.arn,
        "ModelArtifacts": {"S3ModelArtifacts": model_uri(job)},
        "TrainingJobStatus": STATUSES.get(job.status, "InProgress"),
        "SecondaryStatus": job.status,
        **{member: request[member] for member in _ECHOED if member in request},
        **{switch: request.get(switch, False) for switch in _SWITCHES},
        "StoppingCondition": {"MaxRuntimeInSeconds": job.longest, **request["StoppingCondition"]},
        "CreationTime": job.created,
        "LastModifiedTime": job.transitions[-1].at,
        "SecondaryStatusTransitions": _transitions(job),
        **_times(job),
        **({} if job.failure is None else {"FailureReason": job.failure}),
    }


def _transitions(job: TrainingJob) -> list[dict[str, Any]]:
    ends: list[Any] = [each.at for each in job.transitions[1:]] + [job.ended]
    return [
        {"Status": each.status, "StartTime": each.at, "StatusMessage": _message(job, each)}
        | ({} if end is None else {"EndTime": end})
        for each, end in zip(job.transitions, ends, strict=True)
    ]


def _message(job: TrainingJob, transition: Transition) -> str:
    return (job.work.note if transition.status == "Training" else None) or MESSAGES[transition.status]


def _times(job: TrainingJob) -> dict[str, Any]:
    """Training begins when there are instances, and from then on it is billed, by the second."""
    started = job.entered("Downloading")
    members: dict[str, Any] = {} if started is None else {"TrainingStartTime": started}
    if job.ended is not None:
        members["TrainingEndTime"] = job.ended
    if started is not None and job.ended is not None:
        seconds = max(1, round((job.ended - started).total_seconds()))
        members |= {"TrainingTimeInSeconds": seconds, "BillableTimeInSeconds": seconds}
    return members
