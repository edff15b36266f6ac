"""Without PyTorch, the stand-in's own model is trained instead of running the script, and the job says so.

What of the script's settings it takes, and how:

* epochs, as they are;
* the learning rate, in proportion: the script's default, 2e-4, is right for a transformer's adapter, and 1e-5 for this
  model, whose scale (`STEP_SCALE` in `local.bedrock.model.training`) is made for Nova's rates;
* nothing else: the rest is of a network and its adapter, and the model is neither.

What is handed to Bedrock is the model in escrow, under the URI of a folder that says what it is.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from local.sagemaker.account import Account, TrainingJob, Work
from local.sagemaker.channels import Unfit, download_all
from local.sagemaker.learning import learn, read_records
from local.sagemaker.output import model_uri
from local.sagemaker.script_jobs.rules import HELD_OUT
from local.sagemaker.script_jobs.settings import read_settings
from tuneql.limits import LEARNING_RATE

NOTE: Final = (
    "Training in the local stand-in: PyTorch is not installed (make test-training installs it), so the script does not "
    "run here"
)
MARK: Final = "local-stand-in.json"
_DATA: Final = "/opt/ml/input/data/"
# The script's default rate, and the rate of this model that goes with it.
_SCRIPT_RATE: Final = 2e-4
_OWN_RATE: Final = 1e-5


def train(account: Account, job: TrainingJob, run: Work) -> None:
    """Do all the work of a run.

    Raises:
        Stopped: the run was asked to stop.
        Unfit: the script could not have been run so.
    """
    run.note = NOTE
    channels = download_all(account.objects, job)
    given = job.request["AlgorithmSpecification"]
    _check_paths([*given["ContainerEntrypoint"], *given["ContainerArguments"]], channels)
    run.finished.add("Downloading")
    run.begun = True
    settings = read_settings(channels["code"], given["ContainerArguments"])
    rate = _OWN_RATE * settings.learning_rate / _SCRIPT_RATE
    learn(
        run,
        read_records("train", channels["train"]),
        read_records(HELD_OUT, channels[HELD_OUT]) if HELD_OUT in channels else [],
        epochs=settings.epochs,
        learning_rate=min(max(rate, LEARNING_RATE.low), LEARNING_RATE.high),
        warmup=0,
    )
    run.files |= _model_files(job, run, channels["model"])
    run.finished.add("Training")


def publish(account: Account, job: TrainingJob) -> dict[str, bytes]:
    """Put the stand-in model into escrow, if it was trained in place of the script."""
    if job.work.model is not None:
        account.escrow.put(model_uri(job), job.work.model)
    return {}


def _check_paths(arguments: Sequence[str], channels: Mapping[str, Mapping[str, bytes]]) -> None:
    """What the arguments name in the channels must be there, a file or a folder."""
    paths = {f"{_DATA}{name}/{path}" for name, files in channels.items() for path in files}
    for each in arguments:
        if each.startswith(_DATA) and not any(f"{path}/".startswith(f"{each.rstrip('/')}/") for path in paths):
            raise Unfit(f"AlgorithmError: {each}: No such file or directory, exit code: 127")


def _model_files(job: TrainingJob, run: Work, base: Mapping[str, bytes]) -> dict[str, bytes]:
    if "config.json" not in base:
        raise Unfit(f"AlgorithmError: {_DATA}model does not hold a file named config.json, exit code: 1")
    about = {
        "trained_by": "the local stand-in",
        "job": job.arn,
        "steps": len(run.steps),
        "note": "This is no model: PyTorch was not installed, and the stand-in trained one of its own, in memory.",
    }
    return {"model/config.json": base["config.json"], f"model/{MARK}": json.dumps(about, indent=2).encode() + b"\n"}
