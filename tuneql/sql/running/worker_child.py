"""The process of `tuneql.sql.running.worker`, as its owner sees it."""

import json
import math
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tuneql.sql.running.allowance import BY_THE_CLOCK
from tuneql.sql.running.engine import ExecutionFailed
from tuneql.sql.running.messages import Answer, Line, Request, decode
from tuneql.sql.running.worker_process import Mark

# How much longer than its limit a query may take before its process is killed: the engine's own limit acts first.
_GRACE_SECONDS: Final = 0.5
_START_SECONDS: Final = 30.0
_REFILL_SECONDS: Final = 5.0

# Positions in `/proc/PID/stat` after the command's name: ticks in user mode, and after it those in the kernel.
_USER_TIME: Final = 11

_ROOT: Final = Path(__file__).parents[3]
_PROGRAM: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from tuneql.sql.running.worker_process import main; main(int(sys.argv[2]))"
)


@dataclass
class Child:
    """The process, the line to it, its mark of the present request, and how many requests it was sent."""

    process: subprocess.Popen[bytes]
    line: Line
    mark: Mark
    is_ready: bool = False
    sent: int = 0

    def send(self, requests: Sequence[Request]) -> int:
        """Send requests, to be answered after earlier ones; whether the process has ended is noticed when receiving.

        Returns:
            The position of the first among all requests that it was sent.
        """
        first, self.sent = self.sent, self.sent + len(requests)
        self.line.send(list(requests))
        return first

    def at(self, first: int) -> int:
        """Which of the requests, from a position on, it began last."""
        return max(self.mark.get() - first, 0)

    def answer(self, requests: Sequence[Request], found: list[Answer], first: int) -> str | None:
        """Append its answers as they come; returns the kind of failure that ended them too soon, or None.

        Args:
            requests: the oldest that are not answered.
            found: the answers.
            first: the position of these requests, see `send`.

        Raises:
            ExecutionFailed: of kind `other`, if the process was never ready.
        """
        self._wait_for_start()
        patience = max((key[1][0] for key, _ in requests), default=0) + _GRACE_SECONDS
        try:
            while len(found) < len(requests):
                message = self._receive(requests, patience, first)
                if message is None:
                    return "timeout"
                decode(message, found)
        except EOFError:
            return "crashed"
        return None

    def _receive(self, requests: Sequence[Request], patience: float, first: int) -> Any:
        """The next message; None if one request exceeds its time. A refill may take longer than a query."""
        while True:
            place = self.at(first)
            message = self._wait(patience, place, first)
            if message is None and self.at(first) == place and _is_refill(requests[place]):
                message = self._wait(_REFILL_SECONDS, place, first)
            if message is not None or self.at(first) == place:
                return message

    def _wait(self, patience: float, place: int, first: int) -> Any:
        """The next message; None if the request at a position used `patience` seconds of the processor before it."""
        end = _used(self.process.pid) + patience
        for _ in range(BY_THE_CLOCK):
            message = self.line.receive(patience)
            if message is not None or self.at(first) != place or _used(self.process.pid) >= end - _GRACE_SECONDS:
                return message
        return None

    def _wait_for_start(self) -> None:
        if self.is_ready:
            return
        with suppress(EOFError):
            self.is_ready = self.line.receive(_START_SECONDS) is not None
        if not self.is_ready:
            raise ExecutionFailed(kind="other", message=f"the engine's process does not start: {self.end()}")

    def end(self) -> str:
        """Kill it, if it still runs; returns how it ended."""
        self.process.kill()
        self.process.communicate()
        self.mark.close()
        code = self.process.returncode
        return f"the engine died of {signal.Signals(-code).name}" if code < 0 else f"the engine ended with {code}"


def _used(process: int) -> float:
    """The processor seconds that a process has used; infinite if the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return math.inf
    return sum(map(int, told[_USER_TIME : _USER_TIME + 2])) / os.sysconf("SC_CLK_TCK")


def _is_refill(request: Request) -> bool:
    asked = request[1]
    return isinstance(asked, tuple) and asked[0] == "refill"


def start() -> Child:
    """Start a process, which is ready a little later.

    Raises:
        ExecutionFailed: of kind `other`, if no process can be started.
    """
    with tempfile.TemporaryFile() as file:
        file.truncate(Mark.size())
        mark, number = Mark(file.fileno()), file.fileno()
        process = subprocess.Popen(  # noqa: S603 -- our own module, by our own interpreter
            [sys.executable, "-I", "-S", "-c", _PROGRAM, json.dumps([str(_ROOT), *sys.path]), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            pass_fds=(number,),
        )
        if process.stdin is None or process.stdout is None:
            raise ExecutionFailed(kind="other", message="the engine's process has no pipes")
        return Child(process, Line(process.stdout.fileno(), process.stdin.fileno()), mark)
