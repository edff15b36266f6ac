"""One warm process of a function, which answers one event at a time within a time limit."""

import contextlib
import json
import os
import selectors
import signal
import time
from collections.abc import Mapping
from typing import Any

from local.functions.start import Environment, Workers


class ExitedError(Exception):
    """The process ended instead of answering; the message says how."""


class Process:
    """A worker process. Not safe to share: one event at a time.

    Attributes:
        environment: its code, handler and variables.
        failure: why it could not import its handler, in Lambda's words; None if it could.
    """

    def __init__(self, environment: Environment, workers: Workers, *, start_limit: float) -> None:
        self.environment = environment
        self._buffer = b""
        started = workers.start(environment)
        self._worker, self._requests, self._replies = started.worker, started.requests, started.replies
        self._has_ended = False
        born = self._start_up(start_limit)
        workers.learn(environment, born["shared"])
        self.failure: dict[str, Any] | None = born["error"]

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._worker.pid

    def ask(self, message: Mapping[str, Any], *, limit: float) -> dict[str, Any]:
        """The worker's answer to one event.

        Args:
            message: the line to send.
            limit: the longest to wait, in seconds.

        Raises:
            TimeoutError: no answer within the limit; the process is dead now.
            ExitedError: the process ended by itself.
        """
        try:
            self._requests.write(json.dumps(message).encode() + b"\n")
            self._requests.flush()
        except BrokenPipeError:
            raise ExitedError(self._how_it_ended()) from None
        return self._read_line(time.monotonic() + limit)

    def close(self) -> None:
        """End the process and whatever it started."""
        if not self._has_ended:
            for kill in (os.killpg, os.kill):  # a fork leads no group at its very beginning
                with contextlib.suppress(ProcessLookupError):
                    kill(self._worker.pid, signal.SIGKILL)
        self._end()
        self._replies.close()
        with contextlib.suppress(BrokenPipeError):
            self._requests.close()

    def _start_up(self, limit: float) -> dict[str, Any]:
        try:
            return self._read_line(time.monotonic() + limit)
        except BaseException:
            self.close()
            raise

    def _read_line(self, deadline: float) -> dict[str, Any]:
        with selectors.DefaultSelector() as selector:
            selector.register(self._replies, selectors.EVENT_READ)
            while b"\n" not in self._buffer:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    self.close()
                    raise TimeoutError
                self._read_more()
        line, _, self._buffer = self._buffer.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _read_more(self) -> None:
        chunk = os.read(self._replies.fileno(), 1 << 20)
        if not chunk:
            raise ExitedError(self._how_it_ended())
        self._buffer += chunk

    def _how_it_ended(self) -> str:
        code = self._end()
        return f"signal: {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"

    def _end(self) -> int:
        status = self._worker.wait()
        self._has_ended = True  # and another process may have its number
        return status
