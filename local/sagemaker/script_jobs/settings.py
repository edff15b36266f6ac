"""What the script's arguments say, read by the script's own reader, which needs no PyTorch."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from local.sagemaker.channels import Unfit, write_files

_READER: Final = "open_weights/arguments.py"
_PROGRAM: Final = """
import json, sys
sys.path.insert(0, sys.argv[1])
from open_weights.arguments import read_settings
from open_weights.errors import TrainingError
try:
    settings = read_settings(sys.argv[2:], {})
except TrainingError as error:
    sys.stderr.write(str(error))
    sys.exit(error.exit_code)
json.dump({"epochs": settings.epochs, "learning_rate": settings.learning_rate}, sys.stdout)
"""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What of the script's settings the stand-in's own model is trained with."""

    epochs: int
    learning_rate: float


def read_settings(code: Mapping[str, bytes], arguments: Sequence[str]) -> Settings:
    """The settings that a script would train with.

    Args:
        code: the files that it was sent with.
        arguments: its own.

    Raises:
        Unfit: it was sent without its reader, or refuses the arguments.
    """
    if _READER not in code:
        raise Unfit(f"AlgorithmError: the channel code holds no {_READER}, exit code: 1")
    with tempfile.TemporaryDirectory(prefix="tuneql-settings-") as folder:
        write_files(Path(folder), code)
        command = [sys.executable, "-I", "-B", "-c", _PROGRAM, folder, *arguments]
        read = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 -- as in AWS
    if read.returncode != 0:
        reason = (read.stderr.strip().splitlines() or [""])[-1]
        raise Unfit(f"AlgorithmError: {reason}, exit code: {read.returncode}")
    return Settings(**json.loads(read.stdout))
