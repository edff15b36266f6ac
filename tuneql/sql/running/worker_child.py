"""The process of `tuneql.sql.running.worker` as its owner sees it."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tuneql.sql.running.engine import ExecutionFailed
from tuneql.sql.running.messages import Answer, Inbox, Request, decode, send
from tuneql.sql.running.worker_process import Mark

# How long past its own deadline a query may take before its process is killed: the engine's own clock goes first.
_GRACE_SECONDS: Final = 0.5
_START_SECONDS: Final = 30.0
_REFILL_SECONDS: Final = 5.0

_ROOT: Final = Path(__file__).parents[3]
_PROGRAM: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from tuneql.sql.running.worker_process import main; main(int(sys.argv[2]))"
)


@dataclass
class Child:
    """The process, the ends of its pipes, and the mark that it leaves of what it does."""

    process: subprocess.Popen[bytes]
    target: int
    inbox: Inbox
    mark: Mark
    is_ready: bool = False

    def send(self, requests: Sequence[Request]) -> None:
        """Sends requests, to a process that has none; one that has ended is noticed when it does not answer."""
        self.mark.set(0)
        with suppress(BrokenPipeError):
            send(self.target, list(requests))

    def answer(self, requests: Sequence[Request], found: list[Answer]) -> str | None:
        """Appends its answers as they come; the kind of failure with which they end too soon, or None.

        Raises:
            ExecutionFailed: of kind `other`, if it has never been ready.
        """
        self._wait_for_start()
        patience = max((key[1][0] for key, _ in requests), default=0) + _GRACE_SECONDS
        try:
            while len(found) < len(requests):
                message = self._receive(requests, patience)
                if message is None:
                    return "timeout"
                decode(message, found)
        except EOFError:
            return "crashed"
        return None

    def _receive(self, requests: Sequence[Request], patience: float) -> Any:
        """The next message; None if one request takes longer than it may. A refill may take longer than a query."""
        while True:
            place = self.mark.get()
            message = self.inbox.receive(patience)
            if message is None and self.mark.get() == place and _is_refill(requests[place]):
                message = self.inbox.receive(_REFILL_SECONDS)
            if message is not None or self.mark.get() == place:
                return message

    def _wait_for_start(self) -> None:
        if self.is_ready:
            return
        with suppress(EOFError):
            self.is_ready = self.inbox.receive(_START_SECONDS) is not None
        if not self.is_ready:
            raise ExecutionFailed(kind="other", message=f"the engine's process does not start: {self.end()}")

    def end(self) -> str:
        """Kills it, if it still runs; says how it ended."""
        self.process.kill()
        self.process.communicate()
        self.mark.close()
        code = self.process.returncode
        return f"the engine died of {signal.Signals(-code).name}" if code < 0 else f"the engine ended with {code}"


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
        return Child(process, process.stdin.fileno(), Inbox(process.stdout.fileno()), mark)
