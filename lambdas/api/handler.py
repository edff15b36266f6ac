"""The API: API Gateway's proxy events to the library, and its answers back."""

import functools
import gc
import os
from typing import Any

from tuneql.aws.lean.backend import read_backend
from tuneql.serving.api import Backend, respond
from tuneql.serving.gateway import read_event

# By default Python looks for cycles every few hundred objects; here it finds hardly any, and slows every answer down.
gc.set_threshold(20_000, 20, 50)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """A proxy event in, a proxy response out; never raises."""
    response = respond(read_event(event), _backend())
    return {"statusCode": response.status, "headers": dict(response.headers), "body": response.body}


@functools.cache
def _backend() -> Backend:
    """Made once a process: clients keep their connections, and the champion is read once."""
    return read_backend(os.environ)
