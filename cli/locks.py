"""Folders that one process at a time writes to. A lock ends with its process, even a killed one."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

from tuneql.errors import InvalidInput


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Lock a folder for the block; it is made if it is missing, and removed again if it stays empty.

    Raises:
        InvalidInput: it cannot be written to, or another run is writing to it.
    """
    is_new = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise unusable(out, f"cannot be written to ({error.strerror})", "choose another folder") from None
    try:
        if not _lock(folder):
            raise unusable(out, "is being written to by another run", "wait for it, or choose another folder")
        yield
    finally:
        if is_new:
            with suppress(OSError):  # it is not empty
                out.rmdir()
        os.close(folder)


@contextmanager
def folder_of_ones_own(wanted: Path) -> Iterator[Path]:
    """The folder, or another beside it if a process is using it; nobody else gets it within the block."""
    with ExitStack() as context:
        for number in count(1):
            folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
            folder.mkdir(parents=True, exist_ok=True)
            opened = os.open(folder, os.O_RDONLY)
            context.callback(os.close, opened)
            if _lock(opened):
                yield folder
                return


def unusable(out: Path, rule: str, remedy: str) -> InvalidInput:
    """The error for what `--out` names."""
    return InvalidInput(field="out", value=str(out), rule=rule, remedy=remedy)


def _lock(folder: int) -> bool:
    """Lock an open folder; False if another process has it."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
