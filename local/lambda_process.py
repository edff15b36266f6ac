"""One warm process of a function: start it, give it an event, wait no longer than allowed, end it."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

WORKER: Final = Path(__file__).with_name("lambda_worker.py")


class ExitedError(Exception):
    """The process ended instead of answering; the message says how."""


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What a process of a function is made of. Two that are equal are interchangeable.

    Attributes:
        task_root: the folder with the function's code.
        handler: `package.module.function`.
        variables: everything that the process finds in its environment.
        log: the file that standard output and standard error go to.
    """

    task_root: Path
    handler: str
    variables: tuple[tuple[str, str], ...]
    log: Path


class Process:
    """A worker process. Not safe to share: one event at a time."""

    def __init__(self, environment: Environment, *, start_limit: float) -> None:
        self.environment = environment
        self._buffer = b""
        self._popen = _start(environment)
        self.failure: dict[str, Any] | None = self._start_up(start_limit)["error"]

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
            _stream(self._popen.stdin).write(json.dumps(message).encode() + b"\n")
            _stream(self._popen.stdin).flush()
        except BrokenPipeError:
            raise ExitedError(self._how_it_ended()) from None
        return self._read_line(time.monotonic() + limit)

    def close(self) -> None:
        """End the process and whatever it started."""
        if self._popen.poll() is None:
            os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()
        _stream(self._popen.stdout).close()
        with contextlib.suppress(BrokenPipeError):
            _stream(self._popen.stdin).close()

    def _start_up(self, limit: float) -> dict[str, Any]:
        try:
            return self._read_line(time.monotonic() + limit)
        except BaseException:
            self.close()
            raise

    def _read_line(self, deadline: float) -> dict[str, Any]:
        stream = _stream(self._popen.stdout)
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while b"\n" not in self._buffer:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    self.close()
                    raise TimeoutError
                self._read_more(stream.fileno())
        line, _, self._buffer = self._buffer.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _read_more(self, descriptor: int) -> None:
        chunk = os.read(descriptor, 1 << 20)
        if not chunk:
            raise ExitedError(self._how_it_ended())
        self._buffer += chunk

    def _how_it_ended(self) -> str:
        code = self._popen.wait()
        return f"signal: {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"


def _start(environment: Environment) -> subprocess.Popen[bytes]:
    options = {
        "task_root": str(environment.task_root),
        "handler": environment.handler,
        "site": sysconfig.get_paths()["purelib"],
    }
    environment.log.parent.mkdir(parents=True, exist_ok=True)
    with environment.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-I", "-S", "-u", str(WORKER), json.dumps(options)],
            env=dict(environment.variables),
            cwd=environment.task_root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("the process was started without its pipes")
    return stream
