"""Names and tokens of a run, derived only from its execution.

The same execution always gets the same names, so that a retried Task makes the same requests. A new execution never
gets an old name: Bedrock reserves the names of jobs and models for ever.
"""

import hashlib
import re

from pydantic import BaseModel

MODEL_PREFIX = "tuneql-"
RUN_TAG = "tuneql:run"


class Names(BaseModel, frozen=True):
    """The names of the things that a run makes; all match `tuneql.limits.NAME_PATTERN`."""

    job: str
    model: str
    candidate: str
    champion: str


def run_id(execution_id: str, started_at: str) -> str:
    """The run's id: its execution's name, made safe, with a suffix that no other execution has.

    Args:
        execution_id: `$$.Execution.Id`, an ARN that ends in the execution's name.
        started_at: `$$.Execution.StartTime`; execution names may be used again after 90 days.
    """
    digest = hashlib.sha256(f"{execution_id}@{started_at}".encode()).hexdigest()[:8]
    words = re.sub(r"[^a-z0-9]+", "-", execution_id.rsplit(":", 1)[-1].lower())
    return f"{words[:32].strip('-') or 'run'}-{digest}"


def names(run: str) -> Names:
    """The names of everything that a run may make."""
    suffix = run.rsplit("-", 1)[-1]
    return Names(
        job=f"tuneql-{run}",
        model=f"{MODEL_PREFIX}{run}",
        candidate=f"tuneql-{run}-candidate",
        champion=f"tuneql-champion-{suffix}",
    )


def client_token(run: str, purpose: str) -> str:
    """A `clientRequestToken`: two requests with the same token make one thing."""
    return f"{run}-{purpose}"
