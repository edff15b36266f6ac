"""Records the requests to a stand-in."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local.protocol.service_model import to_json


class Recorder:
    """Appends each request to a file as a JSON line: operation, params, status, at. Safe to share between threads.

    Args:
        path: the file; None to keep nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._path, self._lock = path, threading.Lock()

    def record(self, operation: str, params: Mapping[str, Any], status: int) -> None:
        """Keep one request and the status of its response."""
        if self._path is None:
            return
        line = {"operation": operation, "params": params, "status": status, "at": datetime.now(UTC)}
        with self._lock, self._path.open("ab") as file:
            file.write(to_json(line) + b"\n")
