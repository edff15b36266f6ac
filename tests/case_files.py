"""Cases that are data: files of JSON Lines beside the tests that read them."""

import json
from pathlib import Path
from typing import Any


def read_cases(test: str, name: str) -> list[Any]:
    """The lines of a file.

    Args:
        test: `__file__` of the test.
        name: of the file, from the test's folder.
    """
    return [json.loads(line) for line in (Path(test).parent / name).read_text("utf-8").splitlines()]
