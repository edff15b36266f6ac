"""Custom Model Import: jobs that import models in Hugging Face's format. Create, get, list.

Sources: Amazon Bedrock user guide, "Import a customized model into Amazon Bedrock"; API reference,
CreateModelImportJob.
"""

import re
from typing import Any, Final

from local.bedrock.account import Account, now, once
from local.bedrock.errors import invalid, not_found, over_quota
from local.bedrock.imported.source import ImportFailedError, read_source
from local.bedrock.listing import page
from local.bedrock.resources import ImportedModel, ImportJob, Params
from local.bedrock.rules import FAILURE_CHARACTERS, INTERNAL_ERROR, Rule, check, role_is_of_this_account
from local.bedrock.tags import check_tags, tag

REGIONS: Final = ("us-east-1", "us-east-2", "us-west-2", "eu-central-1")
# "Concurrent model import jobs" (not adjustable) and "Imported models per account", Amazon Bedrock quotas.
IN_PROGRESS: Final = 1
MODELS: Final = 3
_KEY_ID: Final = re.compile(r"[a-zA-Z0-9-]{36}")


def create(account: Account, params: Params) -> dict[str, Any]:
    """CreateModelImportJob."""
    return once(account, "CreateModelImportJob", params, lambda: _create(account, params), clash="ConflictException")


def _create(account: Account, params: Params) -> dict[str, Any]:
    check(RULES, account, params)
    job = ImportJob(arn=account.new_arn("model-import-job"), request=params, created=now())
    tag(account, job.arn, params.get("jobTags", []))
    account.import_jobs[job.arn] = job
    return {"jobArn": job.arn}


def models_are_imported_here(account: Account, _params: Params) -> None:
    """Only in the regions of Custom Model Import."""
    if account.region not in REGIONS:
        raise invalid(f"Custom Model Import is not available in {account.region}; use {', '.join(REGIONS)}.")


def key_is_known_by_its_id(_account: Account, params: Params) -> None:
    """The stand-in has no KMS to look an alias up in."""
    if "alias/" in params.get("importedModelKmsKeyId", ""):
        raise invalid("The local stand-in knows no aliases of KMS keys; give importedModelKmsKeyId as an id or an ARN.")


def names_are_free(account: Account, params: Params) -> None:
    """A job's name stays taken, since jobs cannot be deleted; a model's is free again when the model is deleted."""
    if any(job.request["jobName"] == params["jobName"] for job in account.import_jobs.values()):
        raise invalid("The provided job name is currently in use.")
    if params["importedModelName"] in _model_names(account):
        raise invalid("The provided model name is currently in use.")


def _model_names(account: Account) -> set[str]:
    coming = {job.request["importedModelName"] for job in _in_progress(account)}
    return coming | {model.name for model in account.imported_models.values()}


def tags_are_unique(_account: Account, params: Params) -> None:
    """Of the job, and of the model to come."""
    check_tags(params.get("jobTags", []))
    check_tags(params.get("importedModelTags", []))


def quota_is_left(account: Account, _params: Params) -> None:
    """One import at a time, and three models. A refusal counts as a look at the import that is in the way."""
    running = _in_progress(account)
    for job in running:
        advance(account, job)
    if len(running) >= IN_PROGRESS:
        raise over_quota(f"You have reached the quota of {IN_PROGRESS} concurrent model import job.")
    if len(account.imported_models) >= MODELS:
        raise over_quota(f"You have reached the quota of {MODELS} imported models per account.")


RULES: Final[tuple[Rule, ...]] = (
    models_are_imported_here,
    role_is_of_this_account,
    key_is_known_by_its_id,
    tags_are_unique,
    names_are_free,
    quota_is_left,
)


def _in_progress(account: Account) -> list[ImportJob]:
    return [job for job in account.import_jobs.values() if job.status == "InProgress"]


def find(account: Account, identifier: str) -> ImportJob:
    """The job of an ARN or a name; ResourceNotFoundException."""
    for job in account.import_jobs.values():
        if identifier in (job.arn, job.request["jobName"]):
            return job
    raise not_found(f"The model import job {identifier} was not found.")


def get(account: Account, params: Params) -> dict[str, Any]:
    """GetModelImportJob. Asking often enough ends the job."""
    job = find(account, params["jobIdentifier"])
    advance(account, job)
    return _described(job)


def advance(account: Account, job: ImportJob) -> None:
    """Look at a job: often enough ends it."""
    if job.status != "InProgress":
        return
    job.asked += 1
    if job.asked <= account.polls:
        return
    try:
        job.model_arn = _import(account, job)
        job.status = "Completed"
    except ImportFailedError as failure:
        job.status, job.failure = "Failed", str(failure)[:FAILURE_CHARACTERS]
    job.ended = now()


def _import(account: Account, job: ImportJob) -> str:
    if account.faults.active("failed-import"):
        raise ImportFailedError(INTERNAL_ERROR)
    source = read_source(account, job.request["modelDataSource"]["s3DataSource"]["s3Uri"])
    arn = account.new_arn("imported-model")
    account.imported_models[arn] = ImportedModel(
        arn=arn, job=job, created=now(), architecture=source.architecture, model=source.model
    )
    tag(account, arn, job.request.get("importedModelTags", []))
    return arn


def _described(job: ImportJob) -> dict[str, Any]:
    echoed = ("jobName", "importedModelName", "roleArn", "modelDataSource", "vpcConfig")
    members = {
        **_summary(job),
        **{name: job.request.get(name) for name in echoed},
        "failureMessage": job.failure,
        "importedModelKmsKeyArn": kms_key(job),
    }
    return {name: value for name, value in members.items() if value is not None}


def kms_key(job: ImportJob) -> str | None:
    """The ARN of the key that a job was given, by ARN or by id."""
    key: str | None = job.request.get("importedModelKmsKeyId")
    if key is None or not _KEY_ID.fullmatch(key):
        return key
    _, partition, _, region, account, _ = job.arn.split(":", 5)
    return f"arn:{partition}:kms:{region}:{account}:key/{key}"


def list_all(account: Account, params: Params) -> dict[str, Any]:
    """ListModelImportJobs. Does not move the jobs on."""
    return page(
        map(_summary, account.import_jobs.values()),
        params,
        member="modelImportJobSummaries",
        created="creationTime",
        name="jobName",
    )


def _summary(job: ImportJob) -> dict[str, Any]:
    members = {
        "jobArn": job.arn,
        "jobName": job.request["jobName"],
        "status": job.status,
        "creationTime": job.created,
        "lastModifiedTime": job.ended or job.created,
        "endTime": job.ended,
        "importedModelArn": job.model_arn,
        "importedModelName": job.request["importedModelName"],
    }
    return {name: value for name, value in members.items() if value is not None}
