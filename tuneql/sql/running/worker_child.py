"""The process of `tuneql.sql.running.worker` as its owner sees it."""

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

# How long past its own deadline a query may take before its process is killed: the engine's own clock goes first.
_GRACE_SECONDS: Final = 0.5
_START_SECONDS: Final = 30.0
_REFILL_SECONDS: Final = 5.0

# Of what `/proc/PID/stat` tells behind the command's name: ticks in user mode, and after it those in the kernel.
_USER_TIME: Final = 11

_ROOT: Final = Path(__file__).parents[3]
_PROGRAM: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from tuneql.sql.running.worker_process import main; main(int(sys.argv[2]))"
)


@dataclass
class Child:
    """The process, the line to it, the mark that it leaves of what it does, and how many requests it was sent."""

    process: subprocess.Popen[bytes]
    line: Line
    mark: Mark
    is_ready: bool = False
    sent: int = 0

    def send(self, requests: Sequence[Request]) -> int:
        """Sends requests, which it answers after those before; one that has ended is noticed when it does not answer.

        Returns:
            The place of the first among all that it was sent.
        """
        first, self.sent = self.sent, self.sent + len(requests)
        self.line.send(list(requests))
        return first

    def at(self, first: int) -> int:
        """Which it was last at of the requests from some place on."""
        return max(self.mark.get() - first, 0)

    def answer(self, requests: Sequence[Request], found: list[Answer], first: int) -> str | None:
        """Appends its answers as they come; the kind of failure with which they end too soon, or None.

        Args:
            requests: the oldest that it was sent and that are not answered.
            found: the answers.
            first: the requests' place, see `send`.

        Raises:
            ExecutionFailed: of kind `other`, if it has never been ready.
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
        """The next message; None if one request takes longer than it may. A refill may take longer than a query."""
        while True:
            place = self.at(first)
            message = self._wait(patience, place, first)
            if message is None and self.at(first) == place and _is_refill(requests[place]):
                message = self._wait(_REFILL_SECONDS, place, first)
            if message is not None or self.at(first) == place:
                return message

    def _wait(self, patience: float, place: int, first: int) -> Any:
        """The next message; None if there is none before the request at a place has used the processor for so long."""
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
        """Kills it, if it still runs; says how it ended."""
        self.process.kill()
        self.process.communicate()
        self.mark.close()
        code = self.process.returncode
        return f"the engine died of {signal.Signals(-code).name}" if code < 0 else f"the engine ended with {code}"


def _used(process: int) -> float:
    """Seconds for which a process has used the processor; without end where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return math.inf
    return sum(map(int, told[_USER_TIME : _USER_TIME + 2])) / os.sysconf("SC_CLK_TCK")


def _is_refill(request: Request) -> bool:
    asked = request[1]
    return isinstance(asked, tuple) and asked[0] == "refill"


def start() -> Child:
    """A process, which is ready a little later.

    Raises:
        ExecutionFailed: of kind `other`, if there can be none.
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
