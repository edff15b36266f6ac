"""The work of a recipe job: read the channels, read the recipe, train the stand-in model, put it into escrow.

What of the recipe it takes, and how:

* epochs, as they are;
* the learning rate, but at most the highest that Bedrock takes, since the model's own scale (`STEP_SCALE` in
  `local.bedrock.model.training`) is made for Bedrock's range, and a recipe's reaches to 1;
* warm-up steps, but at most a tenth of all steps, since a step here has 16 records, not `global_batch_size`;
* nothing else: the rest is of a network and its adapter, and the model is neither.
"""

import json
import math
from collections.abc import Mapping
from typing import Final

from local.bedrock.model.training import BATCH
from local.escrow import bucket_of
from local.sagemaker.account import Account, TrainingJob, Work
from local.sagemaker.channels import Unfit, download_all
from local.sagemaker.learning import Records, learn, read_records
from local.sagemaker.recipe_jobs.preferences import preferred
from local.sagemaker.recipe_jobs.recipe import UnfitRecipe, read_recipe
from local.sagemaker.recipe_jobs.rules import RECIPE_FOLDER, TAGS, VALIDATION_CHANNELS
from tuneql.limits import LEARNING_RATE

_WARM_UP_SHARE: Final = 10


def work(account: Account, job: TrainingJob, run: Work) -> None:
    """Do all the work of a run.

    Raises:
        Stopped: the run was asked to stop.
        Unfit: recipe or records are not valid, or have gone.
    """
    channels = download_all(account.objects, job)
    run.finished.add("Downloading")
    run.begun = True
    technique = TAGS[job.request["AlgorithmSpecification"]["TrainingImage"].rpartition(":")[2]]
    try:
        recipe = read_recipe(_recipe_text(job, channels["recipe"]), technique=technique)
    except UnfitRecipe as reason:
        raise Unfit(f"AlgorithmError: {reason}, exit code: 1") from None
    data = {name: _records(name, files, technique) for name, files in channels.items() if name != "recipe"}
    held_out = next((data[name] for name in VALIDATION_CHANNELS if name in data), [])
    learn(
        run,
        data["train"],
        held_out,
        epochs=recipe.epochs,
        learning_rate=min(recipe.learning_rate, LEARNING_RATE.high),
        warmup=min(recipe.warmup_steps, recipe.epochs * math.ceil(len(data["train"]) / BATCH) // _WARM_UP_SHARE),
    )
    run.finished.add("Training")


def publish(account: Account, job: TrainingJob) -> dict[str, bytes]:
    """Put the checkpoint into escrow; returns the manifest that says where, for the account's own S3."""
    assert job.work.model is not None  # noqa: S101 -- its training is finished
    checkpoint = f"s3://{bucket_of(account.number)}/{job.name}/{len(job.work.steps)}"
    account.escrow.put(checkpoint, job.work.model)
    if account.faults.active("missing-manifest"):
        return {}
    return {"output/manifest.json": json.dumps({"checkpoint_s3_bucket": checkpoint}).encode()}


def _recipe_text(job: TrainingJob, files: Mapping[str, bytes]) -> str:
    path = job.request["HyperParameters"]["sagemaker_recipe_local_path"]
    name = path.removeprefix(RECIPE_FOLDER)
    if name not in files:
        raise UnfitRecipe(f"FileNotFoundError: [Errno 2] No such file or directory: '{path}'")
    try:
        return files[name].decode()
    except UnicodeDecodeError as error:
        raise UnfitRecipe(f"the recipe is no UTF-8: {error}") from None


def _records(channel: str, files: Mapping[str, bytes], technique: str) -> Records:
    """Preference records are read for the answers that they prefer: the stand-in model learns no preferences."""
    if technique == "dpo":
        files = {name: preferred(data) for name, data in files.items()}
    return read_records(channel, files)
