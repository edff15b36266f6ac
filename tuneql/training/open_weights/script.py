"""The script that trains open weights: its files are beside `tuneql`, in the repository and in a Lambda asset."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parents[3] / "training"
_SHIPPED: Final = ("train.py", "check_export.py", "start.sh", "requirements.txt", "open_weights/*.py")


def script_files() -> Mapping[str, bytes]:
    """The files for a training job of open weights, by their paths in the channel `code`."""
    found = sorted(path for pattern in _SHIPPED for path in _FOLDER.glob(pattern))
    return {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in found}
