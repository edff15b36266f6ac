"""The work behind a training job: a thread for each run of it, from the moment it is created or starts again."""

import threading
from typing import Final

from local.bedrock.model.answering import Stopped
from local.sagemaker.account import Account, TrainingJob, Work
from local.sagemaker.channels import Unfit

# The longest that the account waits for a run to end when it ends itself; its processes are dead by then.
CLOSE_SECONDS: Final = 10.0


def begin(account: Account, job: TrainingJob) -> None:
    """Begin a run of a job. It starts when the run before it is over."""
    before, work = job.work.thread, Work()
    work.thread = threading.Thread(
        target=_run, args=(account, job, work, before), daemon=True, name=f"training job {job.name}"
    )
    job.work = work
    work.thread.start()


def close(account: Account) -> None:
    """End every run at once, with all its processes."""
    account.closing.set()
    with account.lock:
        runs = [job.work for job in account.jobs.values()]
    for work in runs:
        work.stop.set()
    for work in runs:
        if work.thread is not None:
            work.thread.join(CLOSE_SECONDS)


def _run(account: Account, job: TrainingJob, work: Work, before: threading.Thread | None) -> None:
    """Do all the work of a run. Never raises: what goes wrong is in `work.failure`."""
    if before is not None:
        before.join()
    try:
        job.kind.work(account, job, work)
    except Stopped:
        return
    except Unfit as reason:
        work.failure = str(reason)
    except Exception as error:  # noqa: BLE001 -- a thread has no caller; the job carries the cause
        message = f"The local stand-in failed while training: {type(error).__name__}: {error}"
        work.failure = f"InternalServerError: {message}"
