"""Trains the stand-in's own model on the channels of a job."""

from collections.abc import Mapping
from typing import Any

from local.bedrock.losses import loss_files
from local.bedrock.model.training import train
from local.bedrock.records import Validated, validate_file
from local.sagemaker.account import Work
from local.sagemaker.channels import Unfit

Records = list[dict[str, Any]]


def read_records(channel: str, files: Mapping[str, bytes]) -> Records:
    """The records of a channel, of which there must be some, and all good.

    Raises:
        Unfit: otherwise.
    """
    read = [validate_file(name, data) for name, data in files.items()]
    rejected = [reason for file in read for reason in _reasons(file)]
    records = [record for file in read for record in file.accepted]
    if not rejected and not records:
        raise Unfit(f"AlgorithmError: the channel {channel} holds no records, exit code: 1")
    if rejected:
        raise Unfit(f"AlgorithmError: {len(rejected)} invalid records: {'; '.join(rejected[:3])}, exit code: 1")
    return records


def _reasons(file: Validated) -> list[str]:
    return [f"{file.uri} line {row}: {reason}" for row, reason in file.rejected]


def learn(work: Work, records: Records, held_out: Records, *, epochs: int, learning_rate: float, warmup: int) -> None:
    """Train; model, steps and the files with the losses are in the run's work afterwards.

    Raises:
        Stopped: the run was asked to stop.
    """
    work.model, work.steps = train(
        records, held_out, epochs=epochs, learning_rate=learning_rate, warmup=warmup, stop=work.stop
    )
    work.files |= {f"output/{name}": data for name, data in loss_files(work.steps).items()}
