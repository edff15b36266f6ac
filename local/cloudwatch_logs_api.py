"""CloudWatch Logs over HTTP: moto answers, after it has been given what functions wrote since.

Functions write to plain files, so that a line's time is that of the first request after it.
"""

import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from moto.logs.models import logs_backends

from local.functions.runner import LOG_STREAM
from local.identities import ACCOUNT_ID
from local.protocol.http import Application, Environ, StartResponse, read_request


class CloudWatchLogsApi:
    """The WSGI application for CloudWatch Logs. Requests may come from many threads.

    Args:
        moto: what answers.
        region: where the log groups are.
        directory: of the functions' log files.

    Attributes:
        groups: log groups by the name of the function that writes to them.
    """

    def __init__(self, *, moto: Application, region: str, directory: Path) -> None:
        self.groups: dict[str, str] = {}
        self._moto, self._region, self._directory = moto, region, directory
        self._lock = threading.Lock()
        self._read: dict[Path, int] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        asked_about = read_request(environ).json().get("logGroupName")
        if asked_about is not None:
            self.take_in(asked_about)
        return self._moto(environ, start_response)

    def take_in(self, group: str) -> None:
        """Give moto what functions have written to a log group since."""
        with self._lock:
            for function in [function for function, theirs in self.groups.items() if theirs == group]:
                self._take_in_file(group, self._directory / f"{function}.log")

    def _take_in_file(self, group: str, file: Path) -> None:
        backend: Any = logs_backends[ACCOUNT_ID][self._region]
        now = int(time.time() * 1000)
        found = backend.groups.get(group)
        events = [{"timestamp": now, "message": line} for line in self._new_lines(file)] if found else []
        if events:
            if LOG_STREAM not in found.streams:
                backend.create_log_stream(group, LOG_STREAM)
            found.streams[LOG_STREAM].put_log_events(events)

    def _new_lines(self, file: Path) -> Iterator[str]:
        """Complete lines that moto has not been given yet."""
        if not file.is_file():
            return
        with file.open("rb") as content:
            content.seek(self._read.get(file, 0))
            whole, end, _ = content.read().rpartition(b"\n")
        self._read[file] = self._read.get(file, 0) + len(whole) + len(end)
        yield from filter(None, whole.decode("utf-8", "replace").split("\n"))
