"""Keeps the errors of a Distributed Map's children in S3, where the parent can find them.

Step Functions only tells of a failed map that too many of its children failed.
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
    """The name and the message of the error with which a shard ended."""

    error: str
    cause: str


@contextmanager
def left_in_s3(run: Run, shard: str, objects: Objects) -> Iterator[None]:
    """Write an error of the body to S3, and raise it again; `shard` names the piece of work."""
    try:
        yield
    except Exception as error:
        found = ShardError(error=type(error).__name__, cause=f"{shard}: {error}")
        body = json.dumps(asdict(found)).encode()
        objects.write(run.location(f"{FOLDER}{shard}.json"), body, content_type="application/json")
        raise


def first_shard_error(run: Run, objects: Objects) -> ShardError | None:
    """The error of the first shard that left one; None if none did."""
    for location in objects.list(run.location(FOLDER)):
        return ShardError(**json.loads(objects.read(location)))
    return None
