# ruff: noqa: INP001 -- the script that a SageMaker training job runs; shipped by itself
"""Fine-tunes an open-weight model with LoRA on a text-to-SQL corpus, and saves it for Custom Model Import.

On any machine: `python train.py --model FOLDER_OR_ID --data train.jsonl --output model`. In a SageMaker training job,
the same settings are hyperparameters, and the channels are `train`, `val` and, for weights from S3, `model`.
`python train.py --help` lists all settings.
"""

import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Final

from open_weights.arguments import read_settings
from open_weights.errors import InvalidSettings, TrainingError

# Names a file whose first 1,024 characters SageMaker shows as the job's FailureReason; start.sh sets it.
_FAILURE_FILE: Final = "FAILURE_FILE"


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a training.

    Returns:
        0; 2 for bad settings or data; 143 after SIGTERM; 1 for other failures.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    try:
        settings = read_settings(arguments, environment)
        _refuse_many_processes(environment)
        from open_weights.job import run  # noqa: PLC0415 -- takes seconds; wrong settings are reported at once

        summary = run(settings, interrupted=_on_sigterm())
    except TrainingError as error:
        _report(f"{error}", environment)
        return error.exit_code
    except Exception:
        _report(traceback.format_exc(limit=-1), environment)
        raise
    sys.stdout.write(json.dumps(summary) + "\n")
    return 0


def _refuse_many_processes(environment: Mapping[str, str]) -> None:
    if int(environment.get("WORLD_SIZE") or 1) > 1:
        raise InvalidSettings("WORLD_SIZE: this script trains in one process on one GPU; start it without torchrun")


def _on_sigterm() -> Callable[[], bool]:
    """Note SIGTERM, which SageMaker sends two minutes before it takes a spot instance, and when a job is stopped."""
    received: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)

    signal.signal(signal.SIGTERM, note)
    return lambda: bool(received)


def _report(reason: str, environment: Mapping[str, str]) -> None:
    sys.stderr.write(f"train.py: {reason}\n")
    if file := environment.get(_FAILURE_FILE):
        Path(file).write_text(reason, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
