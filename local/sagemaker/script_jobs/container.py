"""A training container: a process group, with a folder in place of `/opt/ml`."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = "/opt/ml"
SUPERVISOR: Final = Path(__file__).with_name("supervisor.py")
# How often a container is looked at, in seconds.
LOOK: Final = 0.1
_AT_ROOT: Final = re.compile(rf"(?<![\w./-]){ROOT}(?=/|$)")
# What a container may see of this machine: where its libraries and its GPUs are.
_INHERITED: Final = ("LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES")


def at(folder: Path, text: str) -> str:
    """A text with paths in `/opt/ml` replaced by paths in the folder in its place.

    Example:
        >>> at(Path("/tmp/job"), "--model=/opt/ml/model")
        '--model=/tmp/job/model'
    """
    return _AT_ROOT.sub(lambda _: str(folder), text)


def environment(folder: Path, interpreter: Path, **variables: str) -> dict[str, str]:
    """What a program finds in its environment.

    Args:
        folder: in place of `/opt/ml`.
        interpreter: run as `python`; its folder is first in the path.
        variables: more of them.
    """
    return {
        "PATH": os.pathsep.join((str(interpreter.parent), os.defpath)),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "FAILURE_FILE": str(folder / "output" / "failure"),
        # There is no network here: missing things should fail at once, and nothing should be installed.
        "PIP_NO_INDEX": "1",
        "HF_HUB_OFFLINE": "1",
        # A tiny model gains nothing from many threads, and the account has other work to do.
        "OMP_NUM_THREADS": str(min(4, max(1, (os.cpu_count() or 1) // 2))),
        "TOKENIZERS_PARALLELISM": "false",
        **{name: os.environ[name] for name in _INHERITED if name in os.environ},
        **variables,
    }


class Container:
    """A running container.

    Args:
        command: the program and its arguments.
        folder: where it starts.
        variables: its environment, all of it.
        log: the file to which its output is appended.
    """

    def __init__(self, command: Sequence[str], *, folder: Path, variables: Mapping[str, str], log: Path) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._leader = subprocess.Popen(  # noqa: S603 -- the program that the job asked for, as in AWS
                [sys.executable, "-I", "-S", str(SUPERVISOR), *command],
                cwd=folder,
                env=dict(variables),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def code(self) -> int | None:
        """The exit status of its program; None while it runs."""
        return self._leader.poll()

    def stop(self, *, grace_seconds: float, at_once: threading.Event) -> None:
        """Stop it as SageMaker does: SIGTERM, and SIGKILL to what is left after a time.

        Args:
            grace_seconds: that time.
            at_once: when set, there is no time left.
        """
        self._leader.terminate()
        deadline = time.monotonic() + grace_seconds
        while self.code is None and time.monotonic() < deadline and not at_once.wait(LOOK):
            pass
        self.kill()

    def kill(self) -> None:
        """End whatever of it still runs."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._leader.pid, signal.SIGKILL)
        self._leader.wait()
        if self._leader.stdin is not None:
            self._leader.stdin.close()
