"""Writes and reads checkpoints that survive a kill at any time, even while they are written.

One checkpoint is one file, renamed into place when it is complete: SageMaker uploads the folder file by file while the
job runs, so a spot interruption leaves only complete files in S3. If a file cannot be read, the one before it is used.
"""

import logging
import os
import pickle
from pathlib import Path
from typing import Any, Final

import torch

from open_weights.errors import InvalidSettings

KEPT: Final = 2

_log = logging.getLogger(__name__)


def save(folder: Path, step: int, state: dict[str, Any]) -> Path:
    """Write a checkpoint, and remove all but the newest two.

    Args:
        folder: created if it does not exist.
        step: the next step to do; names the file.
        state: tensors, numbers, text, and lists and dicts of them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"step-{step:08d}.pt"
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    for old in _newest_first(folder)[KEPT:]:
        old.unlink()
    return path


def latest(folder: Path, *, run: str) -> dict[str, Any] | None:
    """The newest readable checkpoint, or None if there is none.

    Args:
        folder: where `save` wrote.
        run: what the state's `run` must be: settings and data of the training that continues.

    Raises:
        InvalidSettings: the checkpoint is of another training.
    """
    for path in _newest_first(folder):
        state = _read(path)
        if state is None:
            continue
        if state.get("run") != run:
            raise InvalidSettings(
                f"checkpoints: {path} is of a training with other settings, data or model; remove it or choose "
                "another folder"
            )
        return state
    return None


def _read(path: Path) -> dict[str, Any] | None:
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
        _log.warning("%s cannot be read (%s): continuing from the one before it", path, error)
        return None
    return state


def _newest_first(folder: Path) -> list[Path]:
    return sorted(folder.glob("step-*.pt"), reverse=True)
