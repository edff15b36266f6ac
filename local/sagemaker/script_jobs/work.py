"""The work of a script job: run the program that the request names, as AWS's container runs it.

A folder stands for `/opt/ml`, in the program's arguments as well: channels are brought to `input/data/<channel>/`, the
checkpoint folder is restored and copied to S3, and at the end `model/` and `output/data/` are what is left. Source:
SageMaker developer guide, "Amazon SageMaker training storage paths" and "How Amazon SageMaker AI signals algorithm
success and failure".
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from local.bedrock.model.answering import Stopped
from local.sagemaker.account import Account, TrainingJob, Work
from local.sagemaker.channels import Unfit, download_all, write_files
from local.sagemaker.script_jobs import in_place
from local.sagemaker.script_jobs.checkpoints import Checkpoints, read_files
from local.sagemaker.script_jobs.container import LOOK, Container, at, environment

# How much of the failure file SageMaker reads.
FAILURE_CHARACTERS: Final = 1024


def work(account: Account, job: TrainingJob, run: Work) -> None:
    """Do all the work of a run.

    Raises:
        Stopped: the run was asked to stop, or ran for too long.
        Unfit: the program failed, or what it needs is not there.
    """
    interpreter = account.training_python()
    if interpreter is None:
        in_place.train(account, job, run)
        return
    with _folder() as folder:
        _run_program(account, job, run, folder, interpreter)


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="tuneql-training-")).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run_program(account: Account, job: TrainingJob, run: Work, folder: Path, interpreter: Path) -> None:
    for channel, files in download_all(account.objects, job).items():
        write_files(folder / "input" / "data" / channel, files)
    for each in ("model", "output/data"):
        (folder / each).mkdir(parents=True)
    checkpoints = Checkpoints(
        account.objects, job.request.get("CheckpointConfig", {}).get("S3Uri"), folder / "checkpoints"
    )
    checkpoints.restore()
    run.finished.add("Downloading")
    code = _watch(account, job, run, _start(account, job, folder, interpreter), checkpoints)
    if code != 0:
        raise Unfit(f"AlgorithmError: {_failure(folder)}, exit code: {code}")
    run.files = {f"model/{name}": data for name, data in read_files(folder / "model").items()}
    run.files |= {f"output/{name}": data for name, data in read_files(folder / "output" / "data").items()}
    run.begun = True
    run.finished.add("Training")


def _start(account: Account, job: TrainingJob, folder: Path, interpreter: Path) -> Container:
    if account.closing.is_set():
        raise Stopped
    given = job.request["AlgorithmSpecification"]
    logs = folder if account.directory is None else account.directory / "logs" / "training-jobs"
    return Container(
        [at(folder, each) for each in (*given["ContainerEntrypoint"], *given["ContainerArguments"])],
        folder=folder,
        variables=environment(folder, interpreter, TRAINING_JOB_NAME=job.name, TRAINING_JOB_ARN=job.arn),
        log=logs / f"{job.name}.log",
    )


def _watch(account: Account, job: TrainingJob, run: Work, container: Container, checkpoints: Checkpoints) -> int:
    """The exit status of a container's program, whose checkpoints are copied while it runs."""
    started = time.monotonic()
    try:
        while (code := container.code) is None and not run.stop.wait(LOOK):
            checkpoints.copy()
            run.begun = run.begun or checkpoints.written
            if time.monotonic() - started > job.longest:
                run.late = True
                run.stop.set()
        if code is None:
            container.stop(grace_seconds=account.grace_seconds, at_once=account.closing)
        checkpoints.copy()
    finally:
        container.kill()
    if code is None:
        raise Stopped
    return code


def _failure(folder: Path) -> str:
    path = folder / "output" / "failure"
    return path.read_text(encoding="utf-8", errors="replace")[:FAILURE_CHARACTERS] if path.is_file() else ""
