"""A strict and honest stand-in for SageMaker's training jobs, as one WSGI application.

Strict and honest as `local.bedrock.stand_in` is. Jobs with Amazon Nova recipes train the same small model; jobs that
run a script in AWS's PyTorch container run that script, if PyTorch is installed.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from local.bedrock.objects import Objects
from local.escrow import Escrow
from local.faults import Faults
from local.protocol.json_service import JsonService
from local.protocol.service import locked
from local.sagemaker import jobs, tags, work
from local.sagemaker.account import GRACE_SECONDS, Account, Params, now
from local.sagemaker.errors import VALIDATION
from local.training_python import find_training_python

Operation = Callable[[Account, Params], dict[str, Any]]

# What is answered, all of it under the account's lock.
OPERATIONS: Final[Mapping[str, Operation]] = {
    "CreateTrainingJob": jobs.create,
    "DescribeTrainingJob": jobs.describe,
    "StopTrainingJob": jobs.stop,
    "AddTags": tags.add,
    "ListTags": tags.list_all,
}


class SageMakerStandIn(JsonService):
    """The WSGI application. Requests may come from many threads.

    Args:
        region: where the account is; it decides the training image.
        account: its twelve digits.
        objects: the S3 that jobs read from and write to.
        faults: what goes wrong.
        escrow: where trained models go.
        recorder: a file to which each request is appended as a JSON line: operation, params, status, at.
        polls: how many times a job is seen in each secondary status before it moves on.
        clock: tells the time.
        directory: where containers log, `logs/training-jobs/<job>.log`; None: nowhere.
        training_python: finds the interpreter that scripts run with; None if there is no PyTorch.
        grace_seconds: how long a container has between SIGTERM and SIGKILL.
    """

    def __init__(
        self,
        *,
        region: str,
        account: str,
        objects: Objects,
        faults: Faults,
        escrow: Escrow,
        recorder: Path | None = None,
        polls: int = 2,
        clock: Callable[[], datetime] = now,
        directory: Path | None = None,
        training_python: Callable[[], Path | None] = find_training_python,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self._state = Account(
            region=region, number=account, objects=objects, faults=faults, polls=polls, escrow=escrow, clock=clock,
            directory=directory, training_python=training_python, grace_seconds=grace_seconds,
        )  # fmt: skip
        served = {
            name: locked(self._state.lock, partial(operation, self._state)) for name, operation in OPERATIONS.items()
        }
        super().__init__(services=("sagemaker",), operations=served, invalid=VALIDATION, recorder=recorder)

    def close(self) -> None:
        """End every job at once, with its processes; later requests are still answered."""
        work.close(self._state)
