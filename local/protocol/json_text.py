"""Untrusted JSON."""

import json
from typing import Any


def read_json(data: bytes | str) -> Any:
    """The value of a text.

    Raises:
        ValueError: it is not JSON, or is nested too deeply to be read.
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
