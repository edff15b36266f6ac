"""Untrusted JSON."""

import json
from typing import Any


def read_json(data: bytes | str) -> Any:
    """What a text holds.

    Raises:
        ValueError: it is no JSON, or is nested too deeply to be read.
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
