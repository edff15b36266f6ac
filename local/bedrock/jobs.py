"""Model customization jobs: create, get, list, stop.

A job is worked on by a thread from the moment it is created (`training.py`), and is shown to go through its stages as
it is asked for, like one that takes hours.
"""

import threading
from datetime import datetime
from typing import Any, Final

from local.bedrock import hyperparameters, training
from local.bedrock.account import Account, now, once
from local.bedrock.errors import conflict, invalid, not_found, over_quota
from local.bedrock.foundation_models import arn_of, named
from local.bedrock.listing import page
from local.bedrock.resources import CustomModel, Job, Params
from local.bedrock.rules import FAILURE_CHARACTERS, INTERNAL_ERROR, Rule, check, role_is_of_this_account
from local.bedrock.tags import tag
from tuneql.limits import NOVA_MICRO

# "Scheduled customization jobs", Amazon Bedrock quotas, us-east-1.
SCHEDULED_JOBS: Final = 10
STAGES: Final = ("validationDetails", "dataProcessingDetails", "trainingDetails")


def create(account: Account, params: Params) -> dict[str, Any]:
    """CreateModelCustomizationJob."""
    return once(
        account, "CreateModelCustomizationJob", params, lambda: _create(account, params), clash="ConflictException"
    )


def _create(account: Account, params: Params) -> dict[str, Any]:
    check(RULES, account, params)
    base = NOVA_MICRO.training_id
    job = Job(arn=account.new_arn(f"model-customization-job/{base}"), request=params, created=now())
    tag(account, job.arn, params.get("jobTags", []))
    account.reserved |= {("job", params["jobName"]), ("model", params["customModelName"])}
    account.jobs[job.arn] = job
    threading.Thread(target=training.run, args=(account, job), daemon=True, name=f"training {job.arn[-12:]}").start()
    return {"jobArn": job.arn}


def base_model_can_be_trained_here(account: Account, params: Params) -> None:
    """Only the training id of Nova Micro, and only in the regions that customise it."""
    model = named(params["baseModelIdentifier"])
    if model == NOVA_MICRO.inference_id:
        raise invalid(
            f"The model {model} does not support customization; use {NOVA_MICRO.training_id} as baseModelIdentifier."
        )
    if model != NOVA_MICRO.training_id:
        raise invalid("The provided model identifier is invalid.")
    if account.region not in NOVA_MICRO.regions:
        raise invalid(f"{model} cannot be customized in {account.region}; use {', '.join(NOVA_MICRO.regions)}.")


def customization_is_fine_tuning(_account: Account, params: Params) -> None:
    """Nova Micro is fine-tuned from a file; the stand-in knows nothing else."""
    kind = params.get("customizationType", "FINE_TUNING")
    if kind != "FINE_TUNING" or "customizationConfig" in params:
        raise invalid(f"The customization type {kind} is not supported for this model; use FINE_TUNING.")


def data_is_a_json_lines_file(_account: Account, params: Params) -> None:
    """Training data is one `.jsonl` object, validation data at most one."""
    validators = params.get("validationDataConfig", {}).get("validators", [])
    uris = [params["trainingDataConfig"].get("s3Uri"), *(each["s3Uri"] for each in validators)]
    if len(validators) > 1:
        raise invalid("This model takes at most one validation dataset.")
    if any(uri is None or not uri.endswith(".jsonl") for uri in uris):
        raise invalid("The training and validation data must each be the S3 URI of a .jsonl file.")


def hyperparameters_are_in_range(_account: Account, params: Params) -> None:
    """Names and ranges of `hyperparameters.py`."""
    hyperparameters.read(params.get("hyperParameters", {}))


def names_are_new(account: Account, params: Params) -> None:
    """Names of jobs and custom models are never free again, whatever became of them."""
    for kind, member in (("job", "jobName"), ("model", "customModelName")):
        if (kind, params[member]) in account.reserved:
            raise conflict(f"The {member} {params[member]} is or was in use. Choose a name that was never used.")


def quota_is_left(account: Account, _params: Params) -> None:
    """So many jobs may be scheduled or running."""
    if sum(job.status in ("InProgress", "Stopping") for job in account.jobs.values()) >= SCHEDULED_JOBS:
        raise over_quota(f"You have reached the quota of {SCHEDULED_JOBS} scheduled customization jobs.")


RULES: Final[tuple[Rule, ...]] = (
    base_model_can_be_trained_here,
    customization_is_fine_tuning,
    hyperparameters_are_in_range,
    data_is_a_json_lines_file,
    role_is_of_this_account,
    names_are_new,
    quota_is_left,
)


def find(account: Account, identifier: str) -> Job:
    """The job of an ARN or a name; ResourceNotFoundException."""
    for job in account.jobs.values():
        if identifier in (job.arn, job.request["jobName"]):
            return job
    raise not_found(f"The model customization job {identifier} was not found.")


def get(account: Account, params: Params) -> dict[str, Any]:
    """GetModelCustomizationJob. Asking moves the job on, if its work is that far."""
    job = find(account, params["jobIdentifier"])
    _advance(account, job)
    return _described(job)


def _advance(account: Account, job: Job) -> None:
    if job.status == "Stopping":
        _end(job, "Stopped")
    if job.status != "InProgress":
        return
    job.asked += 1
    failure = INTERNAL_ERROR if account.faults.active("failed-job") and job.position > 0 else job.work.failure
    if failure is not None and job.asked > account.polls:
        job.failure = failure[:FAILURE_CHARACTERS]
        _end(job, "Failed")
    elif _may_move(account, job):
        job.position, job.asked = job.position + 1, 1
        job.moved.append(now())
        if job.position == len(STAGES):
            _complete(account, job)


def _may_move(account: Account, job: Job) -> bool:
    job.stalled = account.faults.active("stalled-stage")
    stuck = job.stalled and job.position == len(STAGES) - 1
    return job.asked > account.polls and job.work.stages > job.position and not stuck


def _end(job: Job, status: str) -> None:
    job.status, job.ended = status, now()
    job.work.stop.set()


def _complete(account: Account, job: Job) -> None:
    assert job.work.model is not None  # noqa: S101 -- the third stage is over
    arn = account.new_arn(f"custom-model/{NOVA_MICRO.training_id}")
    name = job.request["customModelName"]
    account.models[arn] = CustomModel(arn=arn, name=name, job=job, created=now(), model=job.work.model)
    tag(account, arn, job.request.get("customModelTags", []))
    job.model_arn = arn
    _end(job, "Completed")


def _described(job: Job) -> dict[str, Any]:
    request = job.request
    echoed = ("jobName", "roleArn", "clientRequestToken", "trainingDataConfig", "outputDataConfig", "vpcConfig")
    return {
        "jobArn": job.arn,
        "outputModelName": request["customModelName"],
        "status": job.status,
        "statusDetails": _stages(job),
        "creationTime": job.created,
        "lastModifiedTime": job.ended or (job.moved[-1] if job.moved else job.created),
        "baseModelArn": arn_of(NOVA_MICRO.training_id, job.arn.split(":")[3]),
        "hyperParameters": dict(hyperparameters.DEFAULTS) | dict(request.get("hyperParameters", {})),
        "validationDataConfig": request.get("validationDataConfig", {"validators": []}),
        "customizationType": "FINE_TUNING",
        **{name: request[name] for name in echoed if name in request},
        **_ending(job),
    }


def _ending(job: Job) -> dict[str, Any]:
    members: dict[str, Any] = {"endTime": job.ended, "failureMessage": job.failure, "outputModelArn": job.model_arn}
    if job.status == "Completed":
        members |= metrics(job)
    return {name: value for name, value in members.items() if value is not None}


def metrics(job: Job) -> dict[str, Any]:
    """The losses that a completed job and its model report."""
    found: dict[str, Any] = {"trainingMetrics": {"trainingLoss": job.work.training_loss}}
    if job.work.validation_loss is not None:
        found["validationMetrics"] = [{"validationLoss": job.work.validation_loss}]
    return found


def _stages(job: Job) -> dict[str, Any]:
    times = [job.created, *job.moved]
    return {name: _stage(job, index, times) for index, name in enumerate(STAGES)}


def _stage(job: Job, index: int, times: list[datetime]) -> dict[str, Any]:
    stuck = job.stalled and index == len(STAGES) - 1
    if index > job.position or (index == job.position and stuck):
        return {"status": "NotStarted"}
    over = index < job.position
    changed = times[index + 1] if over else job.ended or times[-1]
    status = "Completed" if over else job.status
    return {"status": status, "creationTime": times[index], "lastModifiedTime": changed}


def list_all(account: Account, params: Params) -> dict[str, Any]:
    """ListModelCustomizationJobs. Does not move the jobs on."""
    return page(
        map(_summary, account.jobs.values()),
        params,
        member="modelCustomizationJobSummaries",
        created="creationTime",
        name="jobName",
    )


def _summary(job: Job) -> dict[str, Any]:
    described = _described(job)
    shared = ("jobArn", "baseModelArn", "jobName", "status", "statusDetails", "creationTime", "lastModifiedTime")
    renamed = {"customModelArn": job.model_arn, "endTime": job.ended}
    return {
        **{name: described[name] for name in shared},
        **{name: value for name, value in renamed.items() if value is not None},
        "customModelName": job.request["customModelName"],
        "customizationType": "FINE_TUNING",
    }


def stop(account: Account, params: Params) -> dict[str, Any]:
    """StopModelCustomizationJob."""
    job = find(account, params["jobIdentifier"])
    if job.status != "InProgress":
        raise conflict(f"The job {job.arn} is {job.status} and cannot be stopped.")
    job.status = "Stopping"
    job.work.stop.set()
    return {}
