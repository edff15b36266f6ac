"""The work behind a training job: read the channels, read the recipe, train the stand-in model.

What of the recipe it takes, and how:

* epochs, as they are;
* the learning rate, but at most the highest that Bedrock takes, since the model's own scale (`STEP_SCALE` in
  `local.bedrock.model.training`) is made for Bedrock's range, and a recipe's reaches to 1;
* warm-up steps, but at most a tenth of all steps, since a step here is of 16 records and not of `global_batch_size`;
* nothing else: the rest is of a network and its adapter, and the model is neither.
"""

import math
from typing import Any, Final

from local.bedrock.model.answering import Step
from local.bedrock.model.training import BATCH, train
from local.bedrock.objects import split_uri
from local.bedrock.records import Validated, validate_file
from local.sagemaker.account import Account, TrainingJob
from local.sagemaker.preferences import preferred
from local.sagemaker.recipe import Recipe, UnfitRecipe, read_recipe
from local.sagemaker.rules import RECIPE_FOLDER, TAGS, VALIDATION_CHANNELS
from tuneql.limits import LEARNING_RATE

SEED: Final = 0
_WARM_UP_SHARE: Final = 10


class _Unfit(Exception):
    """The job cannot go on; the message is for `FailureReason`."""


class _Stopped(Exception):
    """The job is over before its training is."""


def run(account: Account, job: TrainingJob) -> None:
    """Do all the work of a job. Never raises: what goes wrong is in `job.work.failure`."""
    try:
        _work(account, job)
    except _Stopped:
        return
    except _Unfit as reason:
        job.work.failure = str(reason)
    except UnfitRecipe as reason:
        job.work.failure = f"AlgorithmError: {reason}, exit code: 1"
    except Exception as error:  # noqa: BLE001 -- a thread has no caller; the job carries the cause
        message = f"The local stand-in failed while training: {type(error).__name__}: {error}"
        job.work.failure = f"InternalServerError: {message}"


def _work(account: Account, job: TrainingJob) -> None:
    channels = {
        each["ChannelName"]: _download(account, each["DataSource"]["S3DataSource"]["S3Uri"])
        for each in job.request["InputDataConfig"]
    }
    job.work.finished.add("Downloading")
    technique = TAGS[job.request["AlgorithmSpecification"]["TrainingImage"].rpartition(":")[2]]
    recipe = read_recipe(_recipe_text(job, channels["recipe"]), technique=technique)
    data = {name: _records(name, files, technique) for name, files in channels.items() if name != "recipe"}
    held_out = next((data[name] for name in VALIDATION_CHANNELS if name in data), [])
    _train(job, recipe, data["train"], held_out)
    job.work.finished.add("Training")


def _download(account: Account, uri: str) -> dict[str, bytes]:
    """The objects under a URI, by the last part of their keys."""
    bucket, prefix = split_uri(uri)
    try:
        return {
            key.rpartition("/")[2]: account.objects.get(bucket, key) for key in account.objects.list(bucket, prefix)
        }
    except KeyError as error:
        raise _Unfit(f"ClientError: Data download failed:NoSuchKey (404): {error}") from None


def _recipe_text(job: TrainingJob, files: dict[str, bytes]) -> str:
    path = job.request["HyperParameters"]["sagemaker_recipe_local_path"]
    name = path.removeprefix(RECIPE_FOLDER)
    if name not in files:
        raise UnfitRecipe(f"FileNotFoundError: [Errno 2] No such file or directory: '{path}'")
    try:
        return files[name].decode()
    except UnicodeDecodeError as error:
        raise UnfitRecipe(f"the recipe is no UTF-8: {error}") from None


def _records(channel: str, files: dict[str, bytes], technique: str) -> list[dict[str, Any]]:
    """The records of a channel, of which there must be some, and all good.

    Preference records are read for the answers that they prefer: the stand-in model learns answers, no preferences.
    """
    read = [validate_file(name, preferred(data) if technique == "dpo" else data) for name, data in files.items()]
    rejected = [reason for file in read for reason in _reasons(file)]
    records = [record for file in read for record in file.accepted]
    if not rejected and not records:
        raise _Unfit(f"AlgorithmError: the channel {channel} holds no records, exit code: 1")
    if rejected:
        raise _Unfit(f"AlgorithmError: {len(rejected)} invalid records: {'; '.join(rejected[:3])}, exit code: 1")
    return records


def _reasons(file: Validated) -> list[str]:
    return [f"{file.uri} line {row}: {reason}" for row, reason in file.rejected]


def _train(job: TrainingJob, recipe: Recipe, records: list[dict[str, Any]], held_out: list[dict[str, Any]]) -> None:
    steps: list[Step] = []

    def on_step(step: Step) -> None:
        steps.append(step)
        if job.work.stop.is_set():
            raise _Stopped

    total = recipe.epochs * math.ceil(len(records) / BATCH)
    job.work.model = train(
        records,
        held_out,
        epochs=recipe.epochs,
        learning_rate=min(recipe.learning_rate, LEARNING_RATE.high),
        warmup=min(recipe.warmup_steps, total // _WARM_UP_SHARE),
        seed=SEED,
        on_step=on_step,
    )
    job.work.steps = tuple(steps)
