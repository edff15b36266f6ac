"""Errors of a Distributed Map's children, left where the parent can find them.

Step Functions says of a failed map only that too many of its children failed.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from tuneql.ports import Objects
from tuneql.workflow.run import Run

FOLDER = "work/errors/"


@dataclass(frozen=True, kw_only=True)
class ShardError:
    """The name of the error that a shard ended with, and its message."""

    error: str
    cause: str


@contextmanager
def left_in_s3(run: Run, shard: str, objects: Objects) -> Iterator[None]:
    """Write an error of the body to S3, and let it go on; `shard` names the piece of work."""
    try:
        yield
    except Exception as error:
        found = ShardError(error=type(error).__name__, cause=f"{shard}: {error}")
        body = json.dumps(asdict(found)).encode()
        objects.write(run.location(f"{FOLDER}{shard}.json"), body, content_type="application/json")
        raise


def first_shard_error(run: Run, objects: Objects) -> ShardError | None:
    """The error of the first shard that left one, if any did."""
    for location in objects.list(run.location(FOLDER)):
        return ShardError(**json.loads(objects.read(location)))
    return None
