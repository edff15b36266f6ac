"""The state of the stand-in: its resources, their tags, tokens and names, for one account in one region."""

import json
import secrets
import string
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from local.bedrock.errors import ServiceError
from local.bedrock.model.answering import Model
from local.bedrock.objects import Objects
from local.bedrock.resources import CustomModel, Deployment, Guardrail, ImportedModel, ImportJob, Job, Params
from local.escrow import Escrow
from local.faults import Faults

_ALPHABET: Final = string.ascii_lowercase + string.digits


@dataclass(kw_only=True)
class Account:
    """The state of the stand-in. Whoever reads or writes holds `lock`, except for `Work`, which has one writer.

    Attributes:
        polls: how many times a stage, an import, a deployment or an update is seen unfinished before it is over.
        escrow: the checkpoints that can be imported.
        reserved: kinds and names that were ever used for a job or a custom model; they stay taken.
        tokens: what each client token was first used for: operation, parameters and response.
        find_python: the interpreter with PyTorch and transformers, to serve imported weights; None if there is none.
        invocations: how often Converse was called, for the fault `throttling`.
        pause: waits so many seconds, for the fault `hanging`.
    """

    region: str
    number: str
    objects: Objects
    faults: Faults
    polls: int
    base: Model
    escrow: Escrow
    find_python: Callable[[], Path | None]
    lock: threading.RLock = field(default_factory=threading.RLock)
    jobs: dict[str, Job] = field(default_factory=dict)
    models: dict[str, CustomModel] = field(default_factory=dict)
    deployments: dict[str, Deployment] = field(default_factory=dict)
    import_jobs: dict[str, ImportJob] = field(default_factory=dict)
    imported_models: dict[str, ImportedModel] = field(default_factory=dict)
    guardrails: dict[str, Guardrail] = field(default_factory=dict)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    reserved: set[tuple[str, str]] = field(default_factory=set)
    tokens: dict[str, tuple[str, str, dict[str, Any]]] = field(default_factory=dict)
    invocations: int = 0
    pause: Callable[[float], None] = time.sleep

    def new_arn(self, resource: str) -> str:
        """An ARN of this account ending in twelve random letters and digits, as Bedrock's do."""
        unique = "".join(secrets.choice(_ALPHABET) for _ in range(12))
        return f"arn:aws:bedrock:{self.region}:{self.number}:{resource}/{unique}"


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def once(
    account: Account, operation: str, params: Params, make: Callable[[], dict[str, Any]], *, clash: str
) -> dict[str, Any]:
    """Do something once for a client token: the same token gets the same response again.

    Args:
        account: whose tokens count.
        operation: the operation's name.
        params: its parameters, `clientRequestToken` among them or not.
        make: does it.
        clash: the error for a token that was used with other parameters.
    """
    token = params.get("clientRequestToken")
    if token is None:
        return make()
    asked = json.dumps({name: value for name, value in params.items() if name != "clientRequestToken"}, sort_keys=True)
    if token not in account.tokens:
        account.tokens[token] = (operation, asked, make())
    first, parameters, response = account.tokens[token]
    if (first, parameters) != (operation, asked):
        raise ServiceError(clash, f"clientRequestToken {token} was used for another request; use a new one.")
    return response
