"""Starts worker processes: from scratch, or as forks of one that has imported what they all import."""

import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final, Protocol

WORKER: Final = Path(__file__).with_name("worker.py")
# Variables that a process reads when it begins, too early to change them in a fork.
_AT_START: Final = frozenset({"LANG", "PATH", "TZ", "HOME"})
# Elsewhere, a fork may crash in the system's own libraries.
_CAN_FORK: Final = sys.platform == "linux"


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What a function's process runs with. Processes with equal environments are interchangeable.

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


class Worker(Protocol):
    """A worker process, the leader of its process group."""

    @property
    def pid(self) -> int:
        """Its number, which no other process has until `wait` has returned."""

    def wait(self) -> int:
        """Wait for its end; returns its exit status, or a signal's number below zero. May be called again."""


@dataclass(frozen=True, kw_only=True)
class Started:
    """A worker and its pipes: what it is told, as lines, and what it answers."""

    worker: Worker
    requests: IO[bytes]
    replies: IO[bytes]


class Workers:
    """Where the workers of one account come from. Safe to share between threads.

    The first worker of a folder of code is started from scratch, and says what it imported that others may import too.
    If there is anything, later ones are forked from the folder's nursery, a process that has imported just that.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shared: dict[Path, Sequence[str]] = {}
        self._nurseries: dict[Path, _Nursery | None] = {}

    def start(self, environment: Environment) -> Started:
        """Start a worker; its first line says whether it could import its handler."""
        environment.log.parent.mkdir(parents=True, exist_ok=True)
        asked, requests = os.pipe()
        replies, answered = os.pipe()
        with environment.log.open("ab") as log, os.fdopen(asked), os.fdopen(answered, "wb"):
            streams = (asked, answered, log.fileno())
            worker = self._forked(environment, streams) or _started(environment, streams)
        return Started(worker=worker, requests=os.fdopen(requests, "wb"), replies=os.fdopen(replies, "rb"))

    def learn(self, environment: Environment, shared: Sequence[str]) -> None:
        """Note what a worker that was started from scratch has imported that others may import too."""
        if shared:
            with self._lock:
                self._shared.setdefault(environment.task_root, shared)

    def close(self) -> None:
        """End the nurseries. Workers end with their pipes."""
        with self._lock:
            nurseries, self._nurseries = list(self._nurseries.values()), {}
        for nursery in filter(None, nurseries):
            nursery.close()

    def _forked(self, environment: Environment, streams: Sequence[int]) -> Worker | None:
        nursery = self._nursery(environment, streams[-1])
        if nursery is None:
            return None
        try:
            return nursery.fork(environment, streams)
        except OSError:  # it is gone
            with self._lock:
                self._nurseries[environment.task_root] = None
            nursery.close()
            return None

    def _nursery(self, environment: Environment, log: int) -> "_Nursery | None":
        root = environment.task_root
        with self._lock:
            if root not in self._nurseries and root in self._shared and _CAN_FORK:
                self._nurseries[root] = _Nursery(environment, self._shared[root], log)
            return self._nurseries.get(root)


class _Nursery:
    """A process that forks workers, as `worker` describes. Safe to share between threads."""

    def __init__(self, environment: Environment, shared: Sequence[str], log: int) -> None:
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        variables = {name: value for name, value in environment.variables if name in _AT_START}
        with theirs:
            self._popen = _worker({"shared": shared}, environment.task_root, variables, (theirs.fileno(), log, log))

    def fork(self, environment: Environment, streams: Sequence[int]) -> Worker:
        """A new worker with these standard streams.

        Raises:
            OSError: the nursery is gone.
        """
        request = {"handler": environment.handler, "variables": dict(environment.variables)}
        return _Forked(pid=self._ask(request, streams), nursery=self)

    def wait(self, pid: int) -> int:
        """How a worker ended."""
        try:
            return self._ask({"wait": pid})
        except OSError:  # nobody knows
            return -signal.SIGKILL

    def _ask(self, request: Mapping[str, Any], streams: Sequence[int] = ()) -> int:
        with self._lock:
            socket.send_fds(self._control, [json.dumps(request).encode()], streams)
            answer = self._control.recv(64)
        if not answer:
            raise ConnectionResetError
        return int(answer)

    def close(self) -> None:
        with self._lock:
            self._control.close()
            self._popen.kill()
            self._popen.wait()


@dataclass(kw_only=True)
class _Forked:
    pid: int
    nursery: _Nursery
    _status: int | None = field(default=None, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def wait(self) -> int:
        with self._lock:  # the nursery can only tell it once
            if self._status is None:
                self._status = self.nursery.wait(self.pid)
            return self._status


def _started(environment: Environment, streams: Sequence[int]) -> Worker:
    options = {"handler": environment.handler}
    return _worker(options, environment.task_root, dict(environment.variables), streams)


def _worker(
    options: Mapping[str, Any], task_root: Path, variables: Mapping[str, str], streams: Sequence[int]
) -> subprocess.Popen[bytes]:
    known = {**options, "task_root": str(task_root), "site": sysconfig.get_paths()["purelib"]}
    stdin, stdout, stderr = streams
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        [sys.executable, "-I", "-S", "-u", str(WORKER), json.dumps(known)],
        env=dict(variables), cwd=task_root, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=True,
    )  # fmt: skip
