"""Why a text is not JSON, for whoever wrote it."""

import json


def why_not_json(error: ValueError | RecursionError) -> str:
    """What `json.loads` has raised, without Python's words about its own limits.

    Example:
        >>> try:
        ...     json.loads("[" * 100_000)
        ... except (ValueError, RecursionError) as error:
        ...     why_not_json(error)
        'it is nested too deeply, or has a number of thousands of digits'
    """
    if isinstance(error, json.JSONDecodeError):
        return str(error)
    return "it is nested too deeply, or has a number of thousands of digits"
