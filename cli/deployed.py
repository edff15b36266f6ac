"""The deployment that the AWS environment points to, for commands that change what serves users."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from cli.console import say
from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.aws.log_lines import find_lines
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.aws.runtime import model_of
from tuneql.aws.stacks import find_output
from tuneql.sql.dialects import get_dialect
from tuneql.workflow.releasing import ReleasePorts
from tuneql.workflow.run_record import RunRecord

# Deleting a deployment takes minutes at most.
_SECONDS: Final = 1_800.0


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """Where runs leave their objects, and who is champion.

    Attributes:
        stacks: a boto3 `cloudformation` client, for other outputs of the stacks.
    """

    bucket: str
    objects: S3Objects
    pointer: SsmPointer
    stacks: Any


def find_deployed() -> Deployed:
    """The deployment, from the stacks' outputs.

    Raises:
        InvalidInput: there is none.
    """
    stacks = patient_client("cloudformation")
    return Deployed(
        bucket=find_output(stacks, "RunsBucket"),
        objects=S3Objects(patient_client("s3")),
        pointer=SsmPointer(patient_client("ssm"), find_output(stacks, "ChampionParameter")),
        stacks=stacks,
    )


def query_log(stacks: Any, *, mark: str, since: datetime) -> Iterator[dict[str, Any]]:
    """The JSON objects with a mark that the API has logged since a time, as `find_lines` gives them."""
    groups = find_output(stacks, "QueryLogs").split(",")
    return find_lines(patient_client("logs"), groups, mark=mark, since=since)


def release_ports(found: Deployed, bedrock: Any, run: RunRecord | None, *, every_seconds: float) -> ReleasePorts:
    """What a release or a trial works with.

    Args:
        found: the deployment.
        bedrock: a boto3 `bedrock` client.
        run: the model's; None if no model is asked or waited for.
        every_seconds: how often to look at what is waited for.

    Raises:
        InvalidInput: the run's dialect is not known here.
        DialectNeedsInterpreter: it is a custom dialect; the command starts again before it has changed anything.
    """
    if run is not None:
        get_dialect(run.dialect)
    runtime = patient_client("bedrock-runtime")
    return ReleasePorts(
        objects=found.objects,
        deployments=BedrockDeployments(bedrock),
        pointer=found.pointer,
        model=partial(model_of, runtime, max_tokens=run.max_tokens if run else 1),
        looks=_looks(every_seconds, seconds=run.deployment_deadline_seconds if run else _SECONDS),
        tell=_teller(),
    )


def _looks(every_seconds: float, *, seconds: float) -> Callable[[], Iterator[None]]:
    """Makes iterators that yield at once, and then every so many seconds until their deadline."""

    def looks() -> Iterator[None]:
        deadline = time.monotonic() + seconds
        yield
        while time.monotonic() < deadline:
            time.sleep(every_seconds)
            yield

    return looks


def _teller() -> Callable[[str], None]:
    began = time.monotonic()
    return lambda text: say(f"{time.monotonic() - began:6.1f} s  {text}")
