"""Untrusted JSON."""

import json
from typing import Any, NoReturn


def read_json(data: bytes | str) -> Any:
    """The value of a text.

    Raises:
        ValueError: it is not JSON, or is nested too deeply to be read.
    """
    try:
        return json.loads(data, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _refuse(name: str) -> NoReturn:
    """Refuse what Python reads beyond JSON: NaN and the infinities."""
    raise ValueError(f"{name} is not JSON")
