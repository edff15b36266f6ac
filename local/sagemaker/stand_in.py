"""A strict and honest stand-in for SageMaker's training jobs with Amazon Nova recipes, as one WSGI application.

Strict and honest as `local.bedrock.stand_in` is. It trains the same small model.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from local.bedrock.objects import Objects
from local.escrow import Escrow
from local.faults import Faults
from local.json_service import JsonService
from local.json_service import Operation as Served
from local.sagemaker import jobs, tags
from local.sagemaker.account import Account, Params, now
from local.sagemaker.errors import VALIDATION

Operation = Callable[[Account, Params], dict[str, Any]]

# What is answered, all of it under the account's lock.
OPERATIONS: Final[Mapping[str, Operation]] = {
    "CreateTrainingJob": jobs.create,
    "DescribeTrainingJob": jobs.describe,
    "StopTrainingJob": jobs.stop,
    "AddTags": tags.add,
    "ListTags": tags.list_all,
}


def sagemaker_stand_in(
    *,
    region: str,
    account: str,
    objects: Objects,
    faults: Faults,
    escrow: Escrow,
    recorder: Path | None = None,
    polls: int = 2,
    clock: Callable[[], datetime] = now,
) -> JsonService:
    """The WSGI application. Requests may come from many threads.

    Args:
        region: where the account is; it decides the training image.
        account: its twelve digits.
        objects: the S3 that jobs read from and write to.
        faults: what is to go wrong.
        escrow: where trained models go.
        recorder: a file to which each request is appended as a JSON line: operation, params, status, at.
        polls: how many times a job is seen in each secondary status before it moves on.
        clock: tells the time.
    """
    state = Account(
        region=region, number=account, objects=objects, faults=faults, polls=polls, escrow=escrow, clock=clock
    )
    served = {name: _locked(state, operation) for name, operation in OPERATIONS.items()}
    return JsonService(service="sagemaker", operations=served, invalid=VALIDATION, recorder=recorder)


def _locked(account: Account, operation: Operation) -> Served:
    def answer(params: Params) -> dict[str, Any]:
        with account.lock:
            return operation(account, params)

    return answer
