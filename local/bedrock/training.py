"""The work behind a customization job: read the data, check it, train, write what Bedrock writes to S3.

Under the output prefix: `.write_access_check_file.temp`; for each dataset `input_status/…/manifest.report.csv` and
`validated_data/…/validated_prompts.jsonl`; and the losses in `model-customization-job-<id>/…/*.csv` (`losses.py`).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from local.bedrock import hyperparameters
from local.bedrock.account import Account
from local.bedrock.losses import loss_files
from local.bedrock.model.answering import Step, Stopped
from local.bedrock.model.training import train
from local.bedrock.objects import split_uri
from local.bedrock.records import Validated, validate_file
from local.bedrock.resources import Job
from tuneql.limits import TRAINING_RECORDS

_REJECTED_BY_FAULT: Final = 3


class _Unfit(Exception):
    """The data cannot be trained on; the message is for `failureMessage`."""


def run(account: Account, job: Job) -> None:
    """Do all the work of a job. Never raises: what goes wrong is in `job.work.failure`."""
    try:
        _work(account, job)
    except Stopped:
        return
    except _Unfit as reason:
        job.work.failure = str(reason)
    except Exception as error:  # noqa: BLE001 -- a thread has no caller; the job carries the cause
        job.work.failure = f"The local stand-in failed while training: {type(error).__name__}: {error}"


def _work(account: Account, job: Job) -> None:
    output = _Output(account, job)
    output.write(".write_access_check_file.temp", b"")
    files = _validated(account, job)
    for kind, file in files.items():
        output.write(f"input_status/{output.job_id}/{kind}/manifest.report.csv", file.manifest())
    _check_counts(files)
    job.work.stages = 1
    for kind, file in files.items():
        output.write(f"validated_data/{output.job_id}/{kind}/validated_prompts.jsonl", _json_lines(file.accepted))
    job.work.stages = 2
    _train(job, files, output)
    job.work.stages = 3


def _validated(account: Account, job: Job) -> dict[str, Validated]:
    validators = job.request.get("validationDataConfig", {}).get("validators", [])
    uris = {"training": job.request["trainingDataConfig"]["s3Uri"]}
    if validators:
        uris["validation"] = validators[0]["s3Uri"]
    files = {kind: validate_file(uri, _read(account, kind, uri)) for kind, uri in uris.items()}
    if account.faults.active("rejected-records"):
        files["training"] = files["training"].reject(_REJECTED_BY_FAULT, "was refused for no reason that is known")
    return files


def _read(account: Account, kind: str, uri: str) -> bytes:
    try:
        return account.objects.get(*split_uri(uri))
    except KeyError:
        raise _Unfit(
            f"Could not read the {kind} data {uri}. Check that it exists and that the role may read it."
        ) from None


def _check_counts(files: dict[str, Validated]) -> None:
    accepted = sum(len(file.accepted) for file in files.values())
    if len(files["training"].accepted) < TRAINING_RECORDS.low or accepted > TRAINING_RECORDS.high:
        raise _Unfit(
            f"The number of valid training and validation records must be {TRAINING_RECORDS}, is {accepted}. "
            + "; ".join(_first_rejected(files.values()))
        )


def _first_rejected(files: Iterable[Validated]) -> list[str]:
    return [f"{file.uri} line {row}: {reason}" for file in files for row, reason in file.rejected[:3]]


def _train(job: Job, files: dict[str, Validated], output: "_Output") -> None:
    settings = hyperparameters.read(job.request.get("hyperParameters", {}))
    validation = files["validation"].accepted if "validation" in files else ()
    model, steps = train(
        files["training"].accepted,
        validation,
        epochs=settings.epochs,
        learning_rate=settings.learning_rate,
        warmup=settings.warmup_steps,
        stop=job.work.stop,
    )
    output.write_losses(steps)
    measured = [step.validation_loss for step in steps if step.validation_loss is not None]
    job.work.training_loss = steps[-1].training_loss
    job.work.validation_loss = measured[-1] if measured else None
    job.work.model = model


@dataclass(frozen=True)
class _Output:
    """The prefix that a job writes to."""

    account: Account
    job: Job

    @property
    def job_id(self) -> str:
        return self.job.arn.rpartition("/")[2]

    def write(self, name: str, data: bytes) -> None:
        bucket, prefix = split_uri(self.job.request["outputDataConfig"]["s3Uri"].rstrip("/"))
        self.account.objects.put(bucket, f"{prefix}/{name}".lstrip("/"), data)

    def write_losses(self, steps: Sequence[Step]) -> None:
        for name, data in loss_files(steps).items():
            self.write(f"model-customization-job-{self.job_id}/{name}", data)


def _json_lines(records: Iterable[dict[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records).encode()
