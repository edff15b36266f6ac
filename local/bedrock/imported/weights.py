"""Imported weights: a folder of files, and the process that answers with them."""

import contextlib
import json
import os
import subprocess
import threading
import weakref
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from local.bedrock.errors import ServiceError, invalid

WORKER: Final = Path(__file__).with_name("worker.py")
# Nothing is looked up on the network: a model is what its folder holds.
_OFFLINE: Final = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
_LOG: Final = "worker.log"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the weights answered. `stop_reason` is `end_turn` or `max_tokens`."""

    text: str
    input_tokens: int
    output_tokens: int
    stop_reason: str


class Weights:
    """A model in files, served by one process of a Python with PyTorch. Safe to share between threads.

    The process is started once, and ends when the weights are closed or forgotten, or when this process ends: then its
    standard input is closed, and it ends.

    Args:
        folder: with the model's files in `model/`; the process writes its log beside them.
        python: that has PyTorch and transformers.
        ending: removes the folder.
    """

    def __init__(self, folder: Path, python: Path, ending: ExitStack) -> None:
        self._folder, self._python, self._ending = folder, python, ending
        self._asking, self._state = threading.Lock(), threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._finalizer = weakref.finalize(self, ending.close)

    def start(self) -> None:
        """Begin to load the weights, if that has not begun. Does not wait for them."""
        self._started()

    def answer(self, messages: Sequence[Mapping[str, str]], max_tokens: int | None) -> Answer:
        """The greedy answer to a conversation. Waits until the weights are loaded.

        Args:
            messages: `role` and `content` of each, for the model's own chat template.
            max_tokens: to generate at most; None for as many as the context holds.

        Raises:
            ServiceError: ValidationException for what the model cannot take, ModelErrorException if the process ended.
        """
        with self._asking:
            reply = _ask(self._started(), {"messages": list(messages), "max_tokens": max_tokens})
        if reply is None:
            raise ServiceError("ModelErrorException", f"The process of the imported model ended: {self._last_words()}")
        if "error" in reply:
            raise invalid(reply["error"])
        return Answer(**reply)

    def close(self) -> None:
        """End the process and remove the files; questions from then on are refused."""
        with self._state:
            self._closed = True
            self._finalizer()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._state:
            if self._closed:
                raise ServiceError("ModelErrorException", "The imported model was deleted.")
            if self._process is None:
                self._process = _start(self._python, self._folder)
                self._ending.callback(_end, self._process)
            return self._process

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            lines = (self._folder / _LOG).read_text(encoding="utf-8", errors="replace").splitlines()
            return lines[-1] if lines else "it said nothing"
        return "its log is gone"


def _start(python: Path, folder: Path) -> subprocess.Popen[bytes]:
    with (folder / _LOG).open("ab") as log:
        return subprocess.Popen(  # noqa: S603 -- an interpreter that the owner of the account named, and our own file
            [str(python), str(WORKER), str(folder / "model")],
            env={**os.environ, **_OFFLINE},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            _open(stream).close()


def _ask(process: subprocess.Popen[bytes], request: Mapping[str, Any]) -> dict[str, Any] | None:
    """The reply; None if the process ended instead."""
    try:
        _open(process.stdin).write(json.dumps(request).encode() + b"\n")
        _open(process.stdin).flush()
        line = _open(process.stdout).readline()
    except (OSError, ValueError):  # a pipe that is broken, or closed
        return None
    reply: dict[str, Any] | None = json.loads(line) if line else None
    return reply


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("the process was started without its pipes")
    return stream
